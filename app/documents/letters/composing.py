"""From the rows of a round to the document: what is asked for, by whom, of whom."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import current_app

from app.clock import local_date
from app.documents.issuer import issuer_of
from app.documents.letters.candidates import Candidate
from app.documents.letters.chase import chase_letter
from app.documents.letters.escalation import Progress, committee_report
from app.documents.letters.matter import Asked, Contact, Duty, Sender
from app.documents.letters.models import LetterKind, LetterOrder
from app.documents.letters.past import issued_letters
from app.documents.letters.signing import Signing
from app.documents.paper import Paper
from app.reports.models import Campaign
from app.reports.queries import counts, department


@dataclass(frozen=True)
class Drafting:
    """What the coordinator asks for; `chosen` None: every agency that is late."""

    kind: LetterKind
    is_each: bool
    asked: Asked
    chosen: Collection[int] | None = None


def compose(campaign: Campaign, inside: Sequence[Candidate], drafting: Drafting, now: datetime) -> Paper:
    """Return the document as it would be drafted now; nothing is kept."""
    late, today = [candidate.late for candidate in inside], local_date(now)
    if drafting.kind is LetterKind.chase:
        return chase_letter(sender(), duty_of(campaign), late, drafting.asked, today)
    counted = counts(campaign.id, now)
    progress = Progress(
        counted.total, counted.total - counted.missing, counted.asked, tuple(issued_letters(campaign.id))
    )
    return committee_report(sender(), duty_of(campaign), late, progress, drafting.asked, today)


def sender() -> Sender:
    """Return the department as its letters name it."""
    agency = department()
    province: str = current_app.config["PROVINCE_NAME"]
    return Sender(issuer_of(agency), agency.kind, province[:1].lower() + province[1:])


def duty_of(campaign: Campaign) -> Duty:
    """Return the report that the round asks for."""
    return Duty(campaign.title, campaign.legal_basis, campaign.due_on, campaign.due_is_exclusive)


def asked_of(order: LetterOrder) -> Asked:
    """Return what the order asked for."""
    data: dict[str, Any] = json.loads(order.asked)
    return Asked(
        ask_before=date.fromisoformat(data["ask_before"]),
        contact=Contact(**data["contact"]),
        signing=Signing(data["signing"]),
        signer=data["signer"],
        unit=data["unit"],
    )
