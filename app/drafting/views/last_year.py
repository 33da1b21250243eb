"""What is new, changed and gone in a year's plan, drafted or issued, against the plan of the year before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.clock import utc_now
from app.drafting import labels
from app.drafting.access import READS_DRAFT, require_readable
from app.drafting.last_year.comparing import Compared, Comparison, Show, compare_draft, compare_plan
from app.drafting.last_year.matching import Basis
from app.drafting.last_year.preceding import Preceding, preceding, year_of
from app.drafting.models import OVER, Drafting, DraftingStatus, ProposalState
from app.drafting.queries import counts_of
from app.drafting.service.rows import may_edit
from app.drafting.views.blueprint import blueprint
from app.legible import key
from app.organisation.access import access
from app.organisation.gate import current_actor
from app.plan_tasks.links import marks_in
from app.plans import labels as plan_labels
from app.plans.access import require_plan
from app.plans.errors import PlanNotFound
from app.plans.views.blueprint import READS_PLAN

PAGE_SIZE = 50


@dataclass(frozen=True)
class Wish:
    """What a person wants to see: rows of a kind, of one lead agency, against the plan they name."""

    show: Show
    agency_id: int | None
    page: int
    named: int | None


@blueprint.get("/cases/<int:case_id>/last-year")
@access(READS_DRAFT)
def draft_against_last_year(case_id: int) -> ResponseReturnValue:
    """Compare a draft with the plan of the year before."""
    actor, now, wish = current_actor(), utc_now(), _wish()
    drafting = require_readable(actor, case_id)
    former = preceding(drafting.year, drafting.title, actor=actor, but=drafting.plan, named=wish.named)
    year = _year_of(former, drafting.year)
    compared = compare_draft(drafting, former.plan, year, now) if former.plan else None
    return _page(
        wish, former, year, compared,
        drafting=drafting,
        title=drafting.title,
        awaited=_awaited(drafting, now),
        may_edit=may_edit(actor, drafting),
    )  # fmt: skip


@blueprint.get("/plans/<int:plan_id>/last-year")
@access(READS_PLAN)
def plan_against_last_year(plan_id: int) -> ResponseReturnValue:
    """Compare an issued plan of one year with the plan of the year before."""
    actor, now, wish = current_actor(), utc_now(), _wish()
    plan = require_plan(actor, plan_id)
    own = year_of(plan)
    if own is None:
        raise PlanNotFound
    former = preceding(own, plan.title, actor=actor, but=plan, named=wish.named)
    year = _year_of(former, own)
    compared = compare_plan(plan, former.plan, year, now) if former.plan else None
    return _page(wish, former, year, compared, plan=plan, title=plan.title)


def _page(wish: Wish, former: Preceding, year: int, compared: Comparison | None, **values: Any) -> ResponseReturnValue:
    wanted = compared.led_by(wish.agency_id) if compared else None
    found = wanted.shown(wish.show) if wanted else []
    last_page = max(1, -(-len(found) // PAGE_SIZE))
    page = min(wish.page, last_page)
    rows = found[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    return render_template(
        "drafting/last_year.html",
        former=former,
        year=year,
        wish=wish,
        rows=rows,
        marks=marks_in(year, _former_rows(rows), current_actor()),
        counts=wanted.counts() if wanted else None,
        by_text=wanted.by_text() if wanted else 0,
        agencies=compared.agencies() if compared else [],
        page=page,
        last_page=last_page,
        labels=plan_labels,
        looks=labels.AGAINST_LAST_YEAR,
        shows=labels.SHOWS,
        text_basis=Basis.text,
        agency_names=compared.names_of if compared else None,
        **values,
    )


def _former_rows(rows: Sequence[Compared]) -> list[int]:
    return [row.pair.old.id for row in rows if row.pair.old is not None]


def _year_of(former: Preceding, year: int) -> int:
    """Return the year whose plan it is compared with: that of a plan that a person named may be another."""
    return (year_of(former.plan) if former.plan else None) or year - 1


def _awaited(drafting: Drafting, now: datetime) -> int:
    """Return how many agencies' proposals may still come into the draft."""
    if drafting.status in OVER:
        return 0
    counts = counts_of([drafting.id], now)[drafting.id]
    if drafting.status is DraftingStatus.consolidating:
        return counts.states[ProposalState.submitted]
    return counts.total - counts.states[ProposalState.accepted]


def _wish() -> Wish:
    show = request.args.get("show", Show.different.value)
    return Wish(
        Show(show) if show in {one.value for one in Show} else Show.different,
        request.args.get("agency", type=key),
        max(1, request.args.get("page", 1, type=int)),
        request.args.get("with", type=key),
    )
