"""A new process from an empty folder to its first finished case, with the files and the calls of CONTRIBUTING.md."""

import json
import re
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from string import Template
from typing import Any

import pytest

from app.processes.drawing import drawing_faults
from app.walking.walk import walk_all
from scripts import diagrams

PAGE = (Path(__file__).resolve().parents[2] / "CONTRIBUTING.md").read_text()
FILE = re.compile(r"<summary><code>(\S+)</code></summary>\s+```\w+\n(.*?)```", re.DOTALL)
CALL = re.compile(r'^curl -H "Authorization: Bearer \$(\w+)" "?\$API([^\s"]+)"?(.*)$', re.MULTILINE)


@pytest.fixture
def package(folder) -> Path:
    """The files of the page, written where it says; return the folder of the processes."""
    for name, content in FILE.findall(PAGE):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    return folder / "workflows"


@pytest.fixture
def follow(program, people, package):
    """Make every call of the page as the person it names; return the answers."""

    def calls() -> list[Any]:
        known: dict[str, int] = {}
        answers = []
        for who, address, sent in CALL.findall(PAGE):
            path = Template(address).substitute(known)
            answer = send(program(getattr(people, who.lower())), path, sent, package.parent)
            assert answer.status_code in (200, 201), f"{path}: {answer.text}"
            known |= learned(answer.json)
            answers.append(answer.json)
        return answers

    return calls


def send(program, path: str, sent: str, folder: Path) -> Any:
    files = re.findall(r"-F files=@(\S+)", sent)
    if files:
        data = [(BytesIO((folder / name).read_bytes()), Path(name).name) for name in files]
        return program.post(path, data={"files": data})
    body = re.search(r"--json '(.*)'", sent)
    return program.post(path, json.loads(body[1])) if body else program.get(path)


def learned(answer: Mapping[str, Any]) -> dict[str, int]:
    """What a reader puts for $CASE and $TASK after this answer."""
    opened = {"TASK": answer["tasks"][-1]["id"]} if answer.get("tasks") else {}
    return {"CASE": answer["id"], **opened} if "status" in answer and "case" not in answer else opened


def test_the_files_are_accepted_drawn_well_and_walked_to_every_outcome(package):
    diagram = package / "equipment_loan" / "equipment_loan.bpmn"
    assert drawing_faults(diagram.read_bytes()) == []
    assert diagrams.lint([diagram]).returncode == 0
    (walked,) = walk_all(package, "equipment_loan")
    assert walked.is_complete, (walked.missed, walked.unseen, walked.problems)


@pytest.mark.database
def test_the_calls_lead_from_the_deployment_to_a_finished_case(follow):
    deployed, started, mine, asked, *_, shown = follow()
    assert (deployed["key"], deployed["version"]) == ("equipment_loan", 1)
    assert [task["element"] for task in started["tasks"]] == ["ask"]
    assert [task["case"]["title"] for task in mine["items"]] == ["Mượn bộ quả cân chuẩn F1"]
    assert [field["key"] for field in asked["form"]["components"]] == ["standard", "purpose", "until"]
    assert (shown["status"], [task["status"] for task in shown["tasks"]]) == ("completed", ["completed"] * 4)
