"""What a person is told of others' work: the steps of a ladder that climb past those whose work it is.

A head reads the tasks of their agency; coordinators and leaders one line a round or an agency, with counts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import ColumnElement, Select, and_, case, distinct, false, func, null, or_, select

from app.cases.access import not_hidden
from app.cases.models import Case, TaskStatus, UserTask
from app.clock import local_date
from app.deadlines.calendar import WorkingCalendar
from app.deadlines.ladders import ABOVE, Channel, Target
from app.deadlines.wording import Nearness, standing
from app.extensions import db
from app.notifications.attention import not_skipped, section
from app.notifications.models import Reminder
from app.notifications.notices import Line, Section, line, link
from app.organisation.models import Agency
from app.organisation.roles import Actor, Role
from app.reports.models import Campaign, Submission

WATCHING = (Target.agency_head, *ABOVE)
_IN_AGENCY = 200  # tasks of one head's agency looked at


@dataclass(frozen=True)
class Group:
    """Open work of one round, or of one agency outside rounds; neither: of restricted cases, or of shared roles."""

    campaign_id: int | None
    agency_id: int | None
    is_confidential: bool
    tasks: int
    agencies: int
    remind_by: datetime
    overdue_after: datetime


@dataclass(frozen=True)
class Watched:
    """What a letter says about others' work, and how many tasks that is."""

    sections: Sequence[Section]
    tasks: int
    letters: int  # agencies or rounds for which it is time for an official letter


def watched(message_key: str, actor: Actor, today: date, calendar: WorkingCalendar) -> Watched:
    """Return what the message was planned to say about others' work, as far as it still holds."""
    is_above = actor.has(Role.coordinator, Role.leader)
    heads = _of_my_agency(message_key, actor, today) if _headed(actor) else ()
    seen = _groups(message_key, actor, today, Channel.digest) if is_above else []
    letters = _groups(message_key, actor, today, Channel.letter) if is_above else []
    names = _Names.of([*seen, *letters])
    tasks = len(heads) + sum(group.tasks for group in seen)
    found = [
        _at_agency([line(task, of, today, calendar) for task, of in heads]),
        _at_agencies([_line(group, names, today, calendar) for group in seen], sum(group.tasks for group in seen)),
        _letters([_letter_line(group, names) for group in letters]),
    ]
    return Watched([section for section in found if section.lines], tasks, len(letters))


def still_told(actor: Actor, today: date) -> ColumnElement[bool]:
    """Return the condition on a reminder and its task (Reminder, UserTask, Case) that keeps what may still be said."""
    heads = _headed(actor)
    ways = [and_(Reminder.target == Target.agency_head, UserTask.agency_id.in_(heads)) if heads else false()]
    if actor.has(Role.coordinator):
        ways.append(Reminder.target == Target.coordinator)
    if actor.has(Role.leader):
        ways.append(Reminder.target == Target.leadership)
    return and_(
        UserTask.status == TaskStatus.open,
        UserTask.paused_at.is_(None),
        not_hidden(actor),
        not_skipped(today),
        or_(*ways),
    )


def _headed(actor: Actor) -> list[int]:
    return [agency_id for agency_id, role in actor.seats if role is Role.agency_head]


def _of_my_agency(message_key: str, actor: Actor, today: date) -> Sequence[tuple[UserTask, Case]]:
    rows = db.session.execute(
        select(UserTask, Case)
        .join(Case, Case.id == UserTask.case_id)
        .join(Reminder, Reminder.task_id == UserTask.id)
        .where(
            Reminder.message_key == message_key,
            Reminder.target == Target.agency_head,
            Reminder.by == Channel.digest,
            still_told(actor, today),
        )
        .order_by(UserTask.due_order, UserTask.id)
        .limit(_IN_AGENCY)
    )
    return [(task, of) for task, of in rows]


def _groups(message_key: str, actor: Actor, today: date, by: Channel) -> list[Group]:
    """Return what the coordinators and leaders are told of, the longest overdue first."""
    apart = Case.is_confidential.is_(True)
    campaign = case((apart, null()), else_=Submission.campaign_id)
    agency = case((or_(apart, Submission.campaign_id.is_not(None)), null()), else_=UserTask.agency_id)
    query: Select[*tuple[Any, ...]] = (
        select(
            campaign,
            agency,
            Case.is_confidential,
            func.count(distinct(UserTask.id)),
            func.count(distinct(UserTask.agency_id)),
            func.min(UserTask.remind_by),
            func.min(UserTask.overdue_after),
        )
        .select_from(Reminder)
        .join(UserTask, UserTask.id == Reminder.task_id)
        .join(Case, Case.id == UserTask.case_id)
        .outerjoin(Submission, Submission.case_id == UserTask.case_id)
        .where(
            Reminder.message_key == message_key,
            Reminder.by == by,
            Reminder.target.in_(ABOVE),
            still_told(actor, today),
        )
        .group_by(campaign, agency, Case.is_confidential)
        .order_by(func.min(UserTask.overdue_after))
    )
    return [Group(*row) for row in db.session.execute(query)]


@dataclass(frozen=True)
class _Names:
    campaigns: dict[int, str]
    agencies: dict[int, str]

    @classmethod
    def of(cls, groups: Sequence[Group]) -> "_Names":
        campaigns = {group.campaign_id for group in groups if group.campaign_id}
        agencies = {group.agency_id for group in groups if group.agency_id}
        titles = select(Campaign.id, Campaign.title).where(Campaign.id.in_(campaigns))
        names = select(Agency.id, Agency.name).where(Agency.id.in_(agencies))
        return cls(
            {row.id: row.title for row in db.session.execute(titles)} if campaigns else {},
            {row.id: row.name for row in db.session.execute(names)} if agencies else {},
        )

    def title(self, group: Group) -> str:
        if group.is_confidential:
            return _("Work in restricted cases")
        if group.campaign_id is not None:
            return self.campaigns[group.campaign_id]
        return self.agencies[group.agency_id] if group.agency_id is not None else _("Work of no agency in particular")


def _line(group: Group, names: _Names, today: date, calendar: WorkingCalendar) -> Line:
    about = [ngettext("%(num)d task not done", "%(num)d tasks not done", group.tasks)]
    if group.campaign_id is not None:
        about.append(ngettext("%(num)d agency", "%(num)d agencies", group.agencies))
    if group.tasks > 1:
        about.append(_("the earliest deadline:"))
    return Line(
        name=names.title(group),
        about=", ".join(about),
        standing=standing(local_date(group.remind_by), local_date(group.overdue_after), today, calendar),
        link=_page(group),
        button=_("See who"),
    )


def _letter_line(group: Group, names: _Names) -> Line:
    late = ngettext("%(num)d agency", "%(num)d agencies", group.agencies) if group.campaign_id is not None else ""
    button = _("Draft the letter") if group.campaign_id is not None else _("See who")
    return Line(name=names.title(group), about=late, link=_letter_page(group), button=button)


def _page(group: Group) -> str | None:
    if group.campaign_id is not None:
        return link(f"/campaigns/{group.campaign_id}")
    return link(f"/agencies/{group.agency_id}") if group.agency_id is not None else None


def _letter_page(group: Group) -> str | None:
    if group.campaign_id is not None:
        return link(f"/campaigns/{group.campaign_id}/letters/new")
    return _page(group)


def _at_agency(lines: Sequence[Line]) -> Section:
    title = ngettext("At your agency, not done: %(num)d task", "At your agency, not done: %(num)d tasks", len(lines))
    return section(title, _tone(lines), lines)


def _at_agencies(lines: Sequence[Line], tasks: int) -> Section:
    title = ngettext("At the agencies, not done: %(num)d task", "At the agencies, not done: %(num)d tasks", tasks)
    return section(title, _tone(lines), lines)


def _letters(lines: Sequence[Line]) -> Section:
    return section(_("Time for an official letter"), "soon", lines)


def _tone(lines: Sequence[Line]) -> str:
    return "late" if any(line.standing.nearness is Nearness.overdue for line in lines) else "soon"
