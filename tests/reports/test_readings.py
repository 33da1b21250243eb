"""A duty chooses its lawful reading: its form says what each means, and its rounds are late by it."""

from datetime import date

import pytest
from sqlalchemy import select

from app.cases.completing import complete_task
from app.clock import local_date
from app.deadlines.calendar import WorkingCalendar
from app.deadlines.limits import FixedDay
from app.extensions import db
from app.reports.models import Campaign, Obligation
from app.reports.readings import limit_of, makes_a_difference, next_printed_day
from app.reports.service.preparing import prepare_round
from app.reports.service.proposing import first_entries
from tests.reports import rounds
from tests.support import processes

CALENDAR = WorkingCalendar()
BEFORE_30_11 = FixedDay(day=30, month=11, inclusive=False)


@pytest.mark.database
@pytest.mark.parametrize(
    ("chosen", "remind_by", "due", "overdue_after"),
    [
        ("later", "2026-11-27", "2026-11-29", "2026-11-30"),
        ("conservative", "2026-11-27", "2026-11-27", "2026-11-27"),
        ("exact", "2026-11-27", "2026-11-29", "2026-11-29"),
    ],
)
def test_a_round_is_late_by_the_reading_of_its_duty(
    app, database, people, writing, reading, now, chosen, remind_by, due, overdue_after
):
    with writing():
        rounds.deploy()
        duty = rounds.make_obligation(reading=chosen)
        case = prepare_round(duty, actor=people.coordinator.actor, now=now)
        entries = first_entries(duty, local_date(now))
        task = processes.open_task(case.id, "prepare_campaign")
        filled = {**rounds.ROUND, **{name: entries[name] for name in ("due_on", "due_is_exclusive", "head_by")}}
        complete_task(task.id, filled, actor=people.coordinator.actor, now=now)
    with reading():
        campaign = db.session.scalars(select(Campaign)).one()
        moments = (campaign.remind_by, campaign.due_at, campaign.overdue_after)
        assert [local_date(moment).isoformat() for moment in moments] == [remind_by, due, overdue_after]


def test_the_form_says_what_each_reading_means_this_year(app, visit, people, writing):
    with writing():
        duty_id = rounds.make_obligation().id
    text = visit(people.coordinator).page("obligations.edit", obligation_id=duty_id).text
    assert "Năm nay ngày này là ngày nghỉ." in text
    assert "nhắc theo thứ Sáu, 27/11/2026; quá hạn sau khi hết thứ Hai, 30/11/2026" in text
    assert "nhắc theo thứ Sáu, 27/11/2026; quá hạn sau khi hết thứ Sáu, 27/11/2026" in text
    assert "nhắc theo thứ Sáu, 27/11/2026; quá hạn sau khi hết Chủ nhật, 29/11/2026" in text


def test_the_form_says_when_the_choice_makes_no_difference(app, visit, people, writing):
    with writing():
        duty_id = rounds.make_obligation(due_day=15, due_month=12).id
    assert "cả ba cách như nhau" in visit(people.coordinator).page("obligations.edit", obligation_id=duty_id).text


def test_an_empty_form_takes_an_example(app, visit, people):
    page = visit(people.coordinator).page("obligations.new")
    assert "Ví dụ với “trước ngày 30/11”." in page.text
    assert page.one("input[name=reading][checked]")["value"] == "later"


def test_a_wrong_day_leaves_the_form_standing(app, visit, people):
    form = visit(people.coordinator).page("obligations.new").form("/obligations")
    answer = form.submit(422, title="Báo cáo", legal_basis="KH 86", due_day="31", due_month="11", roster=["department"])
    assert "Ví dụ với" in answer.text


@pytest.mark.parametrize(
    ("today", "printed"),
    [("2026-11-20", "2026-11-30"), ("2026-11-29", "2026-11-30"), ("2026-11-30", "2027-11-30")],
)
def test_a_round_is_proposed_for_the_next_day_that_can_be_kept(today, printed):
    assert next_printed_day(BEFORE_30_11, date.fromisoformat(today), CALENDAR) == date.fromisoformat(printed)


def test_29_february_is_the_last_of_the_month_in_a_common_year():
    limit = limit_of(29, 2, is_exclusive=False)
    assert next_printed_day(limit, date(2027, 1, 5), CALENDAR) == date(2027, 2, 28)


def test_a_duty_without_a_day_has_no_limit():
    assert limit_of(None, None, is_exclusive=True) is None


def test_the_choice_matters_only_where_the_day_is_off():
    assert makes_a_difference(BEFORE_30_11, date(2026, 11, 20), CALENDAR)
    assert not makes_a_difference(BEFORE_30_11, date(2027, 11, 20), CALENDAR)


def test_a_duty_may_close_its_data_on_a_day_of_its_own(app, visit, people, reading, now):
    form = visit(people.coordinator).page("obligations.new").form("/obligations")
    kept = {
        "title": "Báo cáo năm",
        "legal_basis": "KH 86",
        "due_day": "30",
        "due_month": "11",
        "roster": ["department"],
    }
    answer = form.submit(422, **kept, closes_day="31", closes_month="11")
    assert answer.all("[data-field=closes_day] .field-error")
    form.submit(**kept, closes_day="15", closes_month="11")
    with reading():
        entries = first_entries(db.session.scalars(select(Obligation)).one(), local_date(now))
        assert (entries["cut_off_from"], entries["cut_off_to"]) == ("2025-11-16", "2026-11-15")


def test_without_such_a_day_a_round_proposes_one_before_it_is_due(writing, now):
    with writing():
        entries = first_entries(rounds.make_obligation(), local_date(now))
        assert (entries["cut_off_from"], entries["cut_off_to"]) == ("2025-12-15", "2026-11-15")
