"""The digest: one letter a person a day about all that is overdue, due or near, and what others have not done."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import bindparam, exists, select, update

from app.cases.models import Case, UserTask
from app.clock import local_date
from app.deadlines.calendar import WorkingCalendar
from app.deadlines.wording import Nearness
from app.extensions import db
from app.notifications.attention import Mine, count_open_to, needing_attention, sections
from app.notifications.letters import Letter, Postponed, Withheld
from app.notifications.models import Reminder
from app.notifications.notices import Action, Line, Notice, because, link
from app.notifications.office_hours import is_office_time, next_office_time
from app.notifications.planning import DIGEST
from app.notifications.rendering import render
from app.notifications.watching import WATCHING, Watched, still_told, watched
from app.notifications.wording import full_day, short_day
from app.organisation.calendar import office_calendar
from app.organisation.identity import actor_for
from app.organisation.models import Agency, User
from app.organisation.roles import Actor, Role
from app.timeline.outbox_models import MessageStatus, OutboxMessage

_SATURDAY = 5


def daily_digest(message: OutboxMessage, user: User, now: datetime) -> Letter | Withheld | Postponed:
    """Write the day's letter from what is open now; what was filed since planning is left out."""
    calendar, today = office_calendar(), local_date(now)
    if not is_office_time(now, calendar):
        return Postponed(next_office_time(now, calendar))
    if _has_newer(message):
        return Withheld("a newer digest takes its place")
    actor = actor_for(user)
    mine = needing_attention(actor, message.key, today, calendar)
    others = watched(message.key, actor, today, calendar)
    wanted = {item.task.id for item in mine if item.is_wanted}
    _leave_out(message.key, wanted, actor, today, now)
    if not wanted and not others.sections:
        return Withheld("nothing left to remind of")
    return render(_notice(mine, others, actor, today, calendar), user)


def _has_newer(message: OutboxMessage) -> bool:
    return bool(db.session.scalar(_NEWER, {"recipient": message.recipient_id, "message": message.id}))


_NEWER = select(
    exists().where(
        OutboxMessage.recipient_id == bindparam("recipient"),
        OutboxMessage.kind == DIGEST,
        OutboxMessage.status.in_([MessageStatus.queued, MessageStatus.sent]),
        OutboxMessage.id > bindparam("message"),
    )
)


def _leave_out(message_key: str, wanted: set[int], actor: Actor, today: date, now: datetime) -> None:
    """Mark the reminders that the letter does not carry: filed, moved, or no longer this person's."""
    told = (
        exists()
        .where(UserTask.id == Reminder.task_id, Case.id == UserTask.case_id, still_told(actor, today))
        .correlate(Reminder)
    )
    watching = Reminder.target.in_(WATCHING)
    gone = (watching & ~told) | (~watching & Reminder.task_id.not_in(wanted))
    db.session.execute(
        update(Reminder)
        .where(Reminder.message_key == message_key, gone)
        .values(left_out_at=now)
        .execution_options(synchronize_session=False)
    )


def _notice(mine: Sequence[Mine], others: Watched, actor: Actor, today: date, calendar: WorkingCalendar) -> Notice:
    lines = [item.line for item in mine]
    return Notice(
        subject=f"{_summary(lines, others, _due_today)} – Tiến Độ, {short_day(today)}",
        heading=_("Today: %(summary)s", summary=_summary(lines, others, _to_finish)),
        intro=[" ".join([*_intro(len(lines), others.tasks, today), *_holidays(lines, today, calendar)])],
        sections=[*sections(lines), *others.sections],
        because=" ".join([*_why(mine, others, actor), _("There is at most one digest each working day.")]),
        action=_all_mine(actor) if mine else None,
        further=[Action(_("Away? Report it, and somebody else is reminded meanwhile"), link("/account/absence"))],
        why=link(f"/reminders/why/days/{today}"),
    )


def _summary(lines: Sequence[Line], others: Watched, words_for_due: Callable[[int], str]) -> str:
    late = sum(line.standing.nearness is Nearness.overdue for line in lines)
    due = sum(line.standing.nearness is Nearness.today for line in lines)
    ahead = len(lines) - late - due
    parts = [
        ngettext("%(num)d task overdue", "%(num)d tasks overdue", late) if late else "",
        words_for_due(due) if due else "",
        ngettext("%(num)d task due soon", "%(num)d tasks due soon", ahead) if ahead and not late and not due else "",
        ngettext("%(num)d task to chase", "%(num)d tasks to chase", others.tasks) if others.tasks else "",
    ]
    return ", ".join(part for part in parts if part) or _("time for an official letter")


def _due_today(count: int) -> str:
    return ngettext("%(num)d task due today", "%(num)d tasks due today", count)


def _to_finish(count: int) -> str:
    return ngettext("%(num)d task to finish", "%(num)d tasks to finish", count)


def _all_mine(actor: Actor) -> Action:
    label = ngettext("See all %(num)d of my tasks", "See all %(num)d of my tasks", count_open_to(actor))
    return Action(label, link("/tasks"))


def _intro(own: int, others: int, today: date) -> list[str]:
    said = []
    if own:
        said.append(
            ngettext(
                "You have %(num)d task that needs attention as of %(day)s.",
                "You have %(num)d tasks that need attention as of %(day)s.",
                own,
                day=full_day(today, within=True),
            )
        )
    if others:
        said.append(
            ngettext(
                "%(num)d task of others is not done in spite of reminders.",
                "%(num)d tasks of others are not done in spite of reminders.",
                others,
            )
        )
    return said


def _holidays(lines: Sequence[Line], today: date, calendar: WorkingCalendar) -> list[str]:
    """Name the holidays before the last day the letter speaks of; weekends go without saying."""
    last = max((line.standing.day for line in lines if line.standing.day), default=today)
    days = [day for day in calendar.days_off_between(today, last) if day.weekday() < _SATURDAY]
    return [_("%(day)s is a holiday.", day=_capital(short_day(day))) for day in days]


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _why(mine: Sequence[Mine], others: Watched, actor: Actor) -> list[str]:
    """Say why the person gets the letter: their own work, else what they watch over; and for whom they stand in."""
    away = {item.instead_of for item in mine if item.instead_of is not None}
    said = []
    if mine:
        said.append(because(mine[0].task.role, mine[0].task.agency))
    elif others.sections:
        said.append(_watches(actor))
    if away:
        names = db.session.scalars(select(User.name).where(User.id.in_(away)).order_by(User.sort_key))
        said.append(_("You stand in for %(names)s, who is away.", names=", ".join(names)))
    return said


def _watches(actor: Actor) -> str:
    role = next((role for role in (Role.coordinator, Role.leader) if actor.has(role)), Role.agency_head)
    agencies = sorted(agency_id for agency_id, held in actor.seats if held is role)
    return because(role, db.session.get(Agency, agencies[0]) if agencies else None)
