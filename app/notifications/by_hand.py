"""Reminders that a person orders by hand: one letter a person, kept and proved as those of the ladder are."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import insert, select, update

from app.cases.models import TaskStatus, UserTask
from app.clock import local_date
from app.deadlines.ladders import Channel, Target
from app.extensions import db
from app.notifications.letters import Letter, Postponed, Withheld
from app.notifications.models import Reminder
from app.notifications.notices import Action, Line, Notice, Section, because, line, link, tone
from app.notifications.office_hours import is_office_time, next_office_time
from app.notifications.recipients import Recipient, Work, read_roster
from app.notifications.rendering import render
from app.notifications.wording import how_far
from app.organisation.calendar import office_calendar
from app.organisation.models import User
from app.timeline.outbox import Message, enqueue_all
from app.timeline.outbox_models import MessageStatus, OutboxMessage

BY_HAND = "by_hand"
RUNG = "hand"  # stands where a step of the ladder would
OWN = (Target.assignee, Target.seat, Target.deputy, Target.agency_head)


@dataclass(frozen=True)
class Asked:
    """A task somebody is to be reminded of, and who; `instead_of` is whom they stand in for."""

    work: Work
    person: Recipient
    target: Target
    instead_of: int | None = None


@dataclass(frozen=True)
class Wish:
    """How the letter goes: with words of the sender's own, and when (`send_after` None: at once)."""

    words: str = ""
    send_after: datetime | None = None
    in_office_hours: bool = True


def queue(ref: str, asked: Sequence[Asked], wish: Wish, now: datetime) -> list[str]:
    """Queue one letter a person; return their keys. The same `ref` queues nothing twice."""
    tasks: defaultdict[int, list[Asked]] = defaultdict(list)
    for one in asked:
        tasks[one.person.id].append(one)
    messages = [_message(ref, own, wish) for own in tasks.values()]
    if enqueue_all(messages, now):
        day = local_date(now)
        rows = [_row(ref, one, day) for one in asked]
        db.session.execute(insert(Reminder), rows)
    return [message.key for message in messages]


def take_back(keys: Iterable[str], now: datetime) -> set[str]:
    """Withhold those of the letters that have not gone out and are not going out now; return their keys."""
    still_here = (
        update(OutboxMessage)
        .where(
            OutboxMessage.key.in_(list(keys)),
            OutboxMessage.status == MessageStatus.queued,
            (OutboxMessage.leased_until.is_(None)) | (OutboxMessage.leased_until <= now),
        )
        .values(status=MessageStatus.withheld, ended_at=now, last_error="taken back by whoever ordered it")
        .returning(OutboxMessage.key)
        .execution_options(synchronize_session=False)
    )
    withheld = set(db.session.scalars(still_here))
    _leave_out(Reminder.message_key.in_(withheld), now)
    return withheld


def are_withheld(keys: Iterable[str]) -> bool:
    """Whether none of the letters has gone out or still may."""
    others = select(OutboxMessage.id).where(
        OutboxMessage.key.in_(list(keys)), OutboxMessage.status != MessageStatus.withheld
    )
    return db.session.scalar(others.limit(1)) is None


def letter(message: OutboxMessage, user: User, now: datetime) -> Letter | Withheld | Postponed:
    """Write the letter about what of the tasks is still open and still this person's to see to."""
    context, calendar = json.loads(message.context), office_calendar()
    if context["in_office_hours"] and not is_office_time(now, calendar):
        return Postponed(next_office_time(now, calendar))
    tasks = _still_open(message, user, local_date(now))
    _leave_out((Reminder.message_key == message.key) & Reminder.task_id.not_in([task.id for task in tasks]), now)
    if not tasks:
        return Withheld("nothing left to remind of")
    return render(_notice(tasks, context["words"], now), user)


def sample(task: UserTask, words: str, user: User, now: datetime) -> Letter:
    """Return the letter as one person would get it, to be looked at before it is ordered."""
    return render(_notice([task], words, now), user)


def _still_open(message: OutboxMessage, user: User, today: date) -> list[UserTask]:
    rows = db.session.execute(
        select(UserTask, Reminder.target)
        .join(Reminder, Reminder.task_id == UserTask.id)
        .where(Reminder.message_key == message.key, UserTask.status == TaskStatus.open, UserTask.paused_at.is_(None))
        .order_by(UserTask.due_order, UserTask.id)
        .execution_options(populate_existing=True)
    ).all()
    work = {task.id: Work.of(task, task.case) for task, _target in rows}
    roster = read_roster(list(work.values()), today, targets=OWN)
    return [
        task
        for task, target in rows
        if any(found.person and found.person.id == user.id for found in roster.find(work[task.id], target))
    ]


def _notice(tasks: Sequence[UserTask], words: str, now: datetime) -> Notice:
    calendar, today = office_calendar(), local_date(now)
    lines = [line(task, task.case, today, calendar) for task in tasks]
    first, is_hidden = lines[0], any(task.case.is_confidential for task in tasks)
    subject = _subject(lines)
    intro = [_("The department asks you to see to the following:")]
    own_words = [] if is_hidden or not words else [words]
    worst = min(lines, key=lambda one: one.standing.day or date.max)
    section = Section("", tone(worst.standing.nearness), lines)
    action = Action(_("Open the task"), first.link) if len(lines) == 1 and first.link else _all()
    return Notice(subject, subject, [*intro, *own_words], [section], because(tasks[0].role, tasks[0].agency), action)


def _subject(lines: Sequence[Line]) -> str:
    if len(lines) == 1:
        return _("Reminder: %(task)s, %(how_far)s", task=lines[0].name, how_far=how_far(lines[0].standing))
    return _("Reminder: %(number)s tasks wait for you", number=len(lines))


def _all() -> Action:
    return Action(_("See all my tasks"), link("/tasks"))


def _message(ref: str, own: Sequence[Asked], wish: Wish) -> Message:
    only = own[0].work if len(own) == 1 else None
    context: Mapping[str, Any] = {"words": wish.words, "in_office_hours": wish.in_office_hours}
    return Message(
        key=key_of(ref, own[0].person.id),
        kind=BY_HAND,
        template=BY_HAND,
        context=context,
        recipient_id=own[0].person.id,
        address=own[0].person.address,
        send_after=wish.send_after,
        task_id=only.task_id if only else None,
        case_id=only.case_id if only else None,
        agency_id=only.agency_id if only else None,
    )


def _row(ref: str, one: Asked, day: date) -> dict[str, Any]:
    return {
        "key": f"{one.work.task_id}:{RUNG}:{ref}:{one.person.id}",
        "task_id": one.work.task_id,
        "case_id": one.work.case_id,
        "agency_id": one.work.agency_id,
        "recipient_id": one.person.id,
        "rung": RUNG,
        "target": one.target,
        "by": Channel.mail,
        "policy": BY_HAND,
        "instead_of_id": one.instead_of,
        "day": day,
        "message_key": key_of(ref, one.person.id),
    }


def key_of(ref: str, user_id: int) -> str:
    """Return the key of the letter to one person."""
    return f"{BY_HAND}:{ref}:{user_id}"


def _leave_out(which: Any, now: datetime) -> None:
    db.session.execute(
        update(Reminder).where(which).values(left_out_at=now).execution_options(synchronize_session=False)
    )
