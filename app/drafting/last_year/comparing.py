"""Compare a year's plan, drafted or issued, with that of the year before: what goes on, what is new, what is gone."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select

from app.clock import local_date
from app.drafting.last_year.lines import Lead, Leads, Line, lines_of_draft, lines_of_plan
from app.drafting.last_year.matching import Basis, Pair, pair
from app.drafting.last_year.origins import origins_of
from app.drafting.models import Drafting
from app.extensions import db
from app.plan_tasks.queries import RowStanding, standings_in_plan, unfinished_in_plan
from app.plans.differences import CellDifference, Change, RowDifference, compare_cells
from app.plans.groups import GROUPS
from app.plans.models import Plan
from app.plans.register import Known, Register
from app.plans.versions import versions_of


class Outcome(StrEnum):
    """How a row of last year's plan ended."""

    settled = "settled"  # done, or ended by decision, wherever it was begun
    unfinished = "unfinished"
    not_begun = "not_begun"  # nothing was begun here: nobody can say whether it was done


class Show(StrEnum):
    """Which rows a person wants to see."""

    different = "different"  # all but those that stayed
    lost = "lost"
    unknown = "unknown"
    changed = "changed"
    added = "added"
    dropped = "dropped"
    same = "same"


@dataclass(frozen=True)
class Compared:
    """One row: what became of it, how last year's ended, and why the draft does without it where that was said."""

    pair: Pair
    change: Change
    outcome: Outcome | None = None  # None: it is new
    reason: str = ""
    left: frozenset[int] = frozenset()  # of several agencies those not done that lead nothing that goes on with it

    @property
    def line(self) -> Line:
        """The row as it is now, or was."""
        return self.pair.line

    @property
    def is_lost(self) -> bool:
        """Whether it was unfinished last year, and nothing goes on with it, or not with all who lead it."""
        return self.outcome is Outcome.unfinished and (self.change is Change.dropped or bool(self.left))

    @property
    def is_unknown(self) -> bool:
        """Whether nothing goes on with it, and nobody can say whether it was done."""
        return self.change is Change.dropped and self.outcome is Outcome.not_begun

    def difference(self) -> RowDifference:
        """Return its cells word by word."""
        return RowDifference(self.change, _cells(self.pair))

    def changed_columns(self) -> list[str]:
        """Return the columns whose cells say something else than last year."""
        old, new = self.pair.old, self.pair.new
        return [name for name in new.cells if new.cells[name] != old.cells[name]] if old and new else []


@dataclass(frozen=True)
class Comparison:
    """All rows of both plans, in the order of the new one."""

    rows: Sequence[Compared]
    register: Register

    def counts(self) -> Mapping[Show, int]:
        """Return how many rows there are to see of each kind."""
        return {show: sum(_is_of(row, show) for row in self.rows) for show in Show}

    def by_text(self) -> int:
        """Return how many rows were matched by their words and their lead alone."""
        return sum(row.pair.basis is Basis.text for row in self.rows)

    def led_by(self, agency_id: int | None) -> "Comparison":
        """Return the rows that an agency leads, or led, by name or as one of a group; all of them for None."""
        if agency_id is None:
            return self
        agency = self.register.agencies.get(agency_id)
        wanted = {lead for lead in self._leads() if agency is not None and _means(lead, agency)}
        return Comparison([row for row in self.rows if not wanted.isdisjoint(_leads_of(row))], self.register)

    def shown(self, show: Show) -> list[Compared]:
        """Return the rows of a kind."""
        return [row for row in self.rows if _is_of(row, show)]

    def agencies(self) -> list[Known]:
        """Return the agencies that lead a row by name, in Vietnamese order."""
        named = {key for kind, key in self._leads() if kind == "agency"}
        return [agency for agency in self.register.agencies.values() if agency.id in named]

    def names_of(self, agency_ids: Iterable[int]) -> list[str]:
        """Return the names of some agencies in Vietnamese order, the first ten."""
        wanted = set(agency_ids)
        return [agency.name for agency in self.register.agencies.values() if agency.id in wanted][:10]

    def _leads(self) -> set[Lead]:
        return {lead for row in self.rows for lead in _leads_of(row)}


def compare_plan(plan: Plan, former: Plan, year: int, now: datetime) -> Comparison:
    """Compare an issued plan with the one before; `year` is the former one's."""
    register = Register.load(local_date(now))
    origins = origins_of([plan.id, former.id], _draftings_of(plan, former))
    leads = Leads(register)
    old, new = (lines_of_plan(one, origins, leads) for one in (former, plan))
    return Comparison(_Past(former, year, now, register).compared(pair(old, new), {}), register)


def compare_draft(drafting: Drafting, former: Plan, year: int, now: datetime) -> Comparison:
    """Compare a draft with the plan of the year before; what was dropped from the draft says why."""
    register = Register.load(local_date(now))
    origins = origins_of([former.id], [drafting.id, *_draftings_of(former)])
    leads = Leads(register)
    old = lines_of_plan(former, origins, leads)
    kept, dropped = lines_of_draft(drafting, origins, leads)
    pairs = pair(old, kept)
    gone = [one.old for one in pairs if one.old is not None and one.new is None]
    reasons = {one.old: one.new.reason for one in pair(gone, dropped) if one.old is not None and one.new is not None}
    return Comparison(_Past(former, year, now, register).compared(pairs, reasons), register)


def _draftings_of(*plans: Plan) -> list[int]:
    """Return the draftings that the first versions of some plans were made of."""
    firsts = [versions_of(plan)[0].id for plan in plans]
    return list(db.session.scalars(select(Drafting.id).where(Drafting.plan_id.in_(firsts))))


class _Past:
    """How the rows of last year's plan ended, and who has not finished them, in two queries."""

    def __init__(self, former: Plan, year: int, now: datetime, register: Register) -> None:
        self._standings = standings_in_plan(former.id, year, now)
        self._unfinished = unfinished_in_plan(former.id, year)
        self._register = register

    def compared(self, pairs: Sequence[Pair], reasons: Mapping[Line, str]) -> list[Compared]:
        """Return what became of each row; `reasons` say why the draft does without some."""
        followers: defaultdict[Line, list[Line]] = defaultdict(list)
        for one in pairs:
            for old in (one.old, *one.joined):
                if old is not None and one.new is not None:
                    followers[old].append(one.new)
        return [self._of(one, reasons, followers) for one in pairs]

    def _of(self, one: Pair, reasons: Mapping[Line, str], followers: Mapping[Line, Sequence[Line]]) -> Compared:
        if one.old is None:
            return Compared(one, Change.added)
        standing = self._standings.get(one.old.id)
        left = self._left(one.old, followers[one.old]) if one.new is not None else frozenset[int]()
        return Compared(one, _change(one), _outcome(standing), reasons.get(one.old, ""), left)

    def _left(self, old: Line, followers: Sequence[Line]) -> frozenset[int]:
        """Return who was one of several, has not finished, and leads none of the rows that go on."""
        standing = self._standings.get(old.id)
        if standing is None or standing.total < 2:
            return frozenset()
        leads = {lead for line in followers for lead in line.leads}
        agencies = (self._register.agencies[agency_id] for agency_id in self._unfinished.get(old.id, ()))
        return frozenset(agency.id for agency in agencies if not any(_means(lead, agency) for lead in leads))


def _change(one: Pair) -> Change:
    if one.old is None:
        return Change.added
    if one.new is None:
        return Change.dropped
    return Change.same if one.old.cells == one.new.cells else Change.changed


def _outcome(standing: RowStanding | None) -> Outcome:
    if standing is None:
        return Outcome.not_begun
    return Outcome.settled if standing.is_over else Outcome.unfinished


def _cells(one: Pair) -> tuple[CellDifference, ...]:
    return compare_cells(one.old.cells if one.old else None, one.new.cells if one.new else None)


def _is_of(row: Compared, show: Show) -> bool:
    if show is Show.lost:
        return row.is_lost
    if show is Show.unknown:
        return row.is_unknown
    return row.change is not Change.same if show is Show.different else row.change.value == show.value


def _leads_of(row: Compared) -> Iterator[Lead]:
    for line in (row.pair.old, row.pair.new):
        yield from line.leads if line is not None else ()


def _means(lead: Lead, agency: Known) -> bool:
    kind, key = lead
    return key == agency.id if kind == "agency" else kind == "group" and agency.kind in GROUPS[str(key)].kinds
