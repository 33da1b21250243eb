"""Whom a plan or a round means when it calls on all agencies of a kind."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import ColumnElement, and_, or_

from app.organisation.models import Agency, AgencyKind


def means(kinds: Collection[AgencyKind | str], day: date) -> ColumnElement[bool]:
    """Return the condition on `Agency` that keeps those of the kinds that exist on `day`.

    Those set apart are not meant: an enterprise that applied for support owes what it applied for, and not the
    reports that a plan asks of "the enterprises".
    """
    lives = and_(Agency.valid_from <= day, or_(Agency.valid_to.is_(None), Agency.valid_to >= day))
    return and_(Agency.kind.in_(kinds), Agency.is_apart.is_(False), lives)
