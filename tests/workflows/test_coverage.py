"""The page of duties names every shipped workflow, and none that does not exist."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = {path.stem for path in (ROOT / "workflows").glob("*/*.bpmn")}
PAGE = (ROOT / "docs" / "coverage.md").read_text()
ROWS = {
    name: (re.findall(r"`(\w+)`", workflows), remark)
    for name, workflows, remark in re.findall(r"^\| ([a-z0-9_]+) \|[^|]+\| ([^|]+) \| ([^|]+) \|$", PAGE, re.MULTILINE)
}
UNION = 36  # processes that the five plans name together


def test_all_processes_of_the_plans_are_there():
    assert len(ROWS) == UNION


def test_every_workflow_that_is_named_exists():
    assert {name for workflows, _ in ROWS.values() for name in workflows} - SHIPPED == set()


def test_every_shipped_workflow_is_named():
    assert SHIPPED - set(re.findall(r"`(\w+)`", PAGE)) == set()


def test_what_no_workflow_serves_has_a_reason():
    assert [name for name, (workflows, remark) in ROWS.items() if not workflows and len(remark) < 40] == []


def test_the_sums_are_right():
    served = [workflows for workflows, _ in ROWS.values() if workflows]
    rows_only = [workflows for workflows in served if workflows == ["plan_task"]]
    said = re.search(r"(\d+) of the 36 .*?, (\d+) of these only .*?; (\d+) are not", PAGE)
    assert said
    assert [int(number) for number in said.groups()] == [len(served), len(rows_only), UNION - len(served)]
