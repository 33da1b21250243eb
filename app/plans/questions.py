"""What a doubtful row asks a person, with the answers to choose from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from app.deadlines.phrases import DueKind
from app.deadlines.wording import short_date
from app.plans.groups import CHOOSABLE, GROUPS
from app.plans.models import Part, Plan, PlanTask, PlanTaskAgency
from app.plans.reading import needs_decision
from app.plans.register import Match, Register
from app.plans.rows import AGENCY_REASONS, DUE_REASONS, LEAD_REASONS, is_settled, reasons_of

OTHER = "other"  # the answer behind which an agency is typed


@dataclass(frozen=True)
class Question:
    """One question about a row: `key` names its form, `typed` the field behind the answer that is typed in."""

    key: str  # "agency-12", "lead", "due", "row"
    kind: str
    legend: str
    options: Sequence[tuple[str, str]]
    typed: str = ""
    part_id: int = 0
    hint: str = ""
    chosen: str = ""


def questions_of(plan: Plan, task: PlanTask, register: Register, *, all_of_them: bool = False) -> list[Question]:
    """Return what is open in a row; with `all_of_them` also what could be answered otherwise."""
    reasons = set(reasons_of(task))
    asked = [_about_part(task, part, register) for part in task.parts if all_of_them or not is_settled(part)]
    if not reasons.isdisjoint(LEAD_REASONS):
        asked.append(_about_lead())
    if all_of_them or not reasons.isdisjoint(DUE_REASONS):
        asked.append(_about_due(plan, task, register.on))
    if any(map(needs_decision, reasons - AGENCY_REASONS - LEAD_REASONS - DUE_REASONS)):
        asked.append(Question("row", "row", _("Was this row understood rightly?"), ()))
    return asked


def _about_part(task: PlanTask, part: PlanTaskAgency, register: Register) -> Question:
    match = register.match(part.name)
    leads = {other.agency_id for other in task.parts if other.part is Part.lead}
    repeats = part.part is not Part.lead and any(agency.id in leads for agency in match.candidates)
    options = [(f"agency:{agency.id}", agency.name) for agency in match.candidates]
    if match.has_ended and len(match.candidates) > 1:
        options.append(("agency:" + ",".join(str(one.id) for one in match.candidates), _("All of them")))
    if match.has_ended and match.ended is None:
        options += _groups("communes", "departments")
    elif part.group or match.group:
        options += _groups(*CHOOSABLE)
    if repeats:
        options = [("drop", _("Leave it out: its successor leads this task already")), *options]
    options += [(OTHER, _("Another agency")), ("text", _("Leave the name as text, waiting for a document"))]
    if part.part is not Part.lead and not repeats:
        options.append(("drop", _("Leave it out of the list")))
    return Question(
        f"agency-{part.id}",
        "agency",
        _legend(part, match, repeats),
        options,
        typed="agency",
        part_id=part.id,
        hint=_("The printed text does not change."),
        chosen=_chosen(part, options),
    )


def _legend(part: PlanTaskAgency, match: Match, repeats: bool) -> str:
    if repeats and match.ended and match.ended.valid_to:
        day = short_date(match.ended.valid_to)
        return _("%(name)s ended on %(day)s; its successor leads this task.", name=match.ended.name, day=day)
    if match.ended and match.ended.valid_to:
        day = short_date(match.ended.valid_to)
        return _("%(name)s ended on %(day)s. Who takes this over?", name=match.ended.name, day=day)
    if match.has_ended:
        return _("The districts ended on 30/6/2025. Who takes this over?")
    if is_settled(part):
        return _("Who is “%(name)s”?", name=part.name)
    if match.candidates:
        return _("“%(name)s” may be more than one agency. Which is it?", name=part.name)
    return _("“%(name)s” is not in the register. Who is it?", name=part.name)


def _chosen(part: PlanTaskAgency, options: Sequence[tuple[str, str]]) -> str:
    """Return the answer that stands now, for a name that is settled."""
    if part.agency_id is not None:
        value = f"agency:{part.agency_id}"
        return value if value in dict(options) else OTHER
    if part.group is not None:
        return f"group:{part.group}"
    return "text" if part.decided_by_id is not None else ""


def _groups(*keys: str) -> list[tuple[str, str]]:
    return [(f"group:{key}", str(GROUPS[key].label)) for key in keys]


def _about_lead() -> Question:
    groups = _groups(*(key for key in CHOOSABLE if GROUPS[key].kinds))
    options = [(OTHER, _("An agency")), *groups, ("text", _("Leave it empty, waiting for a document"))]
    return Question("lead", "lead", _("The row names no lead agency. Who leads this task?"), options, typed="agency")


def _about_due(plan: Plan, task: PlanTask, today: date) -> Question:
    options: list[tuple[str, str]] = []
    if task.first_due is not None:
        options.append(("keep", _("As understood: %(day)s", day=short_date(task.first_due))))
    elif task.due_kind in (DueKind.EVERY_N_YEARS, DueKind.EVERY_YEAR):
        first = max(today.year, plan.issued.year if plan.issued else today.year)
        options += [
            (f"date:{year}-12-31", _("The first time by 31/12/%(year)s", year=year)) for year in (first, first + 1)
        ]
    options += [(OTHER, _("By another day")), ("none", _("Set no date, only follow the task"))]
    return Question("due", "due", _("When is it due?"), options, typed="due")
