"""The harmless diagrams: one for each supported element, accepted and run to the end."""

from pathlib import Path
from typing import Any

import pytest

from app import engine
from tests.engine.drawing import FORMS
from tests.engine.walking import Walk

FOLDER = Path(__file__).parent / "diagrams" / "accepted"
DIAGRAMS = sorted(FOLDER.glob("*.bpmn"))
CASE = {"agency": "H01", "agencies": ["H01", "H02", "H03"], "title": "Báo cáo", "kind": "large", "size": 120}
ANSWERS: list[dict[str, dict[str, Any]]] = [
    {},
    {
        "check": {"verdict": "returned"},
        "ask": {"wants_a": True, "wants_b": True},
        "consult": {"opinion": "yes"},
        "judge": {"verdict": "bad"},
        "try": {"again": False},
    },
]


def decisions(path: Path) -> tuple[bytes, ...]:
    table = path.with_suffix(".dmn")
    return (table.read_bytes(),) if table.exists() else ()


def walk(path: Path) -> Walk:
    called = {"user_task": (FOLDER / "user_task.bpmn").read_bytes()} if path.stem == "call_activity" else {}
    return Walk(path.read_bytes(), called=called, decisions=decisions(path), case=CASE)


def test_there_is_a_diagram_for_every_supported_element():
    assert len(DIAGRAMS) >= 20


@pytest.mark.parametrize("path", DIAGRAMS, ids=lambda path: path.stem)
def test_a_harmless_diagram_has_no_findings(path: Path):
    found = engine.check(
        path.read_bytes(), forms=FORMS, handlers={"work"}, called={"user_task"}, decisions=decisions(path)
    )
    assert found == []


@pytest.mark.parametrize("answers", ANSWERS, ids=["without data", "with data"])
@pytest.mark.parametrize("path", DIAGRAMS, ids=lambda path: path.stem)
def test_a_harmless_diagram_runs_to_its_end_reloaded_between_all_steps(path: Path, answers: Any):
    case = walk(path)
    case.to_the_end(answers)
    assert not case.position.tasks
    assert case.passed[0] == "s"


def test_every_kind_of_element_is_passed_by_some_walk():
    kinds: set[str] = set()
    for path in DIAGRAMS:
        for answers in ANSWERS:
            case = walk(path)
            case.to_the_end(answers)
            by_id = {element.id: element.kind for element in case.compiled.elements}
            kinds |= {by_id[name] for name in case.passed if name in by_id}
    assert kinds == {
        "user_task", "manual_task", "service_task", "send_task", "receive_task", "business_rule_task",
        "exclusive_gateway", "parallel_gateway", "inclusive_gateway", "event_based_gateway", "sub_process",
        "call_activity", "start_event", "end_event", "intermediate_catch_event", "intermediate_throw_event",
        "boundary_event",
    }  # fmt: skip
