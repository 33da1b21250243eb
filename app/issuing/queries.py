"""What has been issued in a case."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.extensions import db
from app.issuing.models import IssuedDocument


def documents_of(case_id: int) -> Sequence[IssuedDocument]:
    """Return the documents issued in the case, newest last, each with its file."""
    query = select(IssuedDocument).where(IssuedDocument.case_id == case_id)
    return db.session.scalars(query.options(joinedload(IssuedDocument.attachment)).order_by(IssuedDocument.id)).all()


def latest_document(case_id: int) -> IssuedDocument | None:
    """Return the document that the case issued last; None before the first."""
    query = select(IssuedDocument).where(IssuedDocument.case_id == case_id)
    return db.session.scalar(query.order_by(IssuedDocument.id.desc()).limit(1))
