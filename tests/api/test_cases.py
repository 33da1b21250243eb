"""Cases over the API."""

import pytest

pytestmark = pytest.mark.database


def test_a_case_is_started_with_its_first_task(started, program, people):
    answer = program(people.coordinator).post(
        "/cases", {"process": "approval", "agency": "SCT", "title": "Mua cân chuẩn", "data": {}}
    )
    assert answer.status_code == 201
    assert answer.headers["Location"] == f"/api/v1/cases/{answer.json['id']}"
    assert [(task["element"], task["status"]) for task in answer.json["tasks"]] == [("write", "open")]


def test_a_focal_point_starts_cases_for_their_own_agency_only(started, program, people):
    focal_point = program(people.focal_point)
    body = {"process": "approval", "title": "Mua cân chuẩn"}
    assert focal_point.post("/cases", {**body, "agency": "SCT"}).status_code == 201
    assert focal_point.post("/cases", {**body, "agency": "XHB"}).status_code == 403


@pytest.mark.parametrize(
    ("change", "status", "field"),
    [
        ({"agency": "NONE"}, 422, "agency"),
        ({"title": ""}, 422, "title"),
        ({"process": "no_such_process"}, 404, None),
        ({"surplus": 1}, 422, "surplus"),
    ],
)
def test_a_case_with_wrong_input_is_refused(started, program, people, change, status, field):
    body = {"process": "approval", "agency": "SCT", "title": "Mua cân chuẩn", **change}
    answer = program(people.coordinator).post("/cases", body)
    assert answer.status_code == status
    assert field is None or field in answer.json["errors"]


def test_a_case_shows_its_timeline(started, program, people):
    program(people.focal_point).post(f"/tasks/{started.task_id}/claim")
    answer = program(people.leader).get(f"/cases/{started.case_id}")
    assert [entry["action"] for entry in answer.json["timeline"]] == ["task.claimed", "case.started"]
    assert answer.json["timeline"][0]["actor"] == people.focal_point.name


def test_an_auditor_reads_what_was_done_but_not_by_whom(started, program, people):
    program(people.focal_point).post(f"/tasks/{started.task_id}/claim")
    answer = program(people.auditor).get(f"/cases/{started.case_id}")
    assert answer.json["timeline"][0]["actor"] is None
    assert people.focal_point.name not in answer.get_data(as_text=True)


def test_another_agencys_case_does_not_exist(started, program, people):
    assert program(people.outsider).get(f"/cases/{started.case_id}").status_code == 404
