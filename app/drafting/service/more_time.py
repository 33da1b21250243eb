"""Ask for more time for a proposal or an opinion; granted, refused, or ended with what it was asked for."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, select

from app.cases import extending, hooks
from app.cases.access import require_case
from app.cases.companions import opened_for
from app.cases.extending import require_later
from app.cases.hooks import Completion, on_completed
from app.cases.locking import lock_case
from app.cases.models import Case, CaseStatus, TaskStatus, UserTask
from app.cases.opening import case_deadline
from app.cases.pauses.models import PauseReason
from app.cases.pauses.service import end_pause, pause_open_tasks, pause_tasks
from app.cases.rescheduling import move_deadline
from app.cases.starting import NewCase, start_case
from app.clock import local_date
from app.deadlines.moments import fixed_date
from app.drafting.errors import DraftingNotFound, RepliesClosed, ReplyNotAwaited, TimeAlreadyAsked
from app.drafting.models import TimeRequest, TimeRequestState
from app.drafting.queries import closing_day, time_requests_of
from app.drafting.service import telling
from app.drafting.service.consulting import OPINION_PROCESS
from app.drafting.service.opening import PROPOSAL_PROCESS
from app.drafting.service.proposing import proposal_of
from app.errors import Forbidden, Invalid
from app.extensions import db
from app.organisation.calendar import office_calendar
from app.organisation.roles import SEAT_ROLES, SYSTEM, Actor
from app.organisation.texts import N_
from app.timeline.log import Subject, record

PROCESSES = (PROPOSAL_PROCESS, OPINION_PROCESS)
AT_THE_AGENCY = ("write_proposal", "sign_proposal", "give_opinion")
JUST_STARTED = 1  # a case's version once it has opened its first tasks
TOO_FAR = N_(
    "The department closes this before that day. Choose an earlier day, or first move the date of its own step "
    "in the case of the drafting."
)


def may_ask(actor: Actor, case: Case) -> bool:
    """Whether the actor may ask for more time in the agency's name: its focal point or its head."""
    return case.process_key in PROCESSES and any(actor.sits_at(case.agency_id, role) for role in SEAT_ROLES)


def require_askable(case: Case) -> None:
    """Raise DraftingNotFound, RepliesClosed, ReplyNotAwaited or TimeAlreadyAsked unless time may be asked for now."""
    if case.process_key not in PROCESSES:
        raise DraftingNotFound
    if case.status is CaseStatus.cancelled:
        raise RepliesClosed
    if not is_with_the_agency(case.id):
        raise ReplyNotAwaited
    if is_undecided(case.id):
        raise TimeAlreadyAsked


def is_with_the_agency(case_id: int) -> bool:
    """Whether one of the agency's own steps is open."""
    open_steps = select(UserTask.id).where(
        UserTask.case_id == case_id, UserTask.status == TaskStatus.open, UserTask.element.in_(AT_THE_AGENCY)
    )
    return db.session.scalar(open_steps.limit(1)) is not None


def is_undecided(case_id: int) -> bool:
    """Whether a request for the case waits for its answer."""
    return any(request.state is TimeRequestState.asked for request in time_requests_of(case_id))


def ask_more_time(case_id: int, until: date, reason: str, *, actor: Actor, now: datetime) -> Case:
    """Ask for the case's deadline to move to `until`; reminders pause until it is decided. Returns the request's case.

    Raises CaseNotFound, Forbidden, what `require_askable` raises, Invalid.
    """
    case = require_case(actor, lock_case(case_id))
    if not may_ask(actor, case):
        raise Forbidden
    require_askable(case)
    require_later("until", until, limit_of(case), now)
    if not reason.strip():
        raise Invalid({"reason": [N_("Say why more time is needed.")]})
    record(Subject("case", case.id), "extension.asked", actor, now, until=until, reason=reason)
    pause_open_tasks(case, PauseReason.extension, now=now)
    facts = {"draft_reply_case_id": case.id, "asked_until": f"{until:%d/%m/%Y}", "asked_because": reason}
    title = f"Xin gia hạn đến {until:%d/%m/%Y}: {case.title}"
    request, _ = start_case(NewCase(extending.PROCESS, case.agency, title, facts=facts), actor=actor, now=now)
    db.session.add(
        TimeRequest(
            case_id=case.id,
            request_case_id=request.id,
            asked_until=until,
            reason=reason,
            asked_at=now,
            state=TimeRequestState.asked,
        )
    )
    return request


def limit_of(case: Case) -> date:
    """Return the day that the proposal or the opinion is due by at present."""
    if case.due_at is None:
        raise DraftingNotFound
    return local_date(case.due_at)


@dataclass(frozen=True)
class ReplyExtension:
    """More time for one proposal or opinion, asked for by the case `request_id`."""

    request_id: int
    case_id: int

    @property
    def limit(self) -> date:
        """The day it is due by at present."""
        return limit_of(db.session.get_one(Case, self.case_id))

    def grant(self, until: date, now: datetime) -> None:
        """Move its deadline to the day the coordinator chose, and tell the agency."""
        case = lock_case(self.case_id)
        if case.status is CaseStatus.running:
            deadline = fixed_date(until, inclusive=True, calendar=office_calendar())
            move_deadline(case.id, deadline, reason="extension granted", actor=SYSTEM, now=now)
        end_pause(case, PauseReason.extension)
        request = self.decided(TimeRequestState.granted, now)
        request.granted_until = until
        record(Subject("case", case.id), "extension.granted", SYSTEM, now, until=until)
        telling.tell_granted(case, self.request_id, until, now)

    def refuse(self, reason: str, now: datetime) -> None:
        """Keep its deadline and tell the agency why; reminders go on."""
        case = lock_case(self.case_id)
        end_pause(case, PauseReason.extension)
        self.decided(TimeRequestState.refused, now).refusal = reason
        record(Subject("case", case.id), "extension.refused", SYSTEM, now, reason=reason)
        telling.tell_refused(case, self.request_id, reason, now)

    def decided(self, state: TimeRequestState, now: datetime) -> TimeRequest:
        """Write down what became of the request, and return it."""
        request = db.session.scalars(select(TimeRequest).where(TimeRequest.request_case_id == self.request_id)).one()
        request.state, request.decided_at = state, now
        return request


def find(case: Case) -> ReplyExtension | None:
    """Return what the case asks more time for, if it is a proposal or an opinion."""
    asked_for = json.loads(case.facts).get("draft_reply_case_id")
    return ReplyExtension(case.id, int(asked_for)) if asked_for is not None else None


@on_completed(extending.PROCESS)
def _deciding(completion: Completion) -> Mapping[str, Any] | None:
    """Refuse a day after the department's own closing day, while the coordinator can still correct it."""
    request = find(completion.case)
    if request is not None and completion.data.get("extension_decision") == "grant":
        closes = closing_day(request.case_id)
        if closes is None or date.fromisoformat(completion.data["extended_to"]) > closes:
            raise Invalid({"extended_to": [TOO_FAR]})
    return None


@opened_for(PROPOSAL_PROCESS)
@opened_for(OPINION_PROCESS)
def _requests(case_id: int) -> Select[Any]:
    """Return the cases in which more time is asked for the proposal or the opinion: they end with it."""
    return select(TimeRequest.request_case_id).where(TimeRequest.case_id == case_id)


def _ended(case: Case, now: datetime) -> None:
    """Let a request that nobody will decide lapse, and reminders go on."""
    if case.status is not CaseStatus.cancelled or case.process_key != extending.PROCESS:
        return
    asked = find(case)
    if asked is not None:
        asked_for = lock_case(asked.case_id)
        asked.decided(TimeRequestState.lapsed, now)
        end_pause(asked_for, PauseReason.extension)


def _go_on_pausing(case: Case, tasks: Sequence[UserTask], now: datetime) -> None:
    """Let reminders rest on the steps that open while a request is undecided."""
    if case.process_key not in PROCESSES or case.version == JUST_STARTED:
        return
    waiting = [task for task in tasks if task.element in AT_THE_AGENCY]
    if waiting and is_undecided(case.id):
        pause_tasks(case, waiting, PauseReason.extension, now=now)


def _follow(case: Case, _now: datetime) -> None:
    """Let a proposal that has not come yet be late by its case's own deadline, once that is moved."""
    if case.process_key != PROPOSAL_PROCESS:
        return
    proposal, deadline = proposal_of(case.id), case_deadline(case)
    if proposal is not None and deadline is not None and proposal.first_submitted_at is None:
        proposal.overdue_after = deadline.overdue_after


if find not in extending.finders:
    extending.finders.append(find)
    hooks.case_ended.append(_ended)
    hooks.tasks_opened.append(_go_on_pausing)
    hooks.case_rescheduled.append(_follow)
