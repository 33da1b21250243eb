"""What people do in the story, one verb each, through the same commands as the pages."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from app.cases.attachments import Upload, attach
from app.cases.commenting import comment
from app.cases.completing import complete_task
from app.cases.forms import form_of
from app.cases.models import Case, TaskStatus, UserTask
from app.demo.accounts import COORDINATOR, SECOND_SPECIALIST, SPECIALIST, Colleague, actor
from app.demo.files import signed_report
from app.demo.register import Entry, address
from app.demo.report_words import document_number, half_a_report, nil_report, report
from app.extensions import db
from app.organisation.models import Agency
from app.organisation.roles import Actor
from app.reports.models import Campaign, Submission
from app.reports.service.extensions import ask_extension
from app.tasks.drafts import find_draft, save_draft
from app.tasks.entries import entries_of
from app.tasks.service import claim_task

WRITING = ("draft_report", "revise_report")


class Author:
    """The people of one agency in one round; `seed` varies what they write."""

    def __init__(self, round_title: str, entry: Entry, seed: int, *, deputised: bool = False) -> None:
        self.entry, self.seed = entry, seed
        self._round_title = round_title
        self._focal_point = entry.deputy if deputised else entry.focal_point

    @property
    def case(self) -> Case:
        """The agency's case in the round."""
        mine = (
            select(Case)
            .join(Submission, Submission.case_id == Case.id)
            .join(Campaign, Campaign.id == Submission.campaign_id)
            .join(Agency, Agency.id == Submission.agency_id)
        )
        return db.session.scalars(mine.where(Campaign.title == self._round_title, Agency.code == self.entry.code)).one()

    @property
    def campaign(self) -> Campaign:
        """The round."""
        return db.session.scalars(select(Campaign).where(Campaign.title == self._round_title)).one()

    def claim(self, now: datetime) -> None:
        """Take the report on."""
        claim_task(self._writing().id, actor=self._writer(), now=now)

    def draft(self, now: datetime) -> None:
        """Type half of the report."""
        task = self._writing()
        save(task, half_a_report(self.entry, _rows(task), self._year, self.seed), self._writer(), now)

    def send_to_head(self, now: datetime) -> None:
        """Finish the report and hand it to the head."""
        task = self._writing()
        finish(task, report(self.entry, _rows(task), self._year, self.seed), self._writer(), now)

    def send_nil_to_head(self, now: datetime) -> None:
        """Say formally that there was nothing to report."""
        finish(self._writing(), nil_report(), self._writer(), now)

    def attach(self, upload: Upload, now: datetime) -> None:
        """Put a file to the report and keep it in the draft."""
        task = self._writing()
        attachment = attach(task.id, "annexes", upload, actor=self._writer(), now=now)
        draft = find_draft(task.id)
        typed = draft.data if draft else {}
        files = [*typed.get("annexes", []), str(attachment.id)]
        save(task, {**typed, "annexes": files}, self._writer(), now)

    def remark(self, text: str, now: datetime) -> None:
        """Write a remark on the case."""
        comment(self.case.id, text, actor=self._writer(), now=now)

    def be_asked(self, text: str, now: datetime) -> None:
        """Have a specialist write a remark on the case."""
        comment(self.case.id, text, actor=self._specialist(), now=now)

    def approve(self, now: datetime) -> None:
        """Sign as head; every other one has its number already."""
        task, head = waiting(self.case, "head_review"), self._head()
        values: dict[str, Any] = {"head_decision": "approve"}
        if self.seed % 2:
            number = document_number(self.entry, self.seed)
            signed = attach(task.id, "signed_file", signed_report(self.entry, number), actor=head, now=now)
            values |= {
                "document_number": number,
                "document_date": now.date().isoformat(),
                "signed_file": [str(signed.id)],
            }
        finish(task, values, head, now)

    def send_back_as_head(self, reason: str, now: datetime) -> None:
        """Have the head want something changed."""
        finish(
            waiting(self.case, "head_review"), {"head_decision": "return", "return_reason": reason}, self._head(), now
        )

    def accept(self, now: datetime) -> None:
        """Have the department accept the report."""
        self._check({"check_decision": "accept"}, now)

    def take_up(self, now: datetime) -> None:
        """Have a specialist begin to check the report."""
        claim_task(waiting(self.case, "check_report").id, actor=self._specialist(), now=now)

    def send_back(self, reasons: str, resubmit_by: date, now: datetime) -> None:
        """Have the department return the report with reasons and a day of its own."""
        decision = {"check_decision": "return", "return_reasons": reasons, "resubmit_by": resubmit_by.isoformat()}
        self._check(decision, now)

    def ask_for_time(self, until: date, reason: str, now: datetime) -> None:
        """Ask for an extension."""
        ask_extension(self.case.id, until, reason, actor=self._writer(), now=now)

    def grant_time(self, until: date, now: datetime) -> None:
        """Have the coordinator grant the extension."""
        self._decide({"extension_decision": "grant", "extended_to": until.isoformat()}, now)

    def refuse_time(self, reason: str, now: datetime) -> None:
        """Have the coordinator refuse the extension."""
        self._decide({"extension_decision": "refuse", "refusal_reason": reason}, now)

    @property
    def _year(self) -> int:
        return self.campaign.period_year

    def _writing(self) -> UserTask:
        return waiting(self.case, *WRITING)

    def _writer(self) -> Actor:
        return actor(address(self._focal_point, self.entry.domain))

    def _head(self) -> Actor:
        return actor(address(self.entry.head, self.entry.domain))

    def _specialist(self) -> Actor:
        return as_(SPECIALIST if self.seed % 3 else SECOND_SPECIALIST)

    def _check(self, values: Mapping[str, Any], now: datetime) -> None:
        finish(waiting(self.case, "check_report"), values, self._specialist(), now)

    def _decide(self, values: Mapping[str, Any], now: datetime) -> None:
        asked = select(UserTask).join(Case, Case.id == UserTask.case_id)
        task = db.session.scalars(
            asked.where(
                UserTask.element == "decide_extension",
                UserTask.status == TaskStatus.open,
                Case.agency_id == self.case.agency_id,
            )
        ).one()
        finish(task, values, as_(COORDINATOR), now)


def as_(colleague: Colleague) -> Actor:
    """Return one of the department's staff as they may act now."""
    return actor(colleague.email)


def waiting(case: Case, *elements: str) -> UserTask:
    """Return the case's open task at one of the elements."""
    wanted = select(UserTask).where(
        UserTask.case_id == case.id, UserTask.status == TaskStatus.open, UserTask.element.in_(elements)
    )
    return db.session.scalars(wanted).one()


def first_values(task: UserTask) -> dict[str, Any]:
    """Return what the task's form starts with."""
    return {key: value for key, value in entries_of(task, form_of(task)).items() if value is not None}


def save(task: UserTask, values: Mapping[str, Any], by: Actor, now: datetime) -> None:
    """Save a draft on top of the one there is."""
    draft = find_draft(task.id)
    save_draft(task.id, values, base_version=draft.version if draft else 0, actor=by, now=now)


def finish(task: UserTask, values: Mapping[str, Any], by: Actor, now: datetime) -> None:
    """Complete the task."""
    complete_task(task.id, values, actor=by, now=now)


def _rows(task: UserTask) -> list[dict[str, Any]]:
    """Return the plan's tasks as the report's grid shows them."""
    rows = first_values(task).get("plan_tasks", [])
    return [{"number": row["number"], "content": row["content"]} for row in rows]
