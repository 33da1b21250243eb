"""What a row of a plan still needs: nothing, a look, or a decision; and which question each reason asks."""

import json
from enum import StrEnum
from typing import Final

from app.plans.models import Part, PlanTask, PlanTaskAgency
from app.plans.reading import needs_decision

AGENCY_REASONS: Final = frozenset({"agency_unknown", "agency_ended", "agency_unclear", "lead_not_agency"})
LEAD_REASONS: Final = frozenset({"lead_missing"})
DUE_REASONS: Final = frozenset(
    {
        "cycle_disagrees",
        "event_day_missing",
        "impossible_date",
        "issue_day_missing",
        "no_anchor_year",
        "no_start_year",
        "no_time",
        "partly_read",
        "phase_unknown",
        "span_over",
        "unreadable_time",
        "vague_time",
        "weekday_disagrees",
        "year_missing",
    }
)


class Standing(StrEnum):
    """How sure the reading of a row is."""

    decide = "decide"
    look = "look"
    sure = "sure"


def standing_of(review: list[str]) -> Standing:
    """Return what the reasons of a row ask for."""
    if any(map(needs_decision, review)):
        return Standing.decide
    return Standing.look if review else Standing.sure


def reasons_of(task: PlanTask) -> list[str]:
    """Return the reasons of a row that are still open."""
    reasons: list[str] = json.loads(task.review)
    return reasons


def is_settled(part: PlanTaskAgency) -> bool:
    """Whether a name is matched, or a person decided to leave it as text."""
    return part.agency_id is not None or part.group is not None or part.decided_by_id is not None


def is_led(task: PlanTask) -> bool:
    """Whether nothing about who leads the task is open."""
    leads = [part for part in task.parts if part.part is Part.lead]
    return all(map(is_settled, leads)) and (bool(leads) or LEAD_REASONS.isdisjoint(reasons_of(task)))


def settle(task: PlanTask, *, answered: frozenset[str] = frozenset()) -> None:
    """Take the answered reasons off a row, and those about agencies once every name is settled."""
    done = set(answered)
    if all(map(is_settled, task.parts)):
        done |= AGENCY_REASONS
    if any(part.part is Part.lead for part in task.parts):
        done |= LEAD_REASONS
    task.review = json.dumps([reason for reason in reasons_of(task) if reason not in done])
