"""The letter about what is to be begun, written when it is sent: what was begun meanwhile is not in it."""

from collections.abc import Sequence
from datetime import date, datetime

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import exists, select

from app.clock import local_date
from app.deadlines.calendar import WorkingCalendar
from app.deadlines.wording import standing
from app.extensions import db
from app.notifications.coming.beginnings import Beginning, Stage, beginnings_on
from app.notifications.coming.telling import COMING, key_of
from app.notifications.letters import Letter, Postponed, Withheld
from app.notifications.notices import Line, Notice, Section, because, link
from app.notifications.office_hours import is_office_time, next_office_time
from app.notifications.rendering import render
from app.organisation.calendar import office_calendar
from app.organisation.identity import actor_for
from app.organisation.models import User
from app.organisation.roles import Role
from app.reviews.labels import KINDS
from app.timeline.outbox_models import MessageStatus, OutboxMessage


def beginnings(message: OutboxMessage, user: User, now: datetime) -> Letter | Withheld | Postponed:
    """Write of everything that was queued with this message and still waits for somebody to begin it."""
    calendar, today = office_calendar(), local_date(now)
    if not is_office_time(now, calendar):
        return Postponed(next_office_time(now, calendar))
    if not actor_for(user).has(Role.coordinator):
        return Withheld("no longer a coordinator")
    if _is_said(message):
        return Withheld("another mail of the same morning says it")
    queued = _queued_with(message)
    found = [one for one in beginnings_on(today) if key_of(one.key, user.id) in queued]
    if not found:
        return Withheld("it was begun meanwhile")
    return render(_notice(found, today, calendar), user)


def _queued_with(message: OutboxMessage) -> frozenset[str]:
    """Return the keys of what was queued for the person at the same moment, this one among them."""
    same = select(OutboxMessage.key).where(
        OutboxMessage.kind == COMING,
        OutboxMessage.recipient_id == message.recipient_id,
        OutboxMessage.first_queued_at == message.first_queued_at,
    )
    return frozenset(db.session.scalars(same))


def _is_said(message: OutboxMessage) -> bool:
    """Whether a message that was queued at the same moment has gone out: it spoke of this as well."""
    sent = exists().where(
        OutboxMessage.kind == COMING,
        OutboxMessage.recipient_id == message.recipient_id,
        OutboxMessage.first_queued_at == message.first_queued_at,
        OutboxMessage.status == MessageStatus.sent,
        OutboxMessage.id != message.id,
    )
    return bool(db.session.scalar(select(sent)))


def _notice(found: Sequence[Beginning], today: date, calendar: WorkingCalendar) -> Notice:
    late = [one for one in found if one.stage is Stage.late]
    soon = [one for one in found if one.stage is Stage.soon]
    sections = [
        Section(_("Overdue, not begun"), "late", [_line(one, today, calendar) for one in late]),
        Section(_("To be begun"), "soon", [_line(one, today, calendar) for one in soon]),
    ]
    return Notice(
        subject=_subject(found),
        heading=_subject(found),
        intro=[_("Nobody has begun this yet, so it is on nobody's list. Whoever opens it gets its first task.")],
        sections=[section for section in sections if section.lines],
        because=because(Role.coordinator, None),
    )


def _subject(found: Sequence[Beginning]) -> str:
    if len(found) == 1:
        return _("To be begun: %(what)s", what=_name(found[0]))
    return ngettext("%(num)d thing to be begun", "%(num)d things to be begun", len(found))


def _line(one: Beginning, today: date, calendar: WorkingCalendar) -> Line:
    return Line(
        name=_name(one),
        about=one.review[0].title if one.review and one.review[0].number else "",
        standing=standing(one.last_day, one.last_day, today, calendar),
        link=link("/reviews" if one.review else "/drafting"),
        button=_("Begin it"),
    )


def _name(one: Beginning) -> str:
    if one.review is not None:
        plan, due = one.review
        return _("%(kind)s of the plan %(plan)s", kind=KINDS[due.kind], plan=plan.number or plan.title)
    return _("The drafting of the plan for %(year)s", year=one.drafting.year if one.drafting else "")
