"""What a letter is made of, before it is put into markup."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask import current_app
from flask_babel import gettext as _
from sqlalchemy import bindparam, select

from app.cases.models import Case, UserTask
from app.clock import local_date
from app.deadlines.calendar import WorkingCalendar
from app.deadlines.wording import Nearness, Standing, standing
from app.extensions import db
from app.organisation.labels import ROLES
from app.organisation.models import Agency, RoleGrant, User
from app.organisation.roles import Role

NO_DATE = Standing(Nearness.unset)


@dataclass(frozen=True)
class Line:
    """One thing a letter speaks of, most often a task."""

    name: str
    about: str = ""
    standing: Standing = NO_DATE
    link: str | None = None
    button: str = ""  # what the link does; empty: opens the task


@dataclass(frozen=True)
class Section:
    """Lines under a heading (which may be empty); `tone` is "late", "soon" or "info"."""

    title: str
    tone: str
    lines: Sequence[Line]
    left_out: int = 0  # how many more there are than lines


@dataclass(frozen=True)
class Action:
    """Where the letter leads to as a whole."""

    label: str
    link: str


@dataclass(frozen=True)
class Notice:
    """One letter, in the language of whoever gets it."""

    subject: str
    heading: str
    intro: Sequence[str]
    sections: Sequence[Section]
    because: str
    action: Action | None = None
    further: Sequence[Action] = ()  # what else one may want, under it
    why: str = ""  # the address of the page that explains it


@dataclass(frozen=True)
class Sender:
    """Who writes, and whom to ask (name and telephone)."""

    department: str
    contact: str


def line(task: UserTask, case: Case, today: date, calendar: WorkingCalendar) -> Line:
    """Return the task as a line; of a confidential case it says no more than that there is one."""
    hidden = case.is_confidential
    return Line(
        name=_("Work in a restricted case") if hidden else task.name,
        about="" if hidden else case.title,
        standing=standing(_day(task.remind_by), _day(task.overdue_after), today, calendar),
        link=link(f"/tasks/{task.id}"),
    )


def why_this_date(task: UserTask) -> Sequence[Action]:
    """Lead to the reasons for the task's date, if it has one."""
    return [Action(_("How this date was worked out"), link(f"/tasks/{task.id}#why"))] if task.due_at else ()


def link(path: str) -> str:
    """Return the address of a page as people outside reach it."""
    return f"{current_app.config['PUBLIC_URL'].rstrip('/')}{path}"


def tone(nearness: Nearness) -> str:
    """Return the colour a deadline is shown in; red is for overdue alone."""
    if nearness is Nearness.overdue:
        return "late"
    return "soon" if nearness in (Nearness.today, Nearness.soon) else "info"


def because(role: Role | None, agency: Agency | None) -> str:
    """Say why the recipient gets the letter."""
    if role is Role.focal_point and agency is not None:
        return _("You get this mail because you are the focal point of %(agency)s.", agency=agency.name)
    if role is Role.agency_head and agency is not None:
        return _("You get this mail because you are the head of %(agency)s.", agency=agency.name)
    return _("You get this mail because of your role: %(role)s.", role=ROLES[role] if role else "")


def sender() -> Sender:
    """Return the department that runs the system, and its coordinator as the person to ask."""
    department = db.session.scalar(_DEPARTMENT, {"code": current_app.config["DEPARTMENT_CODE"]}) or ""
    coordinator = db.session.execute(_COORDINATOR).first()
    return Sender(department, ", ".join(part for part in coordinator or () if part))


def _day(instant: datetime | None) -> date | None:
    return local_date(instant) if instant is not None else None


# Built once: every letter asks them.
_DEPARTMENT = select(Agency.name).where(Agency.code == bindparam("code"))
_COORDINATOR = (
    select(User.name, User.phone)
    .join(RoleGrant, RoleGrant.user_id == User.id)
    .where(RoleGrant.role == Role.coordinator, User.disabled_at.is_(None))
    .order_by(RoleGrant.id)
    .limit(1)
)
