"""Other agencies' opinions on the draft: asked of chosen ones, gathered in a table, each accepted or explained."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import joinedload

from app.cases import batches
from app.cases.cancelling import cancel_case
from app.cases.hooks import Completion, on_completed
from app.cases.locking import lock_case
from app.cases.models import Case, CaseStatus
from app.cases.starting import NewCase, start_case
from app.clock import local_date
from app.deadlines.moments import fixed_date
from app.deadlines.wording import long_date
from app.drafting.models import Drafting, DraftingStatus, PlanOpinion, Response
from app.drafting.queries import drafting_of, round_of
from app.drafting.roster import members, named
from app.drafting.service.budgeting import PROCESS
from app.drafting.service.consolidating import set_facts
from app.drafting.service.records import drafting_of_case, note
from app.errors import Invalid
from app.extensions import db
from app.organisation.calendar import office_calendar
from app.organisation.roles import SYSTEM
from app.organisation.texts import N_
from app.timeline.log import Subject, record

CHOOSE, ANSWER = "choose_agencies", "answer_opinions"
OPINION_PROCESS, ASK_JOB = "plan_opinion", "open_opinions"


@on_completed(PROCESS)
def _stepped(completion: Completion) -> Mapping[str, Any] | None:
    drafting = drafting_of(completion.case.id)
    if drafting is None:
        return None
    if completion.task.element == CHOOSE:
        _chosen(drafting, completion)
    elif completion.task.element == ANSWER:
        _answered(drafting, completion)
    return None


def _chosen(drafting: Drafting, completion: Completion) -> None:
    """Write down who is asked this time, in the order of the register."""
    data, today = completion.data, local_date(completion.now)
    due = date.fromisoformat(data["opinions_due"])
    if due < today:
        raise Invalid({"opinions_due": [N_("This deadline has passed already.")]})
    by_name = named(data.get("opinion_agencies") or "", "opinion_agencies", today)
    asked = list(dict.fromkeys([*members(data.get("opinion_kinds") or [], today), *by_name]))
    if not asked:
        raise Invalid({"opinion_kinds": [N_("Choose at least one group of agencies, or name one.")]})
    again = round_of(drafting.id) + 1
    blank = {"text": "", "document_number": "", "explanation": ""}
    db.session.execute(
        insert(PlanOpinion),
        [{"drafting_id": drafting.id, "agency_id": one, "round": again, **blank} for one in asked],
    )
    set_facts(completion.case, opinions_due=due.isoformat(), opinions_round=again)
    record(
        Subject("case", completion.case.id), "opinions.asked", completion.actor, completion.now,
        agencies=len(asked), due=due,
    )  # fmt: skip


def ask(case_id: int, now: datetime) -> None:
    """Queue the opening of the chosen agencies' cases; queued twice it is done once."""
    drafting = drafting_of_case(case_id)
    since = drafting.closed_at or drafting.frozen_at or now
    batches.begin(ASK_JOB, drafting.id, round_of(drafting.id), since=since, case_id=case_id, now=now)


def ask_batch(drafting_id: int, round_number: int, now: datetime) -> int:
    """Open the cases of the next 100 agencies; return how many. Nothing is opened once the drafting has ended."""
    drafting = db.session.get_one(Drafting, drafting_id, with_for_update=True, populate_existing=True)
    if drafting.status is DraftingStatus.ended:
        return 0
    due = date.fromisoformat(json.loads(db.session.get_one(Case, drafting.case_id).facts)["opinions_due"])
    waiting = db.session.scalars(
        select(PlanOpinion)
        .options(joinedload(PlanOpinion.agency, innerjoin=True))
        .where(PlanOpinion.drafting_id == drafting_id, PlanOpinion.round == round_number, PlanOpinion.case_id.is_(None))
        .order_by(PlanOpinion.id)
        .limit(batches.SIZE)
    ).all()
    for opinion in waiting:
        new = NewCase(
            OPINION_PROCESS,
            opinion.agency,
            f"Góp ý {drafting.title}",
            facts={"drafting_id": drafting.id, "due_in_words": long_date(due)},
            deadline=fixed_date(due, inclusive=True, calendar=office_calendar()),
        )
        case, _ = start_case(new, actor=SYSTEM, now=now)
        opinion.case_id = case.id
    return len(waiting)


@on_completed(OPINION_PROCESS)
def _given(completion: Completion) -> Mapping[str, Any] | None:
    opinion = opinion_of(completion.case.id)
    if opinion is not None:
        write_down(opinion, completion.data, completion.data.get("document_number") or "", completion.now)
    return None


def opinion_of(case_id: int) -> PlanOpinion | None:
    """Return the opinion that the case asks for; None for a case that nobody's drafting opened."""
    return db.session.scalar(select(PlanOpinion).where(PlanOpinion.case_id == case_id))


def write_down(opinion: PlanOpinion, data: Mapping[str, Any], number: str, at: datetime) -> None:
    """Keep what the agency says of the draft, as its form gives it, under the number of its document."""
    opinion.agrees = data["opinion_decision"] == "agree"
    opinion.text = data.get("opinion") or ""
    opinion.document_number, opinion.given_at = number, at


def gather(case_id: int, now: datetime) -> None:
    """End what was not answered, and list the opinions that have to be accepted or explained; again, listed anew."""
    drafting = drafting_of_case(case_id)
    asked = _of_round(drafting)
    for opinion in asked:
        if opinion.given_at is None and opinion.case_id is not None:
            case = lock_case(opinion.case_id)
            if case.status is CaseStatus.running:
                cancel_case(case.id, "Hết hạn góp ý", actor=SYSTEM, now=now)
    listed = [{"agency": one.agency.name, "opinion": one.text} for one in asked if one.agrees is False]
    set_facts(db.session.get_one(Case, case_id), opinions=listed)
    agreeing = sum(one.agrees is True for one in asked)
    note(drafting, "opinions.gathered", SYSTEM, now, opinions=len(listed), agreeing=agreeing, asked=len(asked))


def _answered(drafting: Drafting, completion: Completion) -> None:
    to_answer = [one for one in _of_round(drafting) if one.agrees is False]
    answers = completion.data.get("opinions") or []
    for opinion, answer in zip(to_answer, answers, strict=True):  # listed by `gather`, and no longer changed
        opinion.response = Response(answer["response"])
        opinion.explanation = answer.get("explanation") or ""
        opinion.answered_at = completion.now
    record(
        Subject("case", completion.case.id),
        "opinions.answered",
        completion.actor,
        completion.now,
        opinions=len(answers),
    )


def _of_round(drafting: Drafting) -> list[PlanOpinion]:
    query = select(PlanOpinion).options(joinedload(PlanOpinion.agency))
    latest = (PlanOpinion.drafting_id == drafting.id, PlanOpinion.round == round_of(drafting.id))
    return list(db.session.scalars(query.where(*latest).order_by(PlanOpinion.id)))
