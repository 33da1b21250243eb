"""Record for an agency what it sent outside the system: a proposal, an opinion, the money for each row."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from app.cases.access import require_case
from app.cases.attachments import Upload, attach_to_case
from app.cases.delivery import deliver
from app.cases.locking import lock_case
from app.cases.models import Case
from app.cases.receipts import Channel
from app.cases.snapshot import form_context
from app.clock import local_date
from app.drafting.errors import DraftingNotFound, ReplyNotAwaited
from app.drafting.models import PaperReply
from app.drafting.paper import BUDGET, OPINION, PROPOSAL, Awaited, Kind, require_awaited
from app.drafting.queries import drafting_of
from app.drafting.service import budgeting, consulting, proposing
from app.drafting.service.consolidating import set_facts
from app.errors import Forbidden, Invalid
from app.extensions import db
from app.forms import validate
from app.organisation.roles import Actor, Role
from app.organisation.texts import N_
from app.timeline.log import Subject, record

OLDEST = timedelta(days=366)  # a letter signed earlier before it came is a slip of the pen


@dataclass(frozen=True)
class Letter:
    """The document that a reply stands on; late is judged by `received_at`."""

    channel: Channel
    received_at: datetime
    number: str
    signed_on: date
    signer: str


def may_record(actor: Actor) -> bool:
    """Whether the actor may record replies for agencies."""
    return actor.has(Role.coordinator, Role.specialist)


def receive(
    case_id: int, letter: Letter, entries: Mapping[str, Any], *, upload: Upload | None = None, actor: Actor,
    now: datetime,
) -> PaperReply:  # fmt: skip
    """Record the reply that the case waits for: the agency's open step closes and the case goes on.

    `entries` are those of the agency's own form (`app/drafting/paper.py`). Raises CaseNotFound, DraftingNotFound,
    Forbidden, ReplyNotAwaited, RepliesClosed, Invalid, UnsafeFile.
    """
    case = require_case(actor, lock_case(case_id))
    if not may_record(actor):
        raise Forbidden
    asked = require_awaited(case)
    if faults := faults_of(letter, case, now):
        raise Invalid(faults)
    filed = validate(asked.form, entries, context=form_context(case), now=now)
    scan = attach_to_case(case.id, "file", upload, actor=actor, now=now) if upload is not None else None
    reply = PaperReply(
        case_id=case.id,
        agency_id=asked.task.agency_id or case.agency_id,
        element=asked.task.element,
        channel=letter.channel,
        received_at=letter.received_at,
        number=letter.number,
        signed_on=letter.signed_on,
        signer=letter.signer,
        entries=json.dumps(filed, ensure_ascii=False),
        attachment_id=scan.id if scan else None,
        recorded_at=now,
        recorded_by_id=actor.id,
    )
    db.session.add(reply)
    db.session.flush()  # its agency is named below
    _tell(reply, actor, now)
    _WRITE[asked.kind](case, filed, letter, actor, now)
    _go_on(asked, actor, now)
    return reply


def faults_of(letter: Letter, case: Case, now: datetime) -> dict[str, list[str]]:
    """Return what is wrong with the letter by itself, by field: days and hours that cannot be, what is not named."""
    received_on, found = local_date(letter.received_at), {}
    if letter.received_at > now:
        found["received_on"] = [N_("This moment is still to come.")]
    elif received_on < local_date(case.started_at):
        found["received_on"] = [N_("This is before the agency was asked. Check the day.")]
    elif letter.signed_on > received_on:
        found["signed_on"] = [N_("The document cannot be signed after it was received.")]
    elif letter.signed_on < received_on - OLDEST:
        found["signed_on"] = [N_("This is more than a year before it was received. Check the year.")]
    for name, value in (("number", letter.number), ("signer", letter.signer)):
        if not value.strip():
            found[name] = [N_("Enter what stands on the document.")]
    return found


def _tell(reply: PaperReply, actor: Actor, now: datetime) -> None:
    record(
        Subject("case", reply.case_id),
        "reply.recorded",
        actor,
        now,
        agency=reply.agency.name,
        channel=reply.channel,
        received_at=reply.received_at,
        number=reply.number,
        signed_on=reply.signed_on,
        signer=reply.signer,
    )


def _go_on(asked: Awaited, actor: Actor, now: datetime) -> None:
    if not deliver(asked.message, now=now, actor=actor):
        raise ReplyNotAwaited


def _proposal(case: Case, filed: Mapping[str, Any], letter: Letter, _actor: Actor, _now: datetime) -> None:
    proposal = proposing.proposal_of(case.id)
    if proposal is None:
        raise DraftingNotFound
    proposing.write_down(proposal, filed)
    proposing.arrive(proposal, letter.received_at)
    set_facts(case, rows=json.loads(proposal.rows))  # should it be returned, the agency goes on from here


def _opinion(case: Case, filed: Mapping[str, Any], letter: Letter, _actor: Actor, _now: datetime) -> None:
    opinion = consulting.opinion_of(case.id)
    if opinion is None:
        raise DraftingNotFound
    consulting.write_down(opinion, filed, letter.number, letter.received_at)


def _budget(case: Case, filed: Mapping[str, Any], _letter: Letter, actor: Actor, now: datetime) -> None:
    drafting = drafting_of(case.id)
    if drafting is None:
        raise DraftingNotFound
    budgeting.allocate(drafting, filed, actor=actor, now=now)


_Write = Callable[[Case, Mapping[str, Any], Letter, Actor, datetime], None]
_WRITE: dict[Kind, _Write] = {PROPOSAL: _proposal, OPINION: _opinion, BUDGET: _budget}
