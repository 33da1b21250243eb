"""What is recorded of a task: reminders, mails, skips. The past is never worked out anew."""

from collections.abc import Mapping, Sequence
from datetime import date

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, or_, select

from app.cases.models import UserTask
from app.clock import local_date
from app.extensions import db
from app.notifications.models import Reminder
from app.notifications.outcomes import Outcome
from app.notifications.proof.models import MessageEvent
from app.notifications.sentences import BY_HAND, CHANNELS, TARGETS, step_of, why_not
from app.notifications.waves.timing import is_planned, opens_at
from app.notifications.why.episodes import Episode, left_alone, names_of, policy_name, skip_of, within
from app.notifications.why.fates import due_day_of, events_of, messages_of, story_of
from app.organisation.calendar import office_calendar
from app.organisation.models import User
from app.timeline.outbox_models import OutboxMessage

AT_MOST = 100  # reminders of one task shown


def past_of(task: UserTask, *, person_id: int | None = None, day: date | None = None) -> list[Episode]:
    """Return what is recorded of the task, newest first: of one person, of one day, or everything."""
    conditions = [Reminder.task_id == task.id]
    if person_id is not None:
        conditions.append(or_(Reminder.recipient_id == person_id, Reminder.instead_of_id == person_id))
    if day is not None:
        conditions.append(Reminder.day == day)
    arrivals = [] if day is not None else _arrivals(task, person_id)
    return [*_reminders(conditions), *arrivals]


def letter_of(person_id: int, day: date) -> list[Episode]:
    """Return what a person was reminded of on a day, task by task."""
    return _reminders([Reminder.recipient_id == person_id, Reminder.message_key.is_not(None), Reminder.day == day])


def silence_on(task: UserTask, day: date, person_id: int | None = None) -> list[str]:
    """Say why nothing is recorded for the task (and the person) on a day that has passed."""
    if local_date(task.opened_at) >= day:
        return [
            _("The task came on %(day)s; only steps after that day are taken.", day=within(local_date(task.opened_at)))
        ]
    if task.closed_at is not None and task.closed_at < opens_at(day):
        return [_("The task was closed on %(day)s.", day=within(local_date(task.closed_at)))]
    if not office_calendar().is_working_day(day):
        return [_("Nobody works on that day.")]
    if not is_planned(day):
        return [_("No wave was planned on that day.")]
    others = _others_on(task, day, person_id)
    if others:
        return others
    skip = skip_of(task, day)
    if skip is not None:
        return [left_alone(skip)]
    return [_("The wave of that day was planned, and no step of the task's ladder was due for a reminder.")]


def _reminders(conditions: Sequence[ColumnElement[bool]]) -> list[Episode]:
    rows = db.session.execute(
        select(Reminder, UserTask)
        .join(UserTask, UserTask.id == Reminder.task_id)
        .where(*conditions)
        .order_by(Reminder.id.desc())
        .limit(AT_MOST)
    ).all()
    names = names_of([key for reminder, _task in rows for key in (reminder.recipient_id, reminder.instead_of_id)])
    messages = messages_of({reminder.message_key for reminder, _task in rows if reminder.message_key})
    events = events_of(messages.values())
    return [
        _episode(reminder, task, names, messages.get(reminder.message_key or ""), events) for reminder, task in rows
    ]


def _episode(
    reminder: Reminder,
    task: UserTask,
    names: Mapping[int, str],
    message: OutboxMessage | None,
    events: Mapping[int, Sequence[MessageEvent]],
) -> Episode:
    who = names.get(reminder.recipient_id or 0, "")
    said = [_why(reminder)]
    if reminder.instead_of_id is not None:
        said.append(
            _("%(who)s was away on that day, so whoever stands in was told.", who=names[reminder.instead_of_id])
        )
    if reminder.outcome is Outcome.skipped:
        skip = skip_of(task, reminder.day)
        said.append(left_alone(skip) if skip else _("The agency was left alone on that day."))
    elif reminder.outcome is not Outcome.send:
        said.append(why_not(reminder.outcome, who=who, target=reminder.target, facts={}))
    if reminder.left_out_at is not None:
        said.append(_("When the letter was written, the task was closed, moved or handed on: it was left out."))
    elif message is not None:
        said += story_of(message, events.get(message.id, ()))
    title = _("Reminder to %(who)s", who=who) if message is not None else _("No reminder")
    return Episode(reminder.day, title, said, task)


def _why(reminder: Reminder) -> str:
    """Say which step spoke, or that a person ordered it."""
    if reminder.rung == BY_HAND:
        return _("Somebody ordered this reminder by hand; who and why stands in the history of the case.")
    return _(
        "By the policy “%(policy)s”, %(step)s spoke to %(target)s, with %(channel)s. The date was %(due)s.",
        policy=policy_name(reminder.policy),
        step=step_of(reminder.rung),
        target=TARGETS[reminder.target],
        channel=CHANNELS[reminder.by],
        due=within(due_day_of(reminder)),
    )


def _arrivals(task: UserTask, person_id: int | None) -> list[Episode]:
    """Return the mails about this task alone: that it came, or was handed on."""
    conditions = [OutboxMessage.task_id == task.id, OutboxMessage.key.startswith("opened:", autoescape=True)]
    if person_id is not None:
        conditions.append(OutboxMessage.recipient_id == person_id)
    found = db.session.scalars(select(OutboxMessage).where(*conditions).order_by(OutboxMessage.id.desc())).all()
    names, events = names_of([message.recipient_id for message in found]), events_of(found)
    return [
        Episode(
            local_date(message.first_queued_at),
            _("Mail about the new task to %(who)s", who=names.get(message.recipient_id or 0, "")),
            [_("The task had just come, and was theirs to do."), *story_of(message, events.get(message.id, ()))],
            task,
        )
        for message in found
    ]


def _others_on(task: UserTask, day: date, person_id: int | None) -> list[str]:
    """Say who was told of the task on that day instead of the person."""
    if person_id is None:
        return []
    told = db.session.scalars(
        select(User.name)
        .join(Reminder, Reminder.recipient_id == User.id)
        .where(Reminder.task_id == task.id, Reminder.day == day, Reminder.message_key.is_not(None))
        .distinct()
    ).all()
    return [_("On that day the task's step spoke to: %(names)s.", names=", ".join(told))] if told else []
