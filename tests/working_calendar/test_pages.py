"""The pages of the working calendar: everybody reads, the keepers see what would move before they decide."""

import random
from collections import Counter
from datetime import date

import pytest
from sqlalchemy import select

from app.cases.models import Case, CasePerson, Job, UserTask
from app.cases.opening import set_deadline
from app.cases.recalculating import Change
from app.cases.touched import all_moves
from app.clock import local_date
from app.deadlines.ladders import rungs
from app.deadlines.moments import fixed_date
from app.extensions import db
from app.organisation.calendar import calendar_with, office_calendar
from app.organisation.models import CalendarChange
from app.organisation.roles import SYSTEM
from app.working_calendar.reminders import COMING, reminders_moved
from app.working_calendar.service import enter
from tests.support.clock import NOW
from tests.support.factories import make_calendar_day
from tests.support.processes import case_of
from tests.support.reports import deploy_report, owe_report
from tests.working_calendar.province import due_case, fill, ruled_task, swap

FRIDAY, SATURDAY = date(2026, 11, 27), date(2026, 11, 28)
ENTRIES = {
    "kind": "swap",
    "name": "Nghỉ ngày hội của tỉnh",
    "day_off": "27/11/2026",
    "day_worked": "28/11/2026",
    "document_number": "215/TB-UBND",
    "document_date": "18/11/2026",
    "issuer": "Ủy ban nhân dân tỉnh Lam Giang",
    "known_on": "19/11/2026",
}


@pytest.fixture
def report(people, writing):
    """A report due on the Friday, with its task."""
    with writing():
        case = due_case(people.agency, FRIDAY, title="Báo cáo năm của Sở Công Thương")
        ruled_task(case, "case", date(2026, 11, 10), name="Soạn báo cáo")
        return case.id


def overdue_after(key: int) -> date:
    return local_date(db.session.get_one(Case, key).overdue_after)


def ask(visitor, **changes):
    return visitor.page("working_calendar.look_ahead", **{**ENTRIES, **changes})


def refused(visitor, **changes) -> str:
    entries = {**ENTRIES, **changes}
    path = visitor.url("working_calendar.look_ahead", **entries)
    page = visitor.open(path, status=422)
    assert page.title.startswith("Lỗi:")
    return page.one(".errsum").text


@pytest.mark.parametrize("who", ["focal_point", "head", "specialist", "leader", "auditor", "administrator", "outsider"])
def test_everybody_reads_the_year(people, visit, who):
    page = visit(getattr(people, who)).page("working_calendar.show", year=2026)
    assert "Ngày Văn hóa Việt Nam" in page.text
    assert len(page.all(".days")) == 12


def test_the_year_names_days_with_their_documents_and_leads_to_the_neighbours(people, visit, writing):
    with writing():
        enter(swap(FRIDAY, SATURDAY, name="Ngày hội"), actor=SYSTEM, now=NOW)
    page = visit(people.focal_point).page("working_calendar.show", year=2026)
    assert page.text.count("Văn bản số 215/TB-UBND ngày 18/11/2026") == 3  # both days, and the list of decisions
    links = [link["href"] for link in page.all(".acts a")]
    assert links == ["/working-calendar?year=2025", "/working-calendar?year=2027"]


def test_a_swapped_day_of_the_country_is_marked_too(people, visit):
    page = visit(people.focal_point).page("working_calendar.show", year=2026)
    assert "Ngày nghỉ (thay cho ngày 22/08/2026)" in page.text
    worked = [day.text for day in page.all(".days .wk")]
    assert worked == ["22"]


def test_a_keeper_sees_what_would_move_and_nothing_is_saved(people, visit, reading, report):
    page = ask(visit(people.coordinator))
    assert "Báo cáo năm của Sở Công Thương" in page.text
    assert "Soạn báo cáo" in page.text
    assert "Sở Công Thương" in page.text
    assert "Thứ Sáu, 27/11/2026" in page.text
    assert "Lưu quyết định và chuyển 1 hạn" in page.text
    with reading():
        assert db.session.scalar(select(CalendarChange.id)) is None
        assert overdue_after(report) == FRIDAY


@pytest.mark.database
@pytest.mark.parametrize("who", ["coordinator", "administrator"])
def test_confirming_saves_the_decision_and_moves_the_deadlines(database, people, visit, reading, report, who):
    page = ask(visit(getattr(people, who))).form("/working-calendar/changes").submit()
    assert page.h1 == "Nghỉ ngày hội của tỉnh"
    assert "Đã chuyển 1 hạn" in page.text
    with reading():
        change = db.session.scalars(select(CalendarChange)).one()
        assert [(row.day, row.works) for row in change.days] == [(FRIDAY, False), (SATURDAY, True)]
        assert change.settled_at is not None
        assert overdue_after(report) == SATURDAY


def test_the_case_s_own_page_tells_why_its_date_moved(people, visit, writing):
    with writing():
        deploy_report()
        case = case_of(owe_report(people.agency).case_id)
        set_deadline(case, fixed_date(FRIDAY, inclusive=True, calendar=office_calendar()))
        key = case.id
    ask(visit(people.coordinator)).form("/working-calendar/changes").submit()
    page = visit(people.focal_point).page("cases.show", case_id=key)
    assert "Lịch làm việc thay đổi: chỉ quá hạn sau 28/11/2026, không phải 27/11/2026" in page.text
    assert "215/TB-UBND" in page.text


def test_a_form_sent_twice_is_saved_once(people, visit, reading, report):
    form = ask(visit(people.coordinator)).form("/working-calendar/changes")
    form.submit()
    assert "đã có trong lịch của tỉnh" in form.submit(status=422).text
    with reading():
        assert len(db.session.scalars(select(CalendarChange.id)).all()) == 1


def test_figures_that_changed_meanwhile_are_shown_before_anything_is_saved(people, visit, writing, reading, report):
    form = ask(visit(people.coordinator)).form("/working-calendar/changes")
    with writing():
        due_case(people.other_agency, FRIDAY)
    page = form.submit(status=409)
    assert "Chưa lưu gì" in page.text
    assert "chuyển 2 hạn" in page.text
    with reading():
        assert db.session.scalar(select(CalendarChange.id)) is None
    page.form("/working-calendar/changes").submit()
    with reading():
        assert overdue_after(report) == SATURDAY


def test_of_two_decisions_prepared_at_once_the_second_is_looked_at_again(people, visit, reading, report):
    first = ask(visit(people.coordinator)).form("/working-calendar/changes")
    second = ask(visit(people.administrator), kind="day_off", day_off="26/11/2026").form("/working-calendar/changes")
    first.submit()
    assert "Chưa lưu gì" in second.submit(status=409).text
    with reading():
        assert len(db.session.scalars(select(CalendarChange.id)).all()) == 1


def test_cases_that_the_keeper_may_not_see_are_counted_but_not_named(people, visit, writing):
    with writing():
        secret = due_case(people.agency, FRIDAY, title="Hồ sơ kín về thanh tra", is_confidential=True)
        db.session.add(CasePerson(case_id=secret.id, user_id=people.leader.id))
    for keeper in (people.coordinator, people.administrator):
        page = ask(visit(keeper))
        assert "Hồ sơ kín về thanh tra" not in page.text
        assert "chuyển 1 hạn" in page.text
        assert "hồ sơ bạn không được xem" in page.text


def test_a_long_list_is_read_page_by_page(people, visit, writing):
    with writing():
        for number in range(53):
            due_case(people.agency, FRIDAY, title=f"Hồ sơ số {number}")
    page = ask(visit(people.coordinator))
    assert len(page.all("#list tbody tr")) == 50
    following = visit(people.coordinator).open(page.one("a[rel=next]")["href"])
    assert [row.all("a")[0].text for row in following.all("#list tbody tr")] == [f"Hồ sơ số {n}" for n in (50, 51, 52)]


def test_reminders_of_the_coming_days_that_move_are_shown(people, visit, writing):
    with writing():  # reminded of on the 27th, two working days before; with the 27th off on the 26th
        case = due_case(people.agency, date(2026, 12, 1))
        ruled_task(case, "case", date(2026, 11, 2))
    page = ask(visit(people.coordinator), kind="day_off")
    days = {row.all("td")[0].text: [cell.text for cell in row.all("td")[1:]] for row in page.all("#reminders tbody tr")}
    assert days["Thứ Năm, 26/11/2026"] == ["0", "1"]
    assert days["Thứ Sáu, 27/11/2026"] == ["1", "0"]


def test_a_decision_is_withdrawn_with_a_reason_after_its_effect_was_shown(people, visit, reading, report):
    keeper = visit(people.coordinator)
    shown = ask(keeper).form("/working-calendar/changes").submit()
    change_id = int(shown.path.rsplit("/", 1)[1])
    page = keeper.page("working_calendar.withdrawing", change_id=change_id)
    assert "chuyển 1 hạn" in page.text
    page.form("/withdraw").submit(status=422, reason="")
    done = (
        keeper.page("working_calendar.withdrawing", change_id=change_id)
        .form("/withdraw")
        .submit(reason="Nhập nhầm ngày")
    )
    assert "Nhập nhầm ngày" in done.text
    with reading():
        assert overdue_after(report) == FRIDAY
    keeper.open(keeper.url("working_calendar.withdrawing", change_id=change_id), status=409)


def test_a_decision_is_corrected_in_one_step(people, visit, reading, report):
    keeper = visit(people.coordinator)
    shown = ask(keeper).form("/working-calendar/changes").submit()
    old = int(shown.path.rsplit("/", 1)[1])
    form = keeper.page("working_calendar.new", corrects=old)
    assert form.one("#day_off")["value"] == "27/11/2026"
    preview = ask(keeper, corrects=old, day_off="26/11/2026")
    assert "Thay cho" in preview.text
    new = preview.form("/working-calendar/changes").submit()
    assert new.path != shown.path
    assert "Đã rút" in keeper.page("working_calendar.decision", change_id=old).text
    with reading():
        assert overdue_after(report) == FRIDAY  # worked again


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"day_off": "31/11/2026"}, "không có trong lịch"),
        ({"day_off": ""}, "Nhập ngày nghỉ, ví dụ"),
        ({"day_worked": "29/11/2026"}, "Chủ nhật"),
        ({"day_worked": "26/11/2026"}, "vốn là ngày làm việc"),
        ({"day_worked": "14/11/2026"}, "đã qua"),
        ({"day_off": "28/11/2026", "day_worked": "05/12/2026"}, "vốn không phải ngày làm việc"),
        ({"day_off": "27/11/1926"}, "trong các năm"),
        ({"document_date": "21/11/2026"}, "sau hôm nay"),
        ({"known_on": "21/11/2026"}, "chưa tới"),
        ({"known_on": "17/11/2026"}, "trước ngày ban hành"),
        ({"document_number": " "}, "Nhập số văn bản"),
        ({"name": "x" * 201}, "Dài quá"),
        ({"kind": "range", "first_day": "30/11/2026", "last_day": "27/11/2026"}, "trước ngày đầu"),
        ({"kind": "range", "first_day": "01/12/2026", "last_day": "31/01/2027"}, "nhiều nhất 31 ngày"),
        ({"kind": "holiday"}, "Chọn nội dung"),
        ({"kind": "worked", "day_worked": "24/11/2026"}, ""),
    ],
)
def test_what_cannot_be_is_refused_in_words(people, visit, changes, sentence):
    if not sentence:  # a public holiday may be worked by decision
        ask(visit(people.coordinator), **changes)
        return
    assert sentence in refused(visit(people.coordinator), **changes)


def test_a_day_that_another_decision_holds_is_refused(people, visit, writing):
    with writing():
        make_calendar_day(FRIDAY, name="Ngày hội đã nhập")
    assert "Ngày hội đã nhập" in refused(visit(people.coordinator))


@pytest.mark.parametrize("who", ["focal_point", "specialist", "leader", "auditor", "committee_office"])
def test_only_the_keepers_decide(people, visit, writing, reading, who):
    with writing():
        key = make_calendar_day(FRIDAY).id
    visitor = visit(getattr(people, who))
    page = visitor.page("working_calendar.show", year=2026)
    assert page.all("a[href*='changes/new']") == []
    for path in (
        visitor.url("working_calendar.new"),
        visitor.url("working_calendar.look_ahead", **ENTRIES),
        visitor.url("working_calendar.withdrawing", change_id=key),
    ):
        visitor.open(path, status=403)


def test_large_changes_are_finished_by_the_worker(app, people, visit, writing, reading, monkeypatch):
    from app.cases.jobs import run_due

    monkeypatch.setattr("app.working_calendar.settling.BATCH", 4)
    with writing():
        keys = [due_case(people.agency, FRIDAY).id for _ in range(10)]
    page = ask(visit(people.coordinator)).form("/working-calendar/changes").submit()
    assert "4/10" in page.text
    with reading():
        assert [overdue_after(key) for key in keys] == [SATURDAY] * 4 + [FRIDAY] * 6
        assert db.session.scalar(select(Job.id).where(Job.kind == "settle_calendar")) is not None
    with app.app_context():
        run_due(lambda: NOW)
    with reading():
        assert [overdue_after(key) for key in keys] == [SATURDAY] * 10
        change = db.session.scalars(select(CalendarChange)).one()
        assert (change.moved, change.to_move, change.settled_at) == (10, 10, NOW)


def test_while_deadlines_follow_no_other_decision_is_made(people, visit, writing, reading, monkeypatch):
    monkeypatch.setattr("app.working_calendar.settling.BATCH", 1)
    with writing():
        for _ in range(3):
            due_case(people.agency, FRIDAY)
    keeper = visit(people.coordinator)
    ask(keeper).form("/working-calendar/changes").submit()
    page = ask(keeper, kind="day_off", day_off="26/11/2026").form("/working-calendar/changes").submit(status=409)
    assert "quyết định trước" in page.text


def test_a_day_off_for_which_nothing_moves_can_be_kept_with_its_document(people, visit, reading):
    page = ask(visit(people.coordinator), kind="range", first_day="16/02/2026", last_day="20/02/2026")
    assert "Không hạn nào" in page.text
    page.form("/working-calendar/changes").submit()
    with reading():
        assert len(db.session.scalars(select(CalendarChange)).one().days) == 5


def test_reminders_are_counted_as_planning_would_find_them(app, people, writing, reading):
    """Task by task, over all kinds of dates: what the counted groups say is what the ladders say."""
    chance = random.Random(7)
    with writing():
        fill(people.agency, chance)
    rows = swap(FRIDAY, SATURDAY).rows
    with reading():
        change = Change(office_calendar(), calendar_with(rows), [row[0] for row in rows])
        today = local_date(NOW)
        moved = {key: move.new for move in all_moves(change, NOW) for key in move.task_ids}
        shown = reminders_moved(change, moved, actor=people.coordinator.actor, today=today)
        before, after = Counter(), Counter()
        for task in db.session.scalars(select(UserTask)):
            new = moved.get(task.id, task)
            for counts, dated, calendar in ((before, task, change.old), (after, new, change.new)):
                found = rungs("standard", local_date(dated.remind_by), local_date(dated.overdue_after), calendar)
                counts.update(rung.day for rung in found if today < rung.day <= today + COMING)
        assert moved
        days = sorted(day for day in {*before, *after} if before[day] != after[day])
        assert [(one.day, one.before, one.after) for one in shown] == [(day, before[day], after[day]) for day in days]
