"""What the page of a case, and of its tasks, shows of the laboratory: outcomes, phases, the 29 clauses."""

from collections.abc import Collection, Sequence
from datetime import datetime

from flask_babel import gettext as _

from app.cases.models import Case
from app.cases.panels import Panel, case_panels
from app.clock import local_date
from app.organisation.roles import Actor
from app.support import labels, queries
from app.support.clauses import CLAUSES
from app.support.models import GapState, LaboratorySupport, OutcomeKind
from app.support.phases import BEHIND, ENDS, MILESTONES, SLOW_REVIEW
from app.support.service.files import filed_at, support_of
from app.support.service.gaps import may_assess


def _offer(case: Case, actor: Actor, now: datetime) -> Sequence[Panel]:
    support = support_of(case.id)
    if support is None:
        return ()
    items, today = queries.gaps_of(case.id), local_date(now)
    progress = queries.progress_of(items)
    shared = {"case": case, "support": support, "labels": labels, "progress": progress, "today": today}
    reached = queries.outcomes_of(case.id)
    outcomes = {
        "outcomes": reached,
        "kinds": tuple(OutcomeKind),
        "milestones": milestones(support, reached),
        "slow": {} if support.phase in ENDS else filed_at(case.id, SLOW_REVIEW),
        "chapters": queries.by_chapter(items),
        **shared,
    }
    gaps = {
        "chapters": outcomes["chapters"],
        "titles": CLAUSES,
        "unassessed": GapState.unassessed,
        "states": [state for state in GapState if progress.states[state]],
        "may_assess": may_assess(actor, case) and support.phase not in ENDS,
        **shared,
    }
    found = [Panel(_("Four outcomes, followed separately"), "support/outcomes.html", outcomes)]
    nonconformities = queries.nonconformities_of(case.id)
    if nonconformities:
        values = {"nonconformities": nonconformities, "titles": CLAUSES}
        found.append(Panel(_("Nonconformities"), "support/nonconformities.html", values))
    return [*found, Panel(_("Gaps by the 29 clauses"), "support/gaps.html", gaps, on_tasks=False)]


def milestones(support: LaboratorySupport, reached: Collection[OutcomeKind] = ()) -> list[dict[str, object]]:
    """Return the support's headings as steps: behind, here, ahead; of an ended one, all up to what it `reached`."""
    here = next((at for at, phases in enumerate(MILESTONES) if support.phase in phases), -1)
    if support.phase in ENDS:
        here = next((behind for kind, behind in BEHIND if kind in reached), -1)
    states = ["done" if at < here else "now" if at == here else "" for at in range(len(MILESTONES))]
    return [{"title": title, "state": state} for title, state in zip(labels.MILESTONES, states, strict=True)]


case_panels.append(_offer)
