"""The province comes to the system: the demo's beginnings, in the weeks before things that begin."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from sqlalchemy import select

from app.deadlines.calendar import WorkingCalendar
from app.demo import beginnings, plans
from app.demo.accounts import ADMINISTRATOR, accept_invitations
from app.demo.days import Days
from app.demo.doings import as_
from app.demo.register import PHONE, address, agency_by, entry
from app.demo.story import Act
from app.extensions import db
from app.organisation.models import User
from app.organisation.roles import Role
from app.organisation.service.seats import Sitters, hand_over
from app.organisation.service.users import Contact, account_of
from app.simulating.span import Span, moment

_SET_UP = 24  # working days before the day on which things begin
_VACANT, _NEW_HOLDER = "X.TANKIEU", "Lương Thị Mai Hoa"
_COMES_WITHIN = 8  # working days after an invitation
_PLAN_ISSUED, _PLAN_ENTERED, _REPORTS_DUE = (1, 8), (1, 11), (11, 30)
_PLAN_IN_STORY = 21  # working days before the day on which the demo's story of the plans is told


@dataclass(frozen=True)
class YearsDays(Days):
    """The demo's days, with the plan of the simulated year in force."""

    simulated: int = 0

    @property
    def plan_issued(self) -> date:
        """Return the day the year's plan was issued."""
        return date(self.simulated, *_PLAN_ISSUED)

    @property
    def due(self) -> date:
        """Return the day before which its reports are due."""
        return date(self.simulated, *_REPORTS_DUE)


def first_day(begins: date, calendar: WorkingCalendar) -> date:
    """Return the day on which the set-up begins."""
    return calendar.add_working_days(begins, -_SET_UP)


def acts(span: Span, calendar: WorkingCalendar, hashed_password: str) -> Iterator[Act]:
    """Yield how agencies, people, processes and the year's plan came; everybody gets the same password."""
    yield from beginnings.acts(Days(span.begins, calendar), hashed_password)
    yield Act(moment(calendar.add_working_days(span.begins, -2), "09:30"), _fill_vacant_seat)
    entered = date(span.year, *_PLAN_ENTERED)
    told = calendar.add_working_days(entered, _PLAN_IN_STORY) if span.begins < entered else span.begins
    yield from plans.acts(YearsDays(told, calendar, span.year))
    for day in span.days():
        if calendar.is_working_day(day) and day >= calendar.add_working_days(span.begins, -3):
            yield Act(moment(day, "09:05"), partial(_let_invited_come, span, calendar, hashed_password))


def _fill_vacant_seat(now: datetime) -> None:
    """Seat a focal point where the register has none: reports would wait for nobody."""
    agency, by = agency_by(_VACANT), as_(ADMINISTRATOR)
    contact = Contact(_NEW_HOLDER, address(_NEW_HOLDER, entry(_VACANT).domain), PHONE)
    user = account_of(contact, by, now, send_invitation=True)
    hand_over(agency.id, Role.focal_point, Sitters(user, None), by, now)


def _let_invited_come(span: Span, calendar: WorkingCalendar, hashed_password: str, now: datetime) -> None:
    """Let those follow their invitation whose day has come."""
    invited = select(User).where(User.password_hash.is_(None), User.invited_at.is_not(None), User.disabled_at.is_(None))
    came = []
    for user in db.session.scalars(invited.order_by(User.id)):
        within = span.chance("comes", user.email).randint(1, _COMES_WITHIN)
        if user.invited_at and calendar.add_working_days(user.invited_at.date(), within) <= now.date():
            came.append(user.email)
    accept_invitations(came, hashed_password, now)
