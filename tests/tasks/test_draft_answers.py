"""What the server answers to a form that saves itself, and to one that asks which fields apply."""

import pytest

from app.cases.completing import complete_task
from app.extensions import db
from app.reports.models import Submission  # noqa: F401 (its listeners hear that work began)
from app.tasks.drafts import forget_settled
from app.tasks.models import Draft


def test_a_draft_is_saved_with_its_version_and_time(started, typist, people):
    answer = typist(people.focal_point, started.task_id).put_draft({"subject": ["Bộ quả cân"]})
    assert (answer.status_code, answer.json) == (200, {"version": 1, "saved_at": "09:00"})


def test_the_page_starts_from_the_draft(started, typist, people):
    somebody = typist(people.focal_point, started.task_id)
    somebody.put_draft({"subject": ["Bộ quả cân"], "amount": ["khoảng 60"]})
    page = somebody.look()
    assert page.one("input[name=subject]")["value"] == "Bộ quả cân"
    assert page.one("input[name=amount]")["value"] == "khoảng 60"
    assert page.one("form[data-autosave-url]")["data-autosave-version"] == "1"


def test_a_draft_of_rows_boxes_and_choices_comes_back_as_it_was(owed, typist, people):
    somebody = typist(people.focal_point, owed.task_id)
    somebody.put_draft(
        {
            "no_obstacles": ["", "true"],
            "plan_tasks[0]._here": ["1"],
            "plan_tasks[0].progress": ["late"],
            "other_work[4]._here": ["1"],
            "other_work[4].work": ["Tuyên truyền"],
        }
    )
    fields = somebody.look().form(somebody.path).fields
    assert fields["no_obstacles"] == ["", "true"]
    assert fields["plan_tasks[0].progress"] == ["late"]
    assert fields["other_work[0].work"] == ["Tuyên truyền"]


def test_the_later_of_two_is_told_and_gets_both_versions(started, typist, people):
    typist(people.deputy, started.task_id).put_draft({"subject": ["Của Đạt"]})
    answer = typist(people.focal_point, started.task_id).put_draft({"subject": ["Của Hà"]}, version=0)
    assert answer.status_code == 409
    assert answer.json["saved_by"] == "Lê Quốc Đạt"
    assert answer.json["version"] == 1
    assert answer.json["saved_at"] == "09:00"
    assert answer.json["fields"]["subject"] == ["Của Đạt"]


def test_whoever_has_seen_the_other_version_may_go_on(started, typist, people):
    typist(people.deputy, started.task_id).put_draft({"subject": ["Của Đạt"]})
    answer = typist(people.focal_point, started.task_id).put_draft({"subject": ["Của Hà"]}, version=1)
    assert answer.json["version"] == 2


def test_a_closed_task_takes_no_draft_and_says_who_closed_it(started, typist, people, writing, now):
    with writing():
        complete_task(started.task_id, {"subject": "Xong"}, actor=people.deputy.actor, now=now)
    answer = typist(people.focal_point, started.task_id).put_draft({"subject": ["Chậm tay"]})
    assert answer.status_code == 409
    assert "Lê Quốc Đạt" in answer.json["message"]
    assert "fields" not in answer.json


@pytest.mark.parametrize("body", [None, [], {"fields": []}, {"fields": {"subject": "text"}}, "x"])
def test_what_is_no_draft_is_refused_with_a_sentence(started, typist, people, body, reading):
    answer = typist(people.focal_point, started.task_id).call("put", "draft", json=body)
    assert answer.status_code == 400
    assert "Tải lại trang" in answer.json["message"]
    with reading():
        assert db.session.get(Draft, started.task_id) is None


def test_a_draft_longer_than_can_be_kept_is_refused_with_a_sentence(started, typist, people):
    answer = typist(people.focal_point, started.task_id).put_draft({"subject": ["x" * 450_000]})
    assert answer.status_code == 413
    assert "tệp kèm theo" in answer.json["message"]


def test_nobody_else_saves_or_sees_a_draft(started, typist, people):
    assert typist(people.outsider, started.task_id).put_draft({"subject": ["x"]}).status_code == 404
    assert typist(people.coordinator, started.task_id).put_draft({"subject": ["x"]}).status_code == 403


def test_a_draft_needs_the_token_of_the_page(started, visit, people, reading):
    client = visit(people.focal_point).client
    answer = client.put(f"/tasks/{started.task_id}/draft", json={"fields": {"subject": ["x"]}, "version": 0})
    assert answer.status_code == 400
    with reading():
        assert db.session.get(Draft, started.task_id) is None


def test_the_draft_goes_with_the_task(started, typist, people, reading):
    somebody = typist(people.focal_point, started.task_id)
    somebody.put_draft({"subject": ["Bộ quả cân"]})
    somebody.press("_send")
    with reading():
        assert db.session.get(Draft, started.task_id) is None


def test_the_server_says_which_fields_do_not_apply(owed, typist, people):
    somebody = typist(people.focal_point, owed.task_id)
    nil = somebody.call("post", "conditions", json={"fields": {"is_nil": ["", "true"]}}).json["hidden"]
    full = somebody.call("post", "conditions", json={"fields": {"is_nil": [""]}}).json["hidden"]
    assert ("Group_results" in nil, "nil_confirmed" in nil) == (True, False)
    assert ("Group_results" in full, "nil_confirmed" in full) == (False, True)


def test_the_worker_forgets_drafts_of_tasks_that_programs_filed(started, typist, people, writing, reading, now):
    typist(people.focal_point, started.task_id).put_draft({"subject": ["Bộ quả cân"]})
    with writing():
        assert forget_settled() == 0
        complete_task(started.task_id, {"subject": "Xong"}, actor=people.focal_point.actor, now=now)
    with writing():
        assert forget_settled() == 1
    with reading():
        assert db.session.get(Draft, started.task_id) is None
