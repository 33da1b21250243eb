"""The page of a task: fill it in, check it, send it; nothing typed is lost on the way."""

import json

import pytest

from app.cases import hooks
from app.cases.completing import complete_task
from app.cases.models import TaskStatus, UserTask
from app.errors import Invalid
from app.extensions import db
from app.tasks.service import claim_task
from app.timeline.log import Subject
from app.timeline.queries import entries
from tests.support import processes

ENTRIES = {"subject": "Bộ quả cân chuẩn F1", "amount": "120,5"}
REPORT = {
    "no_obstacles": "true",
    "direction": "Công văn số 48/SCT-VP",
    **{f"plan_tasks[{row}].progress": "done" for row in range(3)},
}


def filed(task_id: int) -> dict:
    return json.loads(db.session.get_one(UserTask, task_id).data or "{}")


def test_a_short_form_is_sent_from_its_page(started, typist, people, reading):
    page = typist(people.focal_point, started.task_id).press("_send", **ENTRIES)
    assert page.path == "/tasks"
    assert "Đã gửi “Viết đề nghị” lúc 09:00. Bước tiếp theo: Xem đề nghị" in page.text
    with reading():
        assert filed(started.task_id) == {"subject": "Bộ quả cân chuẩn F1", "amount": 120.5}
        assert processes.open_task(started.case_id, "check")


def test_the_page_after_sending_has_the_browser_forget_its_copy(started, typist, people):
    page = typist(people.focal_point, started.task_id).press("_send", **ENTRIES)
    assert page.one("[data-forget-draft]")["data-forget-draft"] == f"/tasks/{started.task_id}/draft"


def test_entries_that_are_refused_stay_on_the_page_and_as_a_draft(started, typist, people):
    somebody = typist(people.focal_point, started.task_id)
    page = somebody.press("_send", status=422, subject="", amount="khoảng 60")
    assert page.title.startswith("Lỗi:")
    assert page.one("input[name=amount]")["value"] == "khoảng 60"
    assert somebody.look().one("input[name=amount]")["value"] == "khoảng 60"


def test_a_long_form_is_checked_row_by_row_before_it_is_sent(owed, typist, people, reading):
    somebody = typist(people.focal_point, owed.task_id)
    page = somebody.press("_check", **REPORT)
    assert page.path == f"/tasks/{owed.task_id}/check"
    assert "2.3 Kiểm tra cột đo xăng dầu tại cửa hàng bán lẻ" in page.text
    assert page.one("main button.btn-primary").text == "Gửi tới thủ trưởng cơ quan"
    with reading():
        assert db.session.get_one(UserTask, owed.task_id).status is TaskStatus.open
    assert somebody.send_checked(page).path == "/tasks"
    with reading():
        assert filed(owed.task_id)["direction"] == "Công văn số 48/SCT-VP"


def test_a_long_form_that_is_not_ready_says_what_to_correct(owed, typist, people):
    page = typist(people.focal_point, owed.task_id).press("_check", status=422)
    assert "Chưa gửi được: còn 4 chỗ cần sửa" in page.text


def test_sending_twice_is_answered_the_same_and_done_once(owed, typist, people, reading):
    somebody = typist(people.focal_point, owed.task_id)
    checked = somebody.press("_check", **REPORT)
    first, second = somebody.send_checked(checked), somebody.send_checked(checked)
    assert (first.path, first.h1) == (second.path, second.h1)
    with reading():
        assert processes.open_task(owed.case_id, "head_review")


def test_a_short_form_sent_twice_is_answered_the_same(started, typist, people):
    somebody = typist(people.focal_point, started.task_id)
    form = somebody.look().form(somebody.path)
    first, second = (form.submit(_send="", **ENTRIES) for _ in range(2))
    assert first.path == second.path == "/tasks"


def test_other_entries_for_a_task_one_has_sent_are_a_conflict_that_shows_them(started, typist, people):
    somebody = typist(people.focal_point, started.task_id)
    form = somebody.look().form(somebody.path)
    form.submit(_send="", **ENTRIES)
    page = form.submit(409, _send="", subject="Một nội dung khác")
    assert "Nội dung bạn nhập chưa mất" in page.text
    assert "Một nội dung khác" in page.text


def test_whoever_is_slower_reads_who_was_faster(started, typist, people, writing, now):
    form = typist(people.focal_point, started.task_id).look().form(f"/tasks/{started.task_id}")
    with writing():
        complete_task(started.task_id, ENTRIES, actor=people.deputy.actor, now=now)
    page = form.submit(409, _send="", subject="Của tôi")
    assert "Lê Quốc Đạt" in page.text
    assert "Của tôi" in page.text


def test_what_changed_between_checking_and_sending_is_shown_again(owed, typist, people):
    somebody = typist(people.focal_point, owed.task_id)
    checked = somebody.press("_check", **REPORT)
    page = somebody.send_checked(checked, status=409, direction="Sửa sau khi xem")
    assert "Nội dung sẽ gửi đã thay đổi" in page.text
    assert somebody.send_checked(page).path == "/tasks"


def test_a_draft_that_a_colleague_changed_is_not_overwritten_unseen(owed, typist, people):
    somebody, colleague = typist(people.focal_point, owed.task_id), typist(people.deputy, owed.task_id)
    form = somebody.look().form(somebody.path)
    colleague.put_draft({"direction": ["Của Đạt"]})
    page = form.submit(409, _save="", direction="Của Hà")
    assert "Lê Quốc Đạt vừa lưu bản nháp này" in page.text
    assert "Của Hà" in page.one("textarea[name=direction]").text
    page.form(somebody.path).submit(_save="")  # having read that, one may
    assert "Của Hà" in colleague.look().one("textarea[name=direction]").text


def test_what_a_feature_refuses_late_comes_back_on_the_form_and_leaves_nothing(
    started, typist, people, reading, monkeypatch
):
    def refuse(completion):
        completion.case.title = "Đã đổi"
        raise Invalid({"subject": ["Choose a person who may do this task."]})

    monkeypatch.setitem(hooks._completed, "approval", [refuse])
    page = typist(people.focal_point, started.task_id).press("_send", status=422, **ENTRIES)
    assert page.one("#subject-e").text.endswith("Chọn người được làm việc này.")
    assert page.one("input[name=subject]")["value"] == ENTRIES["subject"]
    with reading():
        task = db.session.get_one(UserTask, started.task_id)
        assert (task.status, task.case.title) == (TaskStatus.open, "Đề nghị mua chuẩn đo lường")
        assert [entry.action for entry in entries(Subject("case", started.case_id))] == ["case.started"]


def test_the_head_reads_what_was_drafted(owed, typist, people, writing, now):
    with writing():
        entries = {"direction": "Kế hoạch 31", "no_obstacles": True, "plan_tasks": [{"progress": "done"}] * 3}
        complete_task(owed.task_id, entries, actor=people.focal_point.actor, now=now)
        task = processes.open_task(owed.case_id, "head_review").id
    page = typist(people.head, task).look()
    assert "Kế hoạch 31" in page.text
    assert page.one("button[name=_send]")["data-named-by"] == "head_decision"


def test_rows_are_added_and_removed_without_scripts(owed, typist, people):
    somebody = typist(people.focal_point, owed.task_id)
    page = somebody.press("_row", value="add:other_work", direction="Công văn 48")
    assert len(page.all("[name='other_work[0].work']")) == 1
    assert "Công văn 48" in page.one("textarea[name=direction]").text
    page = somebody.press("_row", value="remove:other_work[0]")
    assert page.all("[name='other_work[0].work']") == []


def test_a_task_of_another_agency_is_like_one_that_does_not_exist(started, visit, people):
    outsider = visit(people.outsider)
    hidden, missing = outsider.open(f"/tasks/{started.task_id}", 404), outsider.open("/tasks/999999", 404)
    assert hidden.text == missing.text


def test_a_visible_task_of_somebody_else_is_shown_without_its_draft(started, typist, people):
    typist(people.focal_point, started.task_id).put_draft({"subject": ["Chưa gửi"]})
    page = typist(people.coordinator, started.task_id).look()
    assert "Bạn xem được nhưng không phải việc của bạn" in page.text
    assert "Chưa gửi" not in page.text
    assert [form["action"] for form in page.all("form") if "/tasks/" in form["action"]] == []


@pytest.mark.parametrize("part", ["", "/complete", "/claim", "/release", "/hand-over"])
def test_nothing_can_be_done_with_somebody_elses_task(started, visit, people, part):
    coordinator = visit(people.coordinator)
    token = coordinator.page("account.show").one("meta[name=csrf-token]")["content"]
    coordinator.post(f"/tasks/{started.task_id}{part}", {"csrf_token": token}, 403)


@pytest.mark.parametrize("part", ["", "/complete", "/claim", "/release", "/hand-over"])
def test_nothing_is_done_without_the_token_of_the_page(started, visit, people, part, reading):
    answer = visit(people.focal_point).client.post(f"/tasks/{started.task_id}{part}", data={"_send": "", **ENTRIES})
    assert answer.status_code == 400
    with reading():
        task = db.session.get_one(UserTask, started.task_id)
        assert (task.status, task.assignee_id) == (TaskStatus.open, None)


def test_a_colleagues_task_can_be_read_but_not_sent(started, typist, people, writing, now):
    form = typist(people.deputy, started.task_id).look().form(f"/tasks/{started.task_id}")
    with writing():
        claim_task(started.task_id, actor=people.focal_point.actor, now=now)
    assert "Nguyễn Minh Hà đang làm việc này" in typist(people.deputy, started.task_id).look().text
    assert "Nguyễn Minh Hà đang làm việc này" in form.submit(409, _send="", **ENTRIES).text


def test_an_auditor_reads_no_names(started, page, people, writing, now):
    with writing():
        claim_task(started.task_id, actor=people.focal_point.actor, now=now)
    assert people.focal_point.name not in page("tasks.show", people.auditor, task_id=started.task_id).text


def test_stored_text_is_never_markup(writing, people, typist):
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    with writing():
        processes.deploy_approval()
        started = processes.start("approval", people.agency, evil)
    page = typist(people.focal_point, started.task_id).press("_save", subject=evil)
    assert evil in page.text or evil in page.one("input[name=subject]")["value"]
    assert page.all("script:not([src])") == page.all("img") == []
