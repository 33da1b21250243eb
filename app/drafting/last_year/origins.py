"""Which rows of issued plans the rows of drafts, and of the plans that were made of them, go on with."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import aliased

from app.drafting.models import DraftRow
from app.extensions import db
from app.plans.models import PlanTask


@dataclass(frozen=True)
class Origins:
    """What is known of where rows come from; rows are named by their key in the first version of their plan."""

    roots: Mapping[int, int]  # of rows of amended versions
    draft_rows: Mapping[int, tuple[int, ...]]
    plan_rows: Mapping[int, tuple[int, ...]]

    def root(self, task_id: int) -> int:
        """Return the key that the row has in the first version of its plan."""
        return self.roots.get(task_id, task_id)

    def of_draft_row(self, row_id: int) -> tuple[int, ...]:
        """Return what a row of a draft goes on with, its own origin before those of rows merged into it."""
        return self.draft_rows.get(row_id, ())

    def of_plan_row(self, task_id: int) -> tuple[int, ...]:
        """Return what a row of a plan goes on with, in any version; nothing where it was not drafted here."""
        return self.plan_rows.get(self.root(task_id), ())


def origins_of(plan_ids: Sequence[int], drafting_ids: Sequence[int]) -> Origins:
    """Return the origins of the rows of some plans and draftings, in two queries."""
    rows = db.session.execute(
        select(DraftRow.id, DraftRow.origin_id, DraftRow.merged_into_id, DraftRow.plan_task_id)
        .where(DraftRow.drafting_id.in_(drafting_ids))
        .order_by(DraftRow.is_dropped, DraftRow.id)  # what was merged into a row comes behind what the row says itself
    ).all()
    roots = _roots(plan_ids, drafting_ids)
    into = {row.id: row.merged_into_id for row in rows}
    found: defaultdict[int, list[int]] = defaultdict(list)
    for row in rows:
        if row.origin_id is not None:
            found[_final(row.id, into)].append(roots.get(row.origin_id, row.origin_id))
    of_draft = {row_id: tuple(dict.fromkeys(origins)) for row_id, origins in found.items()}
    became = {row.plan_task_id: of_draft.get(row.id, ()) for row in rows if row.plan_task_id is not None}
    return Origins(roots, of_draft, became)


def _final(row_id: int, into: Mapping[int, int | None]) -> int:
    """Return the row that a merged one ended up in."""
    seen = {row_id}
    while (target := into.get(row_id)) is not None and target not in seen:
        seen.add(target)
        row_id = target
    return row_id


def _roots(plan_ids: Sequence[int], drafting_ids: Sequence[int]) -> dict[int, int]:
    """Return the first version of every row of an amended version that matters here."""
    named = select(DraftRow.origin_id).where(DraftRow.drafting_id.in_(drafting_ids), DraftRow.origin_id.is_not(None))
    wanted = or_(PlanTask.plan_id.in_(plan_ids), PlanTask.id.in_(named))
    start = select(PlanTask.id.label("row"), PlanTask.id.label("version"), PlanTask.replaces_id.label("former"))
    chain = start.where(wanted, PlanTask.replaces_id.is_not(None)).cte("chain", recursive=True)
    earlier = aliased(PlanTask)
    step = select(chain.c.row, earlier.id, earlier.replaces_id).join(earlier, earlier.id == chain.c.former)
    chain = chain.union_all(step)
    firsts = db.session.execute(select(chain.c.row, chain.c.version).where(chain.c.former.is_(None)))
    return {found.row: found.version for found in firsts}
