"""Whom a review asks: the agencies that lead rows of the plan, all of them or those of chosen kinds."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import select

from app.extensions import db
from app.organisation.models import Agency
from app.reviews.roster import leading_agencies


def asked_agencies(plan_id: int, kinds: Collection[str], day: date) -> list[int]:
    """Return the agencies of `day` to ask, by name; without `kinds` every one that leads a row."""
    leading = leading_agencies(plan_id, day)
    if not kinds:
        return leading
    chosen = set(db.session.scalars(select(Agency.id).where(Agency.kind.in_(kinds))))
    return [agency_id for agency_id in leading if agency_id in chosen]
