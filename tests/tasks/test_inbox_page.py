"""The inbox: what is mine, by urgency; what can be taken on, given back and handed over."""

from datetime import timedelta

import pytest

from app.cases.completing import complete_task
from app.cases.models import UserTask
from app.extensions import db
from app.tasks.service import claim_task
from tests.support import processes
from tests.support.factories import make_case, make_definition, make_task
from tests.support.statements import statements_of

pytestmark = pytest.mark.database


@pytest.fixture(autouse=True)
def _on_each_database(database):
    """The lists are queries: they must say the same on both databases."""


def due(task: UserTask, at) -> None:
    task.remind_by = task.due_at = task.overdue_after = task.due_order = at


@pytest.fixture
def work(writing, people, now):
    """One overdue task, one for today, one within the week, one for later, one without a date."""
    with writing():
        case = make_case(people.agency, make_definition(name="Quy trình thử"), title="Hồ sơ thử")
        days = {"Quá hạn rồi": -3, "Hôm nay": 0, "Trong tuần": 3, "Còn lâu": 30}
        for name, days_ahead in days.items():
            at = now.replace(hour=23) + timedelta(days=days_ahead)
            task = make_task(case, name=name, search_key=name)
            due(task, at)
        make_task(case, name="Không hạn")


def headings(page) -> list[str]:
    return [heading.text for heading in page.all("#work h2")]


def test_work_is_listed_by_urgency(work, page, people):
    inbox = page("tasks.inbox", people.focal_point)
    assert headings(inbox) == ["Quá hạn", "Hôm nay", "Đến hết thứ Sáu, 27/11/2026", "Sau đó"]
    assert [row.text for row in inbox.all("[data-row-link]")] == [
        "Quá hạn rồi",
        "Hôm nay",
        "Trong tuần",
        "Còn lâu",
        "Không hạn",
    ]


def test_the_lead_counts_what_is_urgent(work, page, people):
    lead = page("tasks.inbox", people.focal_point).one(".lead-2").text
    assert lead.replace(" ,", ",") == "Bạn có 5 việc đang mở: 1 quá hạn, 1 đến hạn hôm nay, 1 đến hạn trong 7 ngày tới."


def test_a_holiday_within_the_week_is_named(work, page, people):
    assert "thứ Ba, 24/11/2026 nghỉ lễ" in page("tasks.inbox", people.focal_point).text


def test_the_navigation_counts_the_same(work, page, people):
    count = page("tasks.inbox", people.focal_point).one("nav.rail [aria-current] .cnt")
    assert count.text == "5 việc đang mở, có việc quá hạn"


def test_the_work_of_other_agencies_is_not_there(work, page, people):
    inbox = page("tasks.inbox", people.outsider)
    assert inbox.all("[data-row]") == []
    assert "Bạn đã xong mọi việc được giao" in inbox.text


def test_the_heads_seat_is_not_the_focal_points(work, page, people):
    assert page("tasks.inbox", people.head).all("[data-row]") == []


def test_the_agencys_tab_shows_what_its_other_seats_have(work, page, people):
    assert len(page("tasks.inbox", people.head, box="agency").all("[data-row]")) == 5


def test_work_is_found_without_diacritics_and_in_any_order(started, page, people):
    found = page("tasks.inbox", people.focal_point, q="luong mua de nghi")
    assert [row.text for row in found.all("[data-row-link]")] == ["Viết đề nghị"]
    assert "Không tìm thấy việc nào khớp “khac hẳn”" in page("tasks.inbox", people.focal_point, q="khac hẳn").text


def test_the_list_narrows_to_one_process(started, page, people):
    assert len(page("tasks.inbox", people.focal_point, process="approval").all("[data-row]")) == 1
    assert page("tasks.inbox", people.focal_point, process="agency_report").all("[data-row]") == []


def test_a_long_list_goes_on_where_its_first_page_ended(writing, people, visit, now):
    with writing():
        case = make_case(people.agency)
        for number in range(53):
            due(make_task(case, name=f"Việc thứ {number}"), now + timedelta(hours=number // 3))
    reader = visit(people.focal_point)
    first = reader.page("tasks.inbox")
    second = reader.open(first.one("#more a")["href"])
    names = [row.text for page in (first, second) for row in page.all("[data-row-link]")]
    assert len(names) == len(set(names)) == 53


def test_a_damaged_address_is_answered_with_a_sentence(page, people, visit):
    answer = visit(people.focal_point).open("/tasks?cursor=x", 422)
    assert "Địa chỉ trang bị hỏng. Bắt đầu lại từ trang đầu." in answer.text


def test_work_is_taken_on_from_the_list_and_given_back(started, visit, people, reading):
    reader = visit(people.focal_point)
    back = reader.page("tasks.inbox").form("/claim").submit()
    assert (back.path, "Bạn đã nhận việc “Viết đề nghị”" in back.text) == ("/tasks", True)
    with reading():
        assert db.session.get_one(UserTask, started.task_id).assignee_id == people.focal_point.id
    back.form("/release").submit()
    with reading():
        assert db.session.get_one(UserTask, started.task_id).assignee_id is None


def test_nobody_is_led_away_after_taking_work_on(started, visit, people):
    page = visit(people.focal_point).page("tasks.inbox")
    assert page.form("/claim").submit(next="https://example.com/").path == "/tasks"


def test_work_is_handed_over_to_a_colleague_with_a_word(started, visit, people, reading):
    form = visit(people.focal_point).page("tasks.handing", task_id=started.task_id).form("/hand-over")
    page = form.submit(to=str(people.deputy.id), note="Đã có báo giá")
    assert "Đã chuyển “Viết đề nghị” cho Lê Quốc Đạt" in page.text
    with reading():
        assert db.session.get_one(UserTask, started.task_id).assignee_id == people.deputy.id


@pytest.mark.parametrize("to", ["", "0", "abc", "outsider"])
def test_work_is_not_handed_to_somebody_who_may_not_do_it(started, visit, people, to):
    to = str(people.outsider.id) if to == "outsider" else to
    form = visit(people.focal_point).page("tasks.handing", task_id=started.task_id).form("/hand-over")
    page = form.submit(422, to=to, note="Đã có báo giá")
    assert "Chọn người được làm việc này" in page.text
    assert "Đã có báo giá" in page.one("textarea[name=note]").text


def test_done_work_is_listed_newest_first_with_how_its_date_was_kept(started, page, people, writing, now):
    with writing():
        complete_task(started.task_id, {"subject": "Xong"}, actor=people.focal_point.actor, now=now)
    done = page("tasks.inbox", people.focal_point, box="done")
    assert "đã nộp, sớm 5 ngày làm việc" in done.text
    assert done.one("[data-row-link]")["href"] == f"/cases/{started.case_id}"


def test_what_a_colleague_has_is_shown_with_the_name(started, page, people, writing, now):
    with writing():
        claim_task(started.task_id, actor=people.deputy.actor, now=now)
    assert "Lê Quốc Đạt đang làm" in page("tasks.inbox", people.focal_point, box="agency").text


def test_an_auditor_has_no_inbox(visit, people):
    visit(people.auditor).open("/tasks", 404)


def test_reading_the_list_costs_the_same_however_long_it_is(writing, people, visit, app):
    with writing():
        processes.deploy_approval()
        processes.start("approval", people.agency)
    reader = visit(people.focal_point)
    few = statements_of(app, lambda: reader.page("tasks.inbox"))
    with writing():
        for _ in range(20):
            processes.start("approval", people.agency)
    assert statements_of(app, lambda: reader.page("tasks.inbox")) == few


def test_a_colleagues_work_is_listed_but_offers_nothing_to_do(work, page, people):
    inbox = page("tasks.inbox", people.head, box="agency")
    assert len(inbox.all("[data-row-link]")) == 5
    assert inbox.all("[data-claim]") == []
    assert [link for link in inbox.all("#work .menu-items a") if "hand-over" in link.element.get("href", "")] == []
