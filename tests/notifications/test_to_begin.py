"""Coordinators are told what is to be begun and is nobody's task: once when it is time, once when it is late."""

from datetime import date

import pytest
from sqlalchemy import select

from app.drafting.season import not_begun
from app.extensions import db
from app.notifications.coming.beginnings import Stage, beginnings_on
from app.notifications.coming.telling import COMING
from app.plans.models import Plan, PlanStatus, PlanTask
from app.reviews.models import Review, ReviewKind, ReviewState
from app.timeline.outbox_models import MessageStatus, OutboxMessage
from tests.notifications.work import morning, plan
from tests.support.clock import NOW
from tests.support.factories import make_case, make_definition


def make_plan(first: int, last: int, number: str = "12/KH-UBND", **values) -> int:
    """Make a plan in force whose rows are due in these years, in the open unit of work; return its key."""
    defaults = {"title": f"Kế hoạch {first}-{last}", "number": number, "status": PlanStatus.in_force}
    defaults |= {"source_name": "ke-hoach.docx", "source_sha256": "0" * 64, "reading": "{}", "imported_at": NOW}
    made = Plan(**{**defaults, **values})
    db.session.add(made)
    db.session.flush()
    row = {"position": 1, "group_path": "[]", "content": "Kiểm tra", "lead_text": "", "source": "1-1"}
    db.session.add(PlanTask(plan_id=made.id, due_kind="span", due_from=first, due_to=last, **row))
    return made.id


def subjects(catcher, send, at) -> list[tuple[str, str]]:
    """Send what is due; return who was newly written to of something to begin, and the subject."""
    before = len(catcher.mails)
    send(at)
    return [(mail.to[0], mail.subject) for mail in catcher.mails[before:] if "mở" in mail.subject]


@pytest.fixture
def ten_years(writing, people) -> int:
    """A plan of 2017 to 2026, of which no review was made but the interim one."""
    with writing():
        plan_id = make_plan(2017, 2026)
        db.session.add(Review(plan_id=plan_id, kind=ReviewKind.interim, state=ReviewState.approved, begun_at=NOW))
        make_plan(2027, 2027, "1/KH-UBND")  # so that next year's plan is not missing
    return plan_id


@pytest.mark.parametrize(
    ("day", "stages"),
    [
        (date(2026, 10, 31), []),
        (date(2026, 11, 1), [Stage.soon]),
        (date(2026, 12, 31), [Stage.soon]),
        (date(2027, 1, 1), [Stage.late]),
    ],
)
def test_a_review_is_told_of_sixty_days_ahead_and_when_it_is_late(ten_years, reading, day, stages):
    with reading():
        assert [one.stage for one in beginnings_on(day) if one.review] == stages


def test_the_coordinator_is_told_once_of_each(app, ten_years, people, send, catcher):
    told = []
    for at in (morning(2), morning(3), morning(4, month=12)):
        plan(app, at)
        told += subjects(catcher, send, at)
    assert told == [(people.coordinator.email, "Cần mở: Tổng kết kế hoạch 12/KH-UBND")]
    plan(app, morning(23))
    assert subjects(catcher, send, morning(23)) == []


def test_overdue_it_is_told_again(app, ten_years, people, send, catcher):
    plan(app, morning(2))
    subjects(catcher, send, morning(2))
    late = morning(5).replace(year=2027, month=1)
    plan(app, late)
    assert subjects(catcher, send, late) == [(people.coordinator.email, "Cần mở: Tổng kết kế hoạch 12/KH-UBND")]
    assert "quá hạn, chưa mở" in catcher.mails[-1].text.lower()


@pytest.mark.parametrize(("kind", "state"), [(ReviewKind.final, ReviewState.gathering), (None, ReviewState.preparing)])
def test_a_review_begun_before_the_mail_goes_out_is_not_told(
    app, ten_years, writing, reading, send, catcher, kind, state
):
    plan(app, morning(2, hour=7).replace(minute=45))
    with writing():
        db.session.add(Review(plan_id=ten_years, kind=kind, state=state, begun_at=NOW))
    assert subjects(catcher, send, morning(2)) == []
    with reading():
        status = db.session.scalars(select(OutboxMessage.status).where(OutboxMessage.kind == COMING)).one()
        assert status is MessageStatus.withheld


def test_a_review_of_a_former_version_counts(ten_years, writing, reading):
    with writing():
        db.session.add(Review(plan_id=ten_years, kind=ReviewKind.final, state=ReviewState.approved, begun_at=NOW))
        db.session.get_one(Plan, ten_years).status = PlanStatus.replaced
        make_plan(2017, 2026, amends_id=ten_years)
    with reading():
        assert beginnings_on(date(2026, 12, 1)) == []


def test_several_things_of_one_morning_are_one_mail(app, ten_years, people, writing, send, catcher):
    with writing():
        make_plan(2022, 2026, "13/KH-UBND")
    plan(app, morning(2))
    assert subjects(catcher, send, morning(2)) == [(people.coordinator.email, "2 việc cần mở")]
    assert "13/KH-UBND" in catcher.mails[-1].text
    assert "12/KH-UBND" in catcher.mails[-1].text


@pytest.fixture
def yearly(writing, people) -> int:
    """A plan of this year."""
    with writing():
        return make_plan(2026, 2030)


def test_next_years_plan_is_missed_from_october_until_somebody_begins_it(yearly, writing, reading, people):
    with reading():
        assert not_begun(date(2026, 9, 30)) is None
        missing = not_begun(date(2026, 10, 1))
        assert missing is not None
        assert (missing.year, missing.last_day) == (2027, date(2026, 11, 16))
    with writing():
        make_case(people.department, make_definition("annual_plan"))
    with reading():
        assert not_begun(date(2026, 12, 1)) is None


def test_it_is_told_in_october_and_once_more_when_it_is_late(app, yearly, people, send, catcher):
    expected = [(people.coordinator.email, "Cần mở: Xây dựng kế hoạch năm 2027")]
    plan(app, morning(1, month=10))
    assert subjects(catcher, send, morning(1, month=10)) == expected
    plan(app, morning(16))
    assert subjects(catcher, send, morning(16)) == []
    plan(app, morning(17))
    assert subjects(catcher, send, morning(17)) == expected


def test_where_no_plan_is_kept_nobody_is_told(people, reading):
    with reading():
        assert not_begun(date(2026, 10, 1)) is None


def test_a_plan_of_next_year_that_was_read_in_needs_no_drafting(yearly, writing, reading):
    with writing():
        make_plan(2027, 2027, "1/KH-UBND")
    with reading():
        assert not_begun(date(2026, 12, 1)) is None
