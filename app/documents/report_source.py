"""What an agency's report says, gathered from the case: as typed so far for its own people, as sent for others."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import undefer

from app.cases.models import Case, TaskStatus, UserTask
from app.documents.issuer import Issuer, issuer_of
from app.errors import NotFound
from app.extensions import db
from app.organisation.roles import Actor
from app.processes.deployed import get_deployed
from app.reports.models import Campaign, Submission
from app.reports.service.extensions import may_ask
from app.reports.service.submissions import WRITING
from app.tasks.entries import entries_of


class NothingWrittenYet(NotFound):
    """There is no report to lay out."""

    message = "This agency has not written its report in the system yet."


@dataclass(frozen=True)
class ReportSource:
    """The content of a report; `entries` are those of the form "report"."""

    issuer: Issuer
    campaign: Campaign
    number: str | None
    signed_on: date | None
    entries: Mapping[str, Any]

    @property
    def is_nil(self) -> bool:
        """Whether the report says that there is nothing to report."""
        return bool(self.entries.get("is_nil"))

    @property
    def addressee(self) -> str:
        """Who the report is for: the People's Committee, through the department that runs the system."""
        return f"Ủy ban nhân dân {_province()} (qua Sở Khoa học và Công nghệ)"


def report_source(case: Case, actor: Actor) -> ReportSource:
    """Return what the report of the case says. Raises NothingWrittenYet."""
    query = select(Submission).where(Submission.case_id == case.id).options(undefer(Submission.report))
    submission = db.session.scalar(query)
    if submission is None:
        raise NothingWrittenYet
    typed = _as_typed(case) if may_ask(actor, case.agency_id) else None
    entries = typed if typed is not None else json.loads(submission.report or "{}")
    if not entries:
        raise NothingWrittenYet
    return ReportSource(
        issuer=issuer_of(case.agency),
        campaign=submission.campaign,
        number=submission.document_number or entries.get("document_number") or None,
        signed_on=submission.document_date or _day(entries.get("document_date")),
        entries=entries,
    )


def _as_typed(case: Case) -> Mapping[str, Any] | None:
    """Return what stands in the form that the agency is filling, if it is filling it."""
    task = db.session.scalar(
        select(UserTask).where(
            UserTask.case_id == case.id, UserTask.status == TaskStatus.open, UserTask.element.in_(WRITING)
        )
    )
    if task is None:
        return None
    return entries_of(task, get_deployed(case.definition_id).forms.get(task.form_key or ""))


def _day(text: Any) -> date | None:
    try:
        return date.fromisoformat(text)
    except (TypeError, ValueError):
        return None  # a draft may hold half a date; the document then leaves the day blank


def _province() -> str:
    name: str = current_app.config["PROVINCE_NAME"]
    return name[:1].lower() + name[1:]
