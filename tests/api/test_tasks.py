"""User tasks over the API."""

import pytest

pytestmark = pytest.mark.database

ENTRIES = {"data": {"subject": "Bộ quả cân chuẩn F1", "amount": 12}}


def test_the_list_shows_a_task_with_its_case_agency_and_moments(started, program, people):
    answer = program(people.focal_point).get("/tasks?status=open")
    [task] = answer.json["items"]
    assert task["id"] == started.task_id
    assert task["case"] == {"id": started.case_id, "title": "Đề nghị mua chuẩn đo lường", "process": "approval"}
    assert task["agency"] == {"code": "SCT", "name": "Sở Công Thương"}
    assert task["remind_by"] <= task["due_at"] <= task["overdue_after"]
    assert answer.json["next_cursor"] is None


def test_mine_are_those_that_wait_at_my_seat_and_those_i_have_claimed(started, program, people):
    focal_point, deputy = program(people.focal_point), program(people.deputy)
    [waiting] = focal_point.get("/tasks?mine=1").json["items"]
    assert waiting["assignee"] is None
    focal_point.post(f"/tasks/{started.task_id}/claim")
    [claimed] = focal_point.get("/tasks?mine=1").json["items"]
    assert claimed["assignee"]["name"] == people.focal_point.name
    assert deputy.get("/tasks?mine=1").json["items"] == []
    assert program(people.head).get("/tasks?mine=1").json["items"] == []


def test_pages_follow_each_other_by_cursor(started, writing, program, people):
    from tests.support import processes

    with writing():
        others = [processes.start("approval", people.agency, f"Hồ sơ {number}").task_id for number in range(4)]
    focal_point, seen, cursor = program(people.focal_point), [], ""
    while cursor is not None:
        page = focal_point.get(f"/tasks?limit=2&cursor={cursor}").json
        assert len(page["items"]) <= 2
        seen += [task["id"] for task in page["items"]]
        cursor = page["next_cursor"]
    assert sorted(seen) == sorted([started.task_id, *others])


def test_a_task_shows_its_form_and_data(started, program, people):
    answer = program(people.focal_point).get(f"/tasks/{started.task_id}")
    assert {component["key"] for component in answer.json["form"]["components"]} == {"subject", "amount"}
    assert answer.json["data"] == {"subject": None, "amount": None}


def test_completing_returns_what_opened(started, program, people):
    answer = program(people.focal_point).post(f"/tasks/{started.task_id}/complete", ENTRIES)
    assert answer.status_code == 200
    assert answer.json["status"] == "completed"
    assert answer.json["case"]["id"] == started.case_id
    assert [task["element"] for task in answer.json["tasks"]] == ["check"]


def test_completing_twice_is_a_conflict_that_says_so(started, program, people):
    program(people.deputy).post(f"/tasks/{started.task_id}/complete", ENTRIES)
    answer = program(people.focal_point).post(f"/tasks/{started.task_id}/complete", ENTRIES)
    assert answer.status_code == 409
    assert answer.mimetype == "application/problem+json"
    assert answer.json["type"].endswith("task-already-completed")
    assert people.deputy.name in answer.json["title"]


def test_entries_the_form_refuses_come_back_by_field(started, program, people):
    answer = program(people.focal_point).post(f"/tasks/{started.task_id}/complete", {"data": {"amount": -1}})
    assert answer.status_code == 422
    assert set(answer.json["errors"]) == {"subject", "amount"}


def test_releasing_gives_the_task_back(started, program, people):
    focal_point = program(people.focal_point)
    focal_point.post(f"/tasks/{started.task_id}/claim")
    assert focal_point.post(f"/tasks/{started.task_id}/release").status_code == 200
    assert program(people.deputy).post(f"/tasks/{started.task_id}/claim").status_code == 200


def test_somebody_elses_claim_is_a_conflict(started, program, people):
    program(people.deputy).post(f"/tasks/{started.task_id}/claim")
    answer = program(people.focal_point).post(f"/tasks/{started.task_id}/claim")
    assert (answer.status_code, answer.json["type"]) == (409, "urn:tiendo:problem:task-claimed")


def test_who_sees_it_but_may_not_do_it_is_told_403(started, program, people):
    answer = program(people.head).post(f"/tasks/{started.task_id}/complete", ENTRIES)
    assert answer.status_code == 403


@pytest.mark.parametrize("path", ["", "/complete", "/claim"])
def test_what_one_may_not_know_of_answers_like_what_does_not_exist(started, program, people, path):
    outsider = program(people.outsider)
    send = outsider.get if not path else lambda address: outsider.post(address, ENTRIES)
    hidden, missing = send(f"/tasks/{started.task_id}{path}"), send(f"/tasks/999999{path}")
    assert hidden.status_code == missing.status_code == 404
    assert hidden.json | {"instance": ""} == missing.json | {"instance": ""}


def test_an_unknown_token_is_a_401_problem(started, app):
    answer = app.test_client().get("/api/v1/tasks", headers={"Authorization": "Bearer nothing"})
    assert answer.status_code == 401
    assert answer.mimetype == "application/problem+json"


def test_an_auditor_sees_the_task_but_nobodys_name(started, program, people):
    program(people.focal_point).post(f"/tasks/{started.task_id}/claim")
    answer = program(people.auditor).get(f"/tasks/{started.task_id}")
    assert answer.status_code == 200
    assert answer.json["assignee"] is None
    assert people.focal_point.name not in answer.get_data(as_text=True)
