"""Processes over the API: everybody sees them, administrators deploy them."""

from io import BytesIO

import pytest

from app.processes.packages import Package
from app.processes.service import deploy
from tests.engine.drawing import element, line, process, user
from tests.support.clock import NOW
from tests.support.processes import field, form

NOTE = form("note", field("textfield", "answer", "Trả lời"))
GOOD = process(line("ask", body=user("ask")), key="asking")


@pytest.fixture
def send(people, program):
    """Send files as a multipart form."""

    def post(person, **files: bytes):
        data = [(BytesIO(content), name.replace("__", ".")) for name, content in files.items()]
        return program(person).post("/processes", data={"files": data})

    return post


def test_an_administrator_deploys_a_process(send, people):
    answer = send(people.administrator, p__bpmn=GOOD, note__form=NOTE)
    assert (answer.status_code, answer.json["key"], answer.json["version"]) == (201, "asking", 1)


def test_a_refused_process_is_answered_with_findings(send, people, program):
    bad = process(line("x", body=element("scriptTask", "x")), key="asking")
    answer = send(people.administrator, p__bpmn=bad)
    assert (answer.status_code, answer.mimetype) == (422, "application/problem+json")
    assert answer.json["type"].endswith("process-refused")
    assert answer.json["findings"][0]["element"] == "x"
    assert answer.json["findings"][0]["line"] == 2
    assert program(people.administrator).get("/processes").json["items"] == []


@pytest.mark.parametrize("role", ["coordinator", "focal_point", "auditor"])
def test_nobody_else_deploys(send, people, role):
    assert send(getattr(people, role), p__bpmn=GOOD, note__form=NOTE).status_code == 403


def test_exactly_one_diagram_is_asked_for(send, people):
    answer = send(people.administrator, note__form=NOTE)
    assert answer.status_code == 422
    assert ".bpmn" in answer.json["errors"]["files"][0]


def test_other_files_are_refused(send, people):
    answer = send(people.administrator, p__bpmn=GOOD, note__form=NOTE, readme__txt=b"x")
    assert answer.status_code == 422


def test_everybody_sees_the_newest_versions(program, people, writing):
    with writing():
        deploy(Package(GOOD, {"note": NOTE}), actor=people.administrator.actor, now=NOW)
    answer = program(people.focal_point).get("/processes")
    assert [(item["key"], item["version"]) for item in answer.json["items"]] == [("asking", 1)]
