"""Rows of yearly plans and of drafts as they are compared: their cells, who leads, which rows they go on with."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import select

from app.drafting.last_year.origins import Origins
from app.drafting.models import Drafting, DraftRow
from app.drafting.service.issuing import funding_text
from app.extensions import db
from app.plans.models import Part, Plan, PlanTask, PlanTaskAgency
from app.plans.reading.agencies import read_agencies
from app.plans.register import Register, key_of

# The cells that are compared, in printed order. The number is none of them: every year counts its rows anew.
CELLS = ("content", "lead_text", "coordinating_text", "time_text", "result_text", "funding_text")

Lead = tuple[str, int | str]  # ("agency", key), ("group", its name), or ("name", what spellings of it share)


@dataclass(frozen=True, eq=False)
class Line:
    """A row of a plan or of a draft.

    `id` is the key of the plan's or the draft's row; `root` that of the row in the plan's first version, None in a
    draft; `origins` are the roots of rows it goes on with, its own before those of rows merged into it. `reason` says
    why a row of the draft was dropped.
    """

    id: int
    number: str
    group: str
    cells: Mapping[str, str]
    leads: frozenset[Lead]
    root: int | None = None
    origins: tuple[int, ...] = ()
    reason: str = ""


def lines_of_plan(plan: Plan, origins: Origins, leads: "Leads") -> list[Line]:
    """Return the rows of a plan in printed order, in two queries."""
    columns = [PlanTask.id, PlanTask.number, PlanTask.group_path, *(getattr(PlanTask, name) for name in CELLS)]
    rows = db.session.execute(select(*columns).where(PlanTask.plan_id == plan.id).order_by(PlanTask.position)).all()
    leading = _leads_of_plan(plan.id, leads)
    return [
        Line(
            id=row.id,
            number=row.number or "",
            group=" › ".join(json.loads(row.group_path)),
            cells={name: _legible(getattr(row, name)) for name in CELLS},
            leads=leading.get(row.id, frozenset()),
            root=origins.root(row.id),
            origins=origins.of_plan_row(row.id),
        )
        for row in rows
    ]


def lines_of_draft(drafting: Drafting, origins: Origins, leads: "Leads") -> tuple[list[Line], list[Line]]:
    """Return the rows that are kept, in their order and counted from 1, and those that were dropped; one query."""
    query = select(DraftRow).where(DraftRow.drafting_id == drafting.id, DraftRow.merged_into_id.is_(None))
    rows = db.session.scalars(query.order_by(DraftRow.position, DraftRow.id)).all()
    kept = [row for row in rows if not row.is_dropped]
    return (
        [_of_draft(row, str(number), origins, leads) for number, row in enumerate(kept, start=1)],
        [_of_draft(row, "", origins, leads) for row in rows if row.is_dropped],
    )


def _of_draft(row: DraftRow, number: str, origins: Origins, leads: "Leads") -> Line:
    cells = (row.content, row.lead, row.coordinating, row.time, row.result, funding_text(row))
    return Line(
        id=row.id,
        number=number,
        group=row.group_heading,
        cells=dict(zip(CELLS, map(_legible, cells), strict=True)),
        leads=leads.read(row.lead),
        origins=origins.of_draft_row(row.id),
        reason=row.reason if row.is_dropped else "",
    )


def _leads_of_plan(plan_id: int, leads: "Leads") -> dict[int, frozenset[Lead]]:
    columns = (PlanTaskAgency.task_id, PlanTaskAgency.agency_id, PlanTaskAgency.group, PlanTaskAgency.name)
    query = select(*columns).join(PlanTask, PlanTask.id == PlanTaskAgency.task_id)
    parts = db.session.execute(
        query.where(PlanTask.plan_id == plan_id, PlanTaskAgency.part == Part.lead).order_by(PlanTaskAgency.task_id)
    )
    return {
        task_id: frozenset(leads.known(part.agency_id, part.group, part.name) for part in group)
        for task_id, group in groupby(parts, key=lambda part: part.task_id)
    }


class Leads:
    """Who is meant by leads, as the register stands today: an agency that has ended is the one that followed it."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self._read: dict[str, frozenset[Lead]] = {}

    def read(self, text: str) -> frozenset[Lead]:
        """Return who is meant by a cell of a draft; cells that say the same are read once."""
        if text not in self._read:
            self._read[text] = frozenset(self._named(read_agencies(text, self.register).names))
        return self._read[text]

    def _named(self, names: Sequence[str]) -> Iterable[Lead]:
        for name in names:
            match = self.register.match(name)
            agency = match.agency or match.ended
            yield self.known(agency.id if agency else None, match.group, name)

    def known(self, agency_id: int | None, group: str | None, name: str) -> Lead:
        """Return who is meant by a name that was matched with the register."""
        if agency_id is not None:
            return ("agency", self._today(agency_id))
        return ("group", group) if group else ("name", key_of(name))

    def _today(self, agency_id: int) -> int:
        if self.register.agencies[agency_id].lives_on(self.register.on):
            return agency_id
        followers = self.register.successors(agency_id)
        return followers[0].id if len(followers) == 1 else agency_id


def _legible(text: str | None) -> str:
    """Return a cell with single spaces: spaces and line breaks are no difference."""
    return " ".join((text or "").split())
