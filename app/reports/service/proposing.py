"""What the system already knows: the first entries of a round, and of each agency's report."""

import json
from datetime import date, timedelta
from typing import Any

from sqlalchemy import or_, select

from app.clock import local_date
from app.deadlines.limits import Span
from app.deadlines.moments import fixed_date
from app.deadlines.windows import DataWindow, data_window, yearly_window
from app.extensions import db
from app.organisation.calendar import office_calendar
from app.organisation.models import Agency
from app.plans.groups import GROUPS
from app.plans.models import Part, Plan, PlanStatus, PlanTask, PlanTaskAgency
from app.reports.models import Campaign, Obligation
from app.reports.readings import limit_of, next_printed_day

# Data close this long before the limit, unless the coordinator chooses otherwise: a report due before 30/11 cannot
# use NĐ 09/2019's yearly window, which ends on 14/12, so it has its own and an estimate for the full year.
DATA_CLOSE_BEFORE_DUE = timedelta(days=15)
AD_HOC_PERIOD = timedelta(days=14)
FOR_THE_HEAD = 2  # working days between the day a report goes to the head and the day it is due


def first_entries(obligation: Obligation | None, today: date) -> dict[str, Any]:
    """Return what the form "prepare_campaign" starts with; the coordinator may change all of it."""
    if obligation is None:
        return _ad_hoc(today)
    due = _next_due(obligation, today)
    data = _data_of(obligation, due)
    return {
        "obligation_id": obligation.id,
        "title": f"{obligation.title} năm {due.year}",
        "legal_basis": obligation.legal_basis,
        "cut_off_from": data.first.isoformat(),
        "cut_off_to": data.last.isoformat(),
        "due_on": due.isoformat(),
        "due_is_exclusive": obligation.due_is_exclusive,
        "reading": obligation.reading,
        "head_by": _head_by(due, inclusive=not obligation.due_is_exclusive),
        "roster": json.loads(obligation.roster),
    }


def _data_of(obligation: Obligation, due: date) -> DataWindow:
    """Return the year of data that the duty names; without one, the decree's year, cut off before the report is due."""
    if obligation.closes_day and obligation.closes_month:
        return yearly_window(obligation.closes_day, obligation.closes_month, due)
    return DataWindow(data_window(Span.year, 1, due.year).first, due - DATA_CLOSE_BEFORE_DUE)


def _ad_hoc(today: date) -> dict[str, Any]:
    due = today + AD_HOC_PERIOD
    return {
        "title": f"Đợt báo cáo đột xuất {today:%d/%m/%Y}",
        "cut_off_from": date(today.year, 1, 1).isoformat(),
        "cut_off_to": today.isoformat(),
        "due_on": due.isoformat(),
        "due_is_exclusive": False,
        "head_by": _head_by(due, inclusive=True),
    }


def _next_due(obligation: Obligation, today: date) -> date:
    """Return the day as printed, the next time that it can still be kept; on request, two weeks from now."""
    limit = limit_of(obligation.due_day, obligation.due_month, is_exclusive=obligation.due_is_exclusive)
    printed = next_printed_day(limit, today, office_calendar()) if limit else None
    return printed or today + AD_HOC_PERIOD


def _head_by(due: date, *, inclusive: bool) -> str:
    calendar = office_calendar()
    remind_by = local_date(fixed_date(due, inclusive=inclusive, calendar=calendar).remind_by)
    return calendar.add_working_days(remind_by, -FOR_THE_HEAD).isoformat()


def plan_tasks_to_report(campaign: Campaign, agency: Agency) -> list[dict[str, Any]]:
    """Return the tasks the agency leads, by name or as one of a group, as rows of its report.

    They come from the plans in force in the campaign's year.
    """
    groups = [key for key, group in GROUPS.items() if agency.kind in group.kinds]
    led = select(PlanTaskAgency.task_id).where(
        PlanTaskAgency.part == Part.lead,
        or_(PlanTaskAgency.agency_id == agency.id, PlanTaskAgency.group.in_(groups)),
    )
    tasks = db.session.scalars(
        select(PlanTask)
        .join(Plan, Plan.id == PlanTask.plan_id)
        .where(
            Plan.status == PlanStatus.in_force,
            PlanTask.id.in_(led),
            (PlanTask.due_from.is_(None)) | (PlanTask.due_from <= campaign.period_year),
            (PlanTask.due_to.is_(None)) | (PlanTask.due_to >= campaign.period_year),
        )
        .order_by(PlanTask.plan_id, PlanTask.position)
    )
    return [{"number": task.number or "", "content": task.content} for task in tasks]
