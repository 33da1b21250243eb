"""What was decided about one task and one person on one day: a reminder, or nothing and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from app.deadlines.ladders import Channel, Target


class Outcome(StrEnum):
    """A reminder, or why there is none; in the order in which they are looked at."""

    send = "send"
    closed = "closed"  # filed, or taken away; facts: status
    no_deadline = "no_deadline"
    policy_none = "policy_none"  # its policy has no steps
    paused = "paused"  # while an extension is decided, or an obstacle says so; facts: since
    day_off = "day_off"  # nobody works on that day
    not_yet = "not_yet"  # facts: next_rung, next_day
    arrived_after = "arrived_after"  # the work came on that day or later; facts: opened, next_rung, next_day
    skipped = "skipped"  # the agency was left out for once; facts: by (user id)
    nobody = "nobody"  # no such person: the seat is empty, the role granted to nobody, the task of no agency
    account_closed = "account_closed"
    not_named = "not_named"  # on a confidential case
    address_bounces = "address_bounces"
    away = "away"  # somebody else is told instead
    told_otherwise = "told_otherwise"  # the same person is told on a later rung, as somebody else
    reminded = "reminded"  # on that rung already; facts: on (day), next_rung, next_day


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether one person is told of one task on one day.

    `rung` is the step's name ("-5", "0", "last", "+3": working days around the deadline), `rung_day` the day it falls
    on. What concerns the whole task (closed, paused, not yet …) has neither target nor recipient.
    """

    task_id: int
    case_id: int
    agency_id: int | None
    outcome: Outcome
    policy: str  # the key of the policy that speaks
    rung: str | None = None
    rung_day: date | None = None
    due_day: date | None = None
    target: Target | None = None
    by: Channel | None = None
    recipient_id: int | None = None
    address: str | None = None
    instead_of: int | None = None  # the person who is away
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def sends(self) -> bool:
        """Whether this is a reminder."""
        return self.outcome is Outcome.send

    @property
    def key(self) -> str:
        """Return what makes the reminder the only one of its kind; a deadline that moves starts a new ladder."""
        parts = [str(self.task_id), str(self.due_day), str(self.rung), str(self.recipient_id or "-")]
        return ":".join([*parts, *([Channel.letter] if self.by is Channel.letter else [])])
