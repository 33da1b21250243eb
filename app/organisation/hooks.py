"""Where features above the organisation listen in; they are called inside the command's unit of work."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from app.organisation.models import Agency
from app.organisation.roles import Actor, Role


@dataclass(frozen=True)
class SeatHandedOver:
    """Who gave up a seat, and who follows: what `leavers` had claimed at the agency becomes the successor's.

    `successor_id` None: the seat is vacant, claims become nobody's.
    """

    agency: Agency
    role: Role
    leavers: frozenset[int]
    successor_id: int | None
    actor: Actor
    now: datetime


@dataclass(frozen=True)
class AgencyEnded:
    """An agency whose last day is settled; its open work needs new owners."""

    agency: Agency
    last_day: date
    successor_ids: tuple[int, ...]
    actor: Actor
    now: datetime


seat_handed_over: list[Callable[[SeatHandedOver], None]] = []
agency_ended: list[Callable[[AgencyEnded], None]] = []
account_disabled: list[Callable[[int], None]] = []  # the user's key; what else lets a program in as them ends too
