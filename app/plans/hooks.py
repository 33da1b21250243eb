"""Where features above the plans listen in; they are called inside the command's unit of work."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.organisation.models import AgencyKind
from app.organisation.roles import Actor
from app.plans.models import Plan, PlanTask


@dataclass(frozen=True)
class DutyConfirmed:
    """A reporting duty of a plan in force, confirmed by a person.

    `first_due` is the printed limit, None when it is due on request; with `is_exclusive` ("trước ngày 30/11") the day
    before is the last one. `text` is the sentence as printed, `source` its line, `where` its clause.
    """

    plan: Plan
    text: str
    who: tuple[str, ...]
    roster: frozenset[AgencyKind]
    first_due: date | None
    is_exclusive: bool
    where: str
    source: str
    actor: Actor
    now: datetime


duty_confirmed: list[Callable[[DutyConfirmed], None]] = []


@dataclass(frozen=True)
class PlanAmended:
    """A plan has been amended: `new` is in force and `old` is replaced.

    `follows`: the key of each row of the old version that goes on → its row in the new one; `changed`: keys of those
    old rows whose text is another now; `dropped`: old rows that do not go on; `added`: new rows that replace none.
    """

    old: Plan
    new: Plan
    follows: Mapping[int, PlanTask]
    changed: frozenset[int]
    dropped: Sequence[PlanTask]
    added: Sequence[PlanTask]
    actor: Actor
    now: datetime


plan_amended: list[Callable[[PlanAmended], None]] = []
