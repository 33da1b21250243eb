"""The same request again gets the same answer, and happens once."""

import pytest
from sqlalchemy import func, select

from app.api.idempotency import forget_old_keys
from app.cases.models import Case
from app.extensions import db

pytestmark = pytest.mark.database

BODY = {"process": "approval", "agency": "SCT", "title": "Mua cân chuẩn"}


def cases() -> int:
    return db.session.scalar(select(func.count()).select_from(Case)) or 0


def test_a_repeated_request_replays_the_stored_answer(started, program, people, reading):
    coordinator = program(people.coordinator)
    first = coordinator.post("/cases", BODY, key="a")
    again = coordinator.post("/cases", BODY, key="a")
    assert (again.status_code, again.json) == (first.status_code, first.json)
    assert again.headers["Location"] == first.headers["Location"]
    with reading():
        assert cases() == 2


def test_another_body_with_the_same_key_is_refused(started, program, people):
    coordinator = program(people.coordinator)
    coordinator.post("/cases", BODY, key="a")
    answer = coordinator.post("/cases", {**BODY, "title": "Mua quả cân"}, key="a")
    assert answer.status_code == 422
    assert "Idempotency-Key" in answer.json["errors"]


def test_keys_belong_to_one_user_and_one_route(started, program, people, reading):
    program(people.coordinator).post("/cases", BODY, key="a")
    assert program(people.focal_point).post("/cases", BODY, key="a").status_code == 201
    assert program(people.focal_point).post(f"/tasks/{started.task_id}/claim", key="a").status_code == 200
    with reading():
        assert cases() == 3


def test_a_refused_request_may_be_repeated_with_the_same_key(started, program, people):
    coordinator = program(people.coordinator)
    assert coordinator.post("/cases", {**BODY, "agency": "NONE"}, key="a").status_code == 422
    assert coordinator.post("/cases", BODY, key="a").status_code == 201


def test_answers_are_kept_for_72_hours(started, program, people, writing, later, reading):
    coordinator = program(people.coordinator)
    coordinator.post("/cases", BODY, key="a")
    with writing():
        assert forget_old_keys(later(hours=71)) == 0
        assert forget_old_keys(later(hours=73)) == 1
    coordinator.post("/cases", BODY, key="a")
    with reading():
        assert cases() == 3
