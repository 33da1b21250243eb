"""The history of an agency's reminders: on which day, on which step, to whom, and what became of each mail."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from app.notifications.outcomes import Outcome
from app.notifications.proof.models import MessageEvent
from app.notifications.why.fates import events_of, messages_of, story_of
from app.notifications.why.records import Recorded, recorded
from app.organisation.access import sees_identities
from app.organisation.roles import Actor
from app.timeline.outbox_models import OutboxMessage
from app.timeline.wording import SOMEBODY


@dataclass(frozen=True)
class Told:
    """One reminder, and what became of its mail step by step: written down, accepted, opened or come back."""

    of: Recorded
    who: str
    story: Sequence[str]


def told_to(agency_id: int, actor: Actor, *, after: int | None = None) -> tuple[Sequence[Told], int | None]:
    """Return a page of the agency's reminders that the actor may know of, and the key the next one starts behind.

    Who may not learn names reads "a member of staff" wherever a name or an address would stand.
    """
    rows, next_after = recorded(actor, agency_id=agency_id, after=after)
    messages = messages_of({row.reminder.message_key for row in rows if row.reminder.message_key})
    events = events_of(messages.values())
    told = [Told(row, row.who, _story(row, messages, events)) for row in rows]
    return told if sees_identities(actor) else [_unnamed(one, messages) for one in told], next_after


def _story(
    row: Recorded, messages: Mapping[str, OutboxMessage], events: Mapping[int, Sequence[MessageEvent]]
) -> Sequence[str]:
    message = messages.get(row.reminder.message_key or "")
    if message is None or row.reminder.outcome is not Outcome.send or row.reminder.left_out_at is not None:
        return [row.fate]
    return story_of(message, events.get(message.id, ()))


def _unnamed(told: Told, messages: Mapping[str, OutboxMessage]) -> Told:
    message = messages.get(told.of.reminder.message_key or "")
    names = [name for name in (told.who, message.address if message else "") if len(name) > 1]
    story = list(told.story)
    for name in names:
        story = [line.replace(name, str(SOMEBODY)) for line in story]
    return replace(told, who=str(SOMEBODY) if told.of.reminder.recipient_id else told.who, story=story)
