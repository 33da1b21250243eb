"""Take drafts back while they have no number."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select

from app.documents.letters.errors import LetterAlreadyIssued
from app.documents.letters.models import Letter, LetterAgency, LetterOrder
from app.documents.letters.queries import require_letter, require_order
from app.documents.letters.rules import require_drafter
from app.extensions import db
from app.organisation.roles import Actor
from app.reports.service.opening import lock_campaign
from app.timeline.log import Subject, record

AT_ONCE = 500  # rows in one statement


def delete_draft(letter_id: int, *, actor: Actor, now: datetime) -> Letter:
    """Delete a letter that has no number yet. Raises Forbidden, LetterNotFound, LetterAlreadyIssued."""
    require_drafter(actor)
    letter = require_letter(letter_id, locked=True)
    if not letter.is_draft:
        raise LetterAlreadyIssued
    _delete([letter.id])
    _record_deletion(letter.campaign_id, 1, letter.to, actor, now)
    return letter


def discard(order_id: int, *, actor: Actor, now: datetime) -> LetterOrder:
    """Delete the drafts of an order that have no number, and draft no more of it. Raises Forbidden, LetterNotFound."""
    require_drafter(actor)
    order = require_order(order_id, locked=True)
    query = select(Letter.id).where(Letter.order_id == order.id, Letter.number.is_(None))
    ids = list(db.session.scalars(query.with_for_update()))
    for start in range(0, len(ids), AT_ONCE):
        _delete(ids[start : start + AT_ONCE])
    order.is_discarded = True
    _record_deletion(order.campaign_id, len(ids), "", actor, now)
    return order


def _delete(letter_ids: Sequence[int]) -> None:
    db.session.execute(delete(LetterAgency).where(LetterAgency.letter_id.in_(letter_ids)))
    db.session.execute(delete(Letter).where(Letter.id.in_(letter_ids)))


def _record_deletion(campaign_id: int, letters: int, to: str, actor: Actor, now: datetime) -> None:
    campaign = lock_campaign(campaign_id)
    record(Subject("campaign", campaign.id), "letters.deleted", actor, now, letters=letters, to=to)
