"""What states, rhythms and reasons are called on pages."""

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from app.plan_tasks.models import AssignmentState, ContributionState, ProgressUpdate, Rhythm
from app.plan_tasks.preview import Why


@dataclass(frozen=True)
class Look:
    """How a state is shown: words, icon, class."""

    words: Any
    symbol: str
    css: str = ""


STATES: dict[AssignmentState, Look] = {
    AssignmentState.assigned: Look(_l("Waiting to be accepted"), "circle", "plain"),
    AssignmentState.clarifying: Look(_l("Asks for clarification"), "question-circle", "soon"),
    AssignmentState.in_progress: Look(_l("Being carried out"), "play-circle"),
    AssignmentState.with_head: Look(_l("Waiting for the head's confirmation"), "vector-pen", "head-s"),
    AssignmentState.submitted: Look(_l("Result waiting for the check"), "send", "info"),
    AssignmentState.returned: Look(_l("Returned, to be completed"), "arrow-return-left", "soon"),
    AssignmentState.suspended: Look(_l("Rests"), "pause-circle", "plain"),
    AssignmentState.done: Look(_l("Done"), "check-circle-fill", "ok"),
    AssignmentState.stopped: Look(_l("Ended without result"), "x-circle", "plain"),
}
CONTRIBUTIONS: dict[ContributionState, Look] = {
    ContributionState.asked: Look(_l("Asked"), "hourglass-split", "plain"),
    ContributionState.given: Look(_l("Given, to be looked at"), "send", "info"),
    ContributionState.returned: Look(_l("Asked again"), "arrow-return-left", "soon"),
    ContributionState.accepted: Look(_l("Accepted"), "check-circle-fill", "ok"),
    ContributionState.waived: Look(_l("No longer waited for"), "slash-circle", "plain"),
}
RHYTHMS: dict[Rhythm, Any] = {Rhythm.month: _l("Every month"), Rhythm.quarter: _l("Every quarter")}
WHYS: dict[Why, Any] = {
    Why.no_date: _l("no date: nobody knows when it is due"),
    Why.other_year: _l("its date is in another year"),
    Why.not_yet: _l("begins in a later year"),
    Why.over: _l("ended in an earlier year"),
    Why.past: _l("its day has gone by"),
    Why.unknown_lead: _l("the lead stands for nobody in the register"),
    Why.started: _l("started before"),
}


def period_words(update: ProgressUpdate) -> str:
    """Name the period of an update: 11/2026, or quý IV/2026."""
    first, last = update.period_from, update.period_to
    if (first.year, first.month) == (last.year, last.month):
        return f"{last.month:02d}/{last.year}"
    return f"{('I', 'II', 'III', 'IV')[(last.month - 1) // 3]}/{last.year}"
