"""What things about plans are called on pages."""

from typing import Any

from flask_babel import get_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.deadlines.phrases import DueKind
from app.deadlines.wording import long_date, short_date
from app.plans.differences import Change
from app.plans.groups import GROUPS
from app.plans.models import DutyState, Part, PlanStatus, PlanTask, PlanTaskAgency
from app.plans.reading import explain
from app.plans.rows import Standing

PARTS: dict[Part, Any] = {
    Part.lead: _l("Lead"),
    Part.coordinating: _l("Coordinating"),
    Part.directing: _l("Directing"),
}
# words, icon, css
STANDINGS: dict[Standing, tuple[Any, str, str]] = {
    Standing.decide: (_l("To be decided"), "question-circle", "soon"),
    Standing.look: (_l("Worth a look"), "eye", "info"),
    Standing.sure: (_l("Certain"), "check-lg", "ok"),
}
STATUSES: dict[PlanStatus, tuple[Any, str, str]] = {
    PlanStatus.reading: (_l("Being read"), "eye", "soon"),
    PlanStatus.in_force: (_l("In force"), "check-circle-fill", "ok"),
    PlanStatus.replaced: (_l("Replaced"), "slash-circle", ""),
}
DUTIES: dict[DutyState, tuple[Any, str, str]] = {
    DutyState.proposed: (_l("To be decided"), "question-circle", "soon"),
    DutyState.confirmed: (_l("Confirmed"), "check-lg", "ok"),
    DutyState.declined: (_l("Left out"), "slash-circle", ""),
}
CHANGES: dict[Change, tuple[Any, str, str]] = {
    Change.changed: (_l("Changed"), "pencil-square", "info"),
    Change.added: (_l("Added"), "plus-lg", "ok"),
    Change.dropped: (_l("Dropped"), "dash-circle", "soon"),
    Change.same: (_l("As before"), "check-lg", ""),
}
COLUMNS: dict[str, Any] = {
    "number": _l("No."),
    "content": _l("Content, tasks"),
    "lead_text": _l("Lead agency"),
    "coordinating_text": _l("Coordinating agencies"),
    "directing_text": _l("Directing authority"),
    "time_text": _l("Time"),
    "result_text": _l("Product"),
    "funding_text": _l("Funding"),
}
_CYCLES = {DueKind.EVERY_YEAR: _l("every year"), DueKind.EVERY_N_YEARS: _l("every few years")}


def body(part: PlanTaskAgency, *, short: bool = False) -> str:
    """Name a body as it is understood; a group that somebody chose by what it is, every other as printed."""
    if part.agency is not None:
        return (short and part.agency.short_name) or part.agency.name
    if part.group is not None and part.decided_by_id is not None:
        return str(GROUPS[part.group].label)
    return part.name


def reason(code: str) -> str:
    """Return the sentence of a reason in the reader's language."""
    return explain(code)["vi" if str(get_locale()) == "vi" else "en"]


def due_words(task: PlanTask) -> str:
    """Say when a task is due, as it was understood."""
    cycle = str(_CYCLES.get(DueKind(task.due_kind), ""))
    if task.due_kind == DueKind.ON_REQUEST:
        return _("whenever asked")
    if task.first_due is None:
        return _("%(cycle)s, no first year", cycle=cycle) if cycle else _("no date set")
    language = "vi" if str(get_locale()) == "vi" else "en"
    day = short_date(task.first_due) if cycle else long_date(task.first_due, language)
    when = _("before %(day)s", day=day) if task.due_is_exclusive else _("by %(day)s", day=day)
    return _("%(cycle)s, first %(when)s", cycle=cycle, when=when) if cycle else when
