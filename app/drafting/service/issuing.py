"""What becomes of an approved draft: a plan in force, its tasks of the year, the year's reporting duty."""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import select

from app.deadlines.wording import short_date
from app.drafting.errors import NotIssued
from app.drafting.models import Drafting, DraftingStatus, DraftRow
from app.drafting.money import in_words
from app.drafting.queries import kept_rows
from app.drafting.service.closing import close_latecomers
from app.drafting.service.records import drafting_of_case, note
from app.extensions import db
from app.issuing.models import IssuedDocument
from app.issuing.queries import latest_document
from app.organisation.models import AgencyKind
from app.organisation.roles import SYSTEM
from app.plan_tasks.service.starting import start_year
from app.plans.models import Plan, PlanTask
from app.plans.service.issuing import IssuedDuty, IssuedPlan, IssuedRow, issue_plan, lay_duty

ISSUER = "Ủy ban nhân dân tỉnh"


def put_in_force(case_id: int, now: datetime) -> None:
    """Make the plan of the draft's rows and of what was recorded of its issue; made before, nothing happens."""
    drafting = drafting_of_case(case_id)
    if drafting.plan_id is not None:
        return
    document = latest_document(case_id)
    if document is None:
        raise NotIssued
    new, rows = _plan_of(drafting, document), kept_rows(drafting.id)
    plan = issue_plan(new, list(_rows(rows)), actor=SYSTEM, now=now)
    drafting.plan_id, drafting.status = plan.id, DraftingStatus.issued
    for row, task_id in zip(rows, _in_order(plan), strict=True):
        row.plan_task_id = task_id
    note(drafting, "drafting.issued", SYSTEM, now, number=plan.number, day=plan.issued)
    close_latecomers(drafting.id, now)


def start_tasks(case_id: int, now: datetime) -> None:
    """Begin the plan's tasks of its year; begun before, only what has come since."""
    drafting = drafting_of_case(case_id)
    if drafting.plan_id is not None:
        start_year(drafting.plan_id, drafting.year, actor=SYSTEM, now=now)


def schedule_report(case_id: int, now: datetime) -> None:
    """Enter the year's reporting duty; entered before, nothing happens."""
    drafting = drafting_of_case(case_id)
    if drafting.plan_id is None:
        return
    before = "trước ngày" if drafting.report_due_is_exclusive else "đến hết ngày"
    text = f"Cơ quan chủ trì báo cáo kết quả năm {before} {short_date(drafting.report_due_on)}."
    duty = IssuedDuty(
        text=text,
        roster=frozenset(map(AgencyKind, json.loads(drafting.roster))),
        first_due=drafting.report_due_on,
        is_exclusive=drafting.report_due_is_exclusive,
    )
    lay_duty(db.session.get_one(Plan, drafting.plan_id), duty, actor=SYSTEM, now=now)


def _in_order(plan: Plan) -> Sequence[int]:
    return db.session.scalars(select(PlanTask.id).where(PlanTask.plan_id == plan.id).order_by(PlanTask.position)).all()


def _plan_of(drafting: Drafting, document: IssuedDocument) -> IssuedPlan:
    signed = document.attachment
    return IssuedPlan(
        title=document.title,
        number=document.number,
        issued=document.issued_on,
        issuer=ISSUER,
        first_year=drafting.period_from.year,
        last_year=drafting.period_to.year,
        source_name=signed.name if signed else "",
        source_sha256=signed.sha256 if signed else "",
    )


def _rows(rows: Sequence[DraftRow]) -> Iterator[IssuedRow]:
    for number, row in enumerate(rows, start=1):
        yield IssuedRow(
            number=str(number),
            group=(row.group_heading,) if row.group_heading else (),
            content=row.content,
            lead=row.lead,
            coordinating=row.coordinating,
            time=row.time,
            result=row.result,
            funding=funding_text(row),
        )


def funding_text(row: DraftRow) -> str:
    """Return source and amount as the annex prints them: what was allocated, else what was proposed."""
    amount = row.allocated if row.allocated is not None else row.funding
    return ": ".join(part for part in (row.funding_source, in_words(amount)) if part)
