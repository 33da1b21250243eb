"""People are away: about half of them once in the year, for a week or two."""

from collections.abc import Iterator
from datetime import date, datetime
from functools import partial

from sqlalchemy import select

from app.clock import local_date
from app.deadlines.calendar import WorkingCalendar
from app.demo.accounts import actor, everybody_who_came
from app.demo.story import Act
from app.extensions import db
from app.organisation.models import User
from app.organisation.service.absences import Away, report_absence
from app.simulating.span import Span, moment

_SHARE = 0.45
_LENGTHS = (3, 10)  # working days
_REASONS = ("Nghỉ phép năm", "Đi học", "Công tác ngoài tỉnh", "Nghỉ ốm")


def acts(span: Span, calendar: WorkingCalendar) -> Iterator[Act]:
    """Yield how people report that they will be away, some days before."""
    january = date(span.year, 1, 4)
    for email in everybody_who_came():
        chance = span.chance("away", email)
        if chance.random() < _SHARE:
            first = calendar.add_working_days(january, chance.randrange(5, 245))
            last = calendar.add_working_days(first, chance.randint(*_LENGTHS) - 1)
            reported = calendar.add_working_days(first, -chance.randint(1, 5))
            away = Away(first, last, reason=chance.choice(_REASONS))
            yield Act(
                moment(reported, f"{8 + chance.randrange(3):02d}:{chance.randrange(60):02d}"),
                partial(_report, email, away),
            )


def _report(email: str, away: Away, now: datetime) -> None:
    user_id = db.session.scalar(select(User.id).where(User.email == email))
    if user_id is not None and away.first_day >= local_date(now):
        report_absence(user_id, away, actor(email), now, accepts_gaps=True)
