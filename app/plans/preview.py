"""A row of a reading as the preview shows it: what is printed beside what was understood, and what is asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from flask_babel import gettext as _

from app.plans import labels
from app.plans.evidence import Evidence
from app.plans.groups import GROUPS
from app.plans.models import Part, Plan, PlanTask, PlanTaskAgency
from app.plans.questions import Question, questions_of
from app.plans.register import Register
from app.plans.rows import AGENCY_REASONS, DUE_REASONS, LEAD_REASONS, Standing, is_settled, reasons_of, standing_of

_STRUCTURE = frozenset(
    {"columns_unclear", "split_by_page", "row_joined", "heading_in_row", "content_merged", "cell_not_read"}
)


@dataclass(frozen=True)
class Printed:
    """One cell as printed; marked where the doubt is."""

    label: str
    text: str
    is_marked: bool = False


@dataclass(frozen=True)
class Understood:
    """One name as understood: of the register, a group, left as text, or still open."""

    words: str
    aside: str = ""  # the name in the document, or what the group is, where that differs
    is_open: bool = False
    is_text: bool = False


@dataclass(frozen=True)
class Row:
    """Everything the preview shows of a row."""

    task: PlanTask
    standing: Standing
    printed: Sequence[Printed]
    raw: Sequence[tuple[int, Sequence[str]]]
    shows_raw: bool
    names: Mapping[Part, Sequence[Understood]]
    due: str
    reasons: Sequence[str]
    questions: Sequence[Question]
    is_decided: bool
    errors: Mapping[str, Sequence[str]] = field(default_factory=dict)  # by the key of a question
    typed: Mapping[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """Return number and content."""
        return " ".join(filter(None, (self.task.number, self.task.content)))

    @property
    def place(self) -> str:
        """Say where in the document the row stands."""
        first, _dash, last = self.task.source.partition("-")
        return (
            _("row %(first)s", first=first) if first == last else _("rows %(first)s–%(last)s", first=first, last=last)
        )


def row_of(plan: Plan, task: PlanTask, evidence: Evidence, register: Register, *, all_of_them: bool = False) -> Row:
    """Return a row as the preview shows it."""
    reasons = reasons_of(task)
    read = evidence.task(task.position)
    names = {part: [_understood(one) for one in task.parts if one.part is part] for part in Part}
    by_person = any(part.decided_by_id is not None for part in task.parts)
    return Row(
        task=task,
        standing=standing_of(reasons),
        printed=_printed(task, set(reasons)),
        raw=evidence.printed(task.source),
        shows_raw=not _STRUCTURE.isdisjoint(reasons),
        names=names,
        due=labels.due_words(task),
        reasons=[labels.reason(code) for code in reasons],
        questions=questions_of(plan, task, register, all_of_them=all_of_them),
        is_decided=by_person or bool(set(read["review"]) - set(reasons) - AGENCY_REASONS),
    )


def _printed(task: PlanTask, reasons: set[str]) -> list[Printed]:
    """Return the cells in the order of the annex; those that the doubt is about are marked."""
    open_parts = {part.part for part in task.parts if not is_settled(part)}
    no_lead = not reasons.isdisjoint(LEAD_REASONS)
    cells = (
        (_("No. and content"), " ".join(filter(None, (task.number, task.content))), "content_missing" in reasons),
        (_("Lead"), task.lead_text, no_lead or Part.lead in open_parts),
        (_("Coordinating"), task.coordinating_text, Part.coordinating in open_parts),
        (_("Directing"), task.directing_text, Part.directing in open_parts),
        (_("Time"), task.time_text, not reasons.isdisjoint(DUE_REASONS)),
        (_("Result"), task.result_text or "", False),
        (_("Funding"), task.funding_text or "", False),
    )
    return [Printed(label, text or _("(left empty)"), marked) for label, text, marked in cells if text or marked]


def _understood(part: PlanTaskAgency) -> Understood:
    words = labels.body(part)
    is_text = part.decided_by_id is not None and part.agency_id is None and part.group is None
    aside = part.name if part.decided_by_id is not None and part.name != words else ""
    if part.group is not None and not aside:
        aside = str(GROUPS[part.group].label)
    return Understood(words, aside, is_open=not is_settled(part), is_text=is_text)


def with_answers(row: Row, errors: Mapping[str, Sequence[str]], typed: Mapping[str, str]) -> Row:
    """Return a row with what is wrong with an answer, and what was typed."""
    return replace(row, errors=errors, typed=typed) if errors else row
