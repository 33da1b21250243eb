"""The year of the province on one page: rounds, planned duties, plan tasks and cases by due month, load per agency.

Everything that can be many is counted by the database, by months of Viet Nam; nothing is listed without a bound.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import ColumnElement, and_, case, func, select
from sqlalchemy.orm import InstrumentedAttribute

from app.agenda.bars import Bar, Row, at_month, between
from app.cases.access import visible_cases
from app.cases.extending import PROCESS as EXTENSION
from app.cases.models import Case, CaseStatus, TaskStatus, UserTask
from app.clock import local_date, start_of_day
from app.counting import in_figures
from app.deadlines.moments import Reading, fixed_date
from app.deadlines.phrases.values import DueKind
from app.deadlines.wording import day_month
from app.extensions import db
from app.organisation.calendar import office_calendar
from app.organisation.models import Agency
from app.organisation.roles import Actor
from app.plans.access import visible
from app.plans.models import Plan, PlanStatus, PlanTask
from app.processes.models import Definition
from app.reports.models import Campaign, CampaignStatus, Obligation
from app.reports.queries import Counts, counts_of
from app.reports.service.opening import REPORT_PROCESS
from app.reports.service.preparing import PROCESS as ROUND

ROWS = 60  # of a group
AGENCIES = 50  # on a page
BEFORE = timedelta(days=30)  # how long a bar is whose beginning nobody knows
NEAR = timedelta(days=10)
MONTHS = range(1, 13)
# Their cases are counted as reports of their rounds.
OF_ROUNDS = (REPORT_PROCESS, ROUND, EXTENSION)
_EVERY = (DueKind.EVERY_YEAR, DueKind.EVERY_N_YEARS)


@dataclass(frozen=True)
class Load:
    """What an agency's people have to do in the year: open tasks by month, and those overdue by now."""

    agency: Agency
    months: tuple[int, ...]
    overdue: int

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.months)


def report_rows(year: int, now: datetime) -> list[Row]:
    """Return the rounds due in the year, and the standing duties that none has been opened for."""
    within = Campaign.due_at.between(*_bounds(year))
    rounds = db.session.scalars(select(Campaign).where(within).order_by(Campaign.due_at).limit(ROWS)).all()
    counted = counts_of([campaign.id for campaign in rounds], now)
    rows = [Row(campaign.title, (_of_round(campaign, counted[campaign.id], year, now),)) for campaign in rounds]
    opened = {campaign.obligation_id for campaign in rounds}
    return [*rows, *_planned(year, opened)]


def plan_rows(year: int, actor: Actor) -> list[Row]:
    """Return the plans in force that have tasks due in the year, with how many in each month."""
    found: defaultdict[int, Counter[int]] = defaultdict(Counter)
    columns = (PlanTask.plan_id, PlanTask.due_kind, PlanTask.due_from, PlanTask.due_to, PlanTask.first_due)
    grouped = select(*columns, func.count()).join(PlanTask.plan).where(Plan.status == PlanStatus.in_force)
    for plan_id, kind, first, last, due, count in db.session.execute(grouped.where(visible(actor)).group_by(*columns)):
        month = month_in(year, kind, first, last, due)
        if month is not None:
            found[plan_id][month] += count
    plans = select(Plan).where(Plan.id.in_(found)).order_by(Plan.issued.desc(), Plan.id.desc()).limit(ROWS)
    return [Row(_name_of(plan), tuple(_of_plan(plan, found[plan.id]))) for plan in db.session.scalars(plans)]


def month_in(year: int, kind: str, first: int | None, last: int | None, due: date | None) -> int | None:
    """Return the month of the year by which a plan task is due; None when that year has no limit for it.

    Of a yearly task it is the month of its first limit, else December; a span of years ends with its last one.
    """
    if kind in _EVERY:
        begun = (first is None or first <= year) and (last is None or year <= last)
        return (due.month if due else 12) if begun else None
    if due is not None:
        return due.month if due.year == year else None
    return 12 if last == year else None


def case_rows(year: int, actor: Actor, now: datetime) -> list[Row]:
    """Return the processes with cases due in the year, with how many in each month; reports count in their rounds."""
    ended, late = Case.status != CaseStatus.running, and_(Case.status == CaseStatus.running, Case.overdue_after < now)
    sums = [how_many for month in MONTHS for how_many in _sums(Case.due_at, year, month, ended, late)]
    query = (
        select(Definition.key, func.max(Definition.name), *sums)
        .join(Case, Case.definition_id == Definition.id)
        .where(Case.due_at.between(*_bounds(year)), Definition.key.not_in(OF_ROUNDS), visible_cases(actor))
        .group_by(Definition.key)
        .order_by(Definition.key)
        .limit(ROWS)
    )
    rows = []
    for key, name, *counts in db.session.execute(query):
        by_month = [tuple(int(one or 0) for one in counts[start : start + 3]) for start in range(0, 36, 3)]
        rows.append(Row(name, tuple(_of_cases(key, by_month))))
    return rows


def loads(year: int, actor: Actor, now: datetime, *, page: int) -> tuple[list[Load], bool]:
    """Return a page of agencies by how much open work is due in the year, most first; and whether there are more."""
    due = (UserTask.status == TaskStatus.open, UserTask.due_order.between(*_bounds(year)), visible_cases(actor))
    months = [_sum(UserTask.due_order.between(*_month(year, month))) for month in MONTHS]
    query = (
        select(UserTask.agency_id, *months, _sum(UserTask.overdue_after < now))
        .join(UserTask.case)
        .where(*due, UserTask.agency_id.is_not(None))
        .group_by(UserTask.agency_id)
        .order_by(func.count().desc(), UserTask.agency_id)
        .limit(AGENCIES + 1)
        .offset((page - 1) * AGENCIES)
    )
    found = db.session.execute(query).all()
    known = select(Agency).where(Agency.id.in_([row[0] for row in found]))
    agencies = {agency.id: agency for agency in db.session.scalars(known)}
    rows = [
        Load(agencies[int(row[0] or 0)], tuple(int(one or 0) for one in row[1:13]), int(row[13] or 0)) for row in found
    ]
    return rows[:AGENCIES], len(rows) > AGENCIES


def _of_round(campaign: Campaign, counts: Counts, year: int, now: datetime) -> Bar:
    start = campaign.opened_at or campaign.due_at - BEFORE
    words = f"{counts.total - counts.missing}/{counts.total}" if counts.total else _("being prepared")
    due = local_date(campaign.due_at)
    href = url_for("campaigns.show", campaign_id=campaign.id)
    return between(local_date(start), due, year, words, _look_of_round(campaign, counts, now), href)


def _look_of_round(campaign: Campaign, counts: Counts, now: datetime) -> str:
    if campaign.status is CampaignStatus.closed or (counts.total and not counts.missing):
        return "ok"
    if campaign.status is CampaignStatus.ended:
        return ""
    if campaign.overdue_after < now:
        return "late"
    return "soon" if campaign.due_at - NEAR < now else ""


def _planned(year: int, opened: Iterable[int | None]) -> Iterator[Row]:
    done, calendar = set(opened), office_calendar()
    query = select(Obligation).where(Obligation.is_active.is_(True), Obligation.due_month.is_not(None))
    for duty in db.session.scalars(query.order_by(Obligation.due_month, Obligation.due_day, Obligation.id).limit(ROWS)):
        if duty.id in done or not duty.due_month or not duty.due_day:
            continue
        reading: Reading = duty.reading  # type: ignore[assignment] # a column keeps it as text
        written = _day_in(year, duty.due_month, duty.due_day)
        deadline = fixed_date(written, inclusive=not duty.due_is_exclusive, calendar=calendar, reading=reading)
        due = local_date(deadline.due_at)
        bar = between(due - BEFORE, due, year, day_month(due), "mute", url_for("obligations.index"))
        yield Row(duty.title, (bar,))


def _day_in(year: int, month: int, day: int) -> date:
    """Return the day of that year; 29 February is the 28th where there is none."""
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, month, 28)


def _name_of(plan: Plan) -> str:
    return plan.number or plan.title


def _of_plan(plan: Plan, months: Counter[int]) -> Iterator[Bar]:
    href = url_for("plans.show", plan_id=plan.id)
    for month in sorted(months):
        words = ngettext("%(num)d plan task", "%(num)d plan tasks", months[month])
        yield at_month(month, in_figures(months[month]), words, "plan", href)


def _of_cases(key: str, months: Sequence[tuple[int, ...]]) -> Iterator[Bar]:
    href = url_for("cases.index", process=key)
    for month, (total, ended, late) in enumerate(months, start=1):
        if total:
            shown = {"ended": in_figures(ended), "total": in_figures(total)}
            words = _("%(ended)s/%(total)s ended", **shown)
            look = "late" if late else "ok" if ended == total else ""
            yield at_month(month, "{ended}/{total}".format(**shown), words, look, href)


def _sums(
    moment: InstrumentedAttribute[datetime | None], year: int, month: int, *conditions: ColumnElement[bool]
) -> list[ColumnElement[int]]:
    inside = moment.between(*_month(year, month))
    return [_sum(inside), *(_sum(and_(inside, condition)) for condition in conditions)]


def _sum(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))


def _bounds(year: int) -> tuple[datetime, datetime]:
    return start_of_day(date(year, 1, 1)), start_of_day(date(year + 1, 1, 1)) - timedelta(seconds=1)


def _month(year: int, month: int) -> tuple[datetime, datetime]:
    after = date(year + month // 12, month % 12 + 1, 1)
    return start_of_day(date(year, month, 1)), start_of_day(after) - timedelta(seconds=1)
