"""What was said to an agency about its report, and what it answered: mails, calls, extensions, receipts.

Read from the timeline of the report's case and from the outbox; what the ladder will still send comes first.
"""

import json
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum

from flask_babel import gettext as _
from markupsafe import Markup
from sqlalchemy import func, select

from app.cases.models import TaskStatus, UserTask
from app.cases.pauses.service import reasons_of
from app.cases.pauses.wording import sentence
from app.clock import LOCAL, local_date
from app.deadlines.ladders import Ladder, ladder, rungs
from app.extensions import db
from app.organisation.calendar import office_calendar
from app.organisation.models import User
from app.reports.labels import rung_words
from app.timeline.log import Subject
from app.timeline.models import TimelineEntry, TimelinePayload
from app.timeline.outbox_models import MessageStatus, OutboxMessage
from app.timeline.queries import Entry, entries
from app.timeline.wording import Line, lines_of

SENDING_OPENS = time(8)  # digests go out in office hours
LOOKED_AT = 500  # entries of one case

# Which ladder speaks about a task: notifications know the policies that coordinators wrote.
ladder_of: list[Callable[[UserTask], Ladder]] = []


class Fate(StrEnum):
    """How far the latest mail about a case has come."""

    accepted = "accepted"  # the server took it, and nobody has opened it yet
    opened = "opened"
    returned = "returned"
    failed = "failed"


SENT = ("task.reminded", "message.sent")
FATES = {
    **dict.fromkeys(SENT, Fate.accepted),
    "message.opened": Fate.opened,
    "message.bounced": Fate.returned,
    "task.reminder_failed": Fate.failed,
    "message.failed": Fate.failed,
}
TOLD = frozenset(
    {
        *FATES,
        "task.told_above",
        "task.not_told_above",
        "task.letter_proposed",
        "task.reminder_ordered",
        "task.reminder_withdrawn",
        "message.delayed",
        "message.answered",
        "agency.called",
        "extension.asked",
        "extension.granted",
        "extension.refused",
        "report.received",
        "report.numbered",
        "report.accepted",
        "letter.issued",
        "letter.corrected",
        "letter.withdrawn",
    }
)


@dataclass(frozen=True)
class Latest:
    """The latest mail about a case: when it went out (or could not), and what became of it."""

    at: datetime
    fate: Fate


def latest_reminders(case_ids: Collection[int]) -> dict[int, Latest]:
    """Return the latest mail about each of the cases, in one query."""
    newest = (
        select(func.max(TimelineEntry.id))
        .where(
            TimelineEntry.subject_type == "case",
            TimelineEntry.subject_id.in_(case_ids),
            TimelineEntry.action.in_(FATES),
        )
        .group_by(TimelineEntry.subject_id)
    )
    rows = db.session.execute(
        select(TimelineEntry, TimelinePayload.body)
        .join(TimelinePayload, TimelinePayload.entry_id == TimelineEntry.id)
        .where(TimelineEntry.id.in_(newest))
    )
    return {entry.subject_id: Latest(_sent_at(body) or entry.at, FATES[entry.action]) for entry, body in rows}


def _sent_at(body: str | None) -> datetime | None:
    """Return when the mail of an entry had gone out, where the entry tells of what came later."""
    sent_at = json.loads(body).get("sent_at") if body else None
    return datetime.fromisoformat(sent_at) if sent_at else None


def history(case_id: int, now: datetime, *, shows_people: bool = True) -> list[Line]:
    """Return the history of one agency's report, newest first; without names for those who may not see them."""
    past = [entry for entry in entries(Subject("case", case_id), limit=LOOKED_AT) if entry.action in TOLD]
    lines = lines_of(past, shows_people=shows_people)
    return [*_ahead(case_id, now), *_waiting(case_id, shows_people=shows_people), *map(_with_rung, past, lines)]


def _with_rung(entry: Entry, line: Line) -> Line:
    """Say of a reminder which step of the ladder it was."""
    rung = entry.payload.get("rung")
    if rung is None or entry.is_erased:
        return line
    return replace(line, text=Markup("{} <span class='mut'>({})</span>").format(line.text, rung_words(rung)))


def _ahead(case_id: int, now: datetime) -> list[Line]:
    """Return the next rung of the ladder of the task that waits at the agency."""
    task = db.session.scalar(
        select(UserTask)
        .where(UserTask.case_id == case_id, UserTask.status == TaskStatus.open, UserTask.agency_id.is_not(None))
        .limit(1)
    )
    if task is None or task.remind_by is None or task.overdue_after is None:
        return []
    if task.paused_at is not None:
        return [_ahead_line("pause-circle", sentence(reasons_of(task)), task.paused_at)]
    today = local_date(now)
    spoken = ladder_of[-1](task) if ladder_of else ladder(task.reminders)
    steps = rungs(spoken, local_date(task.remind_by), local_date(task.overdue_after), office_calendar())
    coming = next((rung for rung in steps if rung.day > today), None)
    if coming is None:
        return []
    text = _("To be sent: mail %(when)s, about “%(task)s”", when=rung_words(coming.name), task=task.name)
    return [_ahead_line("clock", text, _morning_of(coming.day))]


def _waiting(case_id: int, *, shows_people: bool) -> list[Line]:
    """Return the mails to the agency's own people that have not gone out yet."""
    queued = db.session.execute(
        select(OutboxMessage, UserTask.name, User.name)
        .outerjoin(UserTask, UserTask.id == OutboxMessage.task_id)
        .outerjoin(User, User.id == OutboxMessage.recipient_id)
        .where(
            OutboxMessage.case_id == case_id,
            OutboxMessage.agency_id.is_not(None),
            OutboxMessage.status == MessageStatus.queued,
        )
        .order_by(OutboxMessage.id.desc())
    )
    return [
        _ahead_line(
            "envelope",
            _("A mail about “%(task)s” waits to be sent", task=task or message.subject)
            + (f" ({name})" if shows_people and name else ""),
            message.next_attempt_at,
            message.last_error or "",
        )
        for message, task, name in queued
    ]


def _ahead_line(symbol: str, text: str, at: datetime, quote: str = "") -> Line:
    return Line(symbol, Markup("{}").format(text), at, quote=quote)


def _morning_of(day: date) -> datetime:
    return datetime.combine(day, SENDING_OPENS, LOCAL)
