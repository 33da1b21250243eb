"""Remarks on a case: everybody who sees it may write one, and nobody changes one."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.cases.access import require_case
from app.cases.locking import lock_case
from app.cases.models import Comment
from app.errors import Forbidden, Invalid
from app.extensions import db
from app.organisation.roles import Actor, Role
from app.organisation.texts import N_
from app.timeline.log import Subject, record

MAX_CHARACTERS = 4000


def comment(case_id: int, text: str, *, actor: Actor, now: datetime) -> Comment:
    """Write a remark. Raises CaseNotFound, Forbidden (an auditor only reads), Invalid."""
    case = require_case(actor, lock_case(case_id))
    if actor.id is None or actor.has(Role.auditor):
        raise Forbidden
    text = text.strip()
    if not text:
        raise Invalid({"text": [N_("Write the remark first.")]})
    if len(text) > MAX_CHARACTERS:
        raise Invalid({"text": [N_("A remark can be 4,000 characters long. Put longer texts into a file.")]})
    remark = Comment(case_id=case.id, author_id=actor.id, text=text, written_at=now)
    db.session.add(remark)
    db.session.flush()  # the timeline names it
    record(Subject("case", case.id), "case.commented", actor, now, comment=remark.id)
    return remark


def comments_of(case_id: int) -> Sequence[Comment]:
    """Return the case's remarks with their authors, oldest first."""
    query = select(Comment).where(Comment.case_id == case_id).options(joinedload(Comment.author))
    return db.session.scalars(query.order_by(Comment.id)).all()
