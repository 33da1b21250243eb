"""Fetch a drafting to change it, and note what was done with it on the history of its case."""

from datetime import datetime
from typing import Any

from sqlalchemy import select

from app.cases.locking import lock_case
from app.drafting.errors import DraftingNotFound
from app.drafting.models import Drafting
from app.extensions import db
from app.organisation.roles import Actor
from app.timeline.log import Subject, record


def locked_drafting(drafting_id: int) -> Drafting:
    """Return the drafting, locked until the unit of work ends: its case first, as every command does."""
    case_id = db.session.scalar(select(Drafting.case_id).where(Drafting.id == drafting_id))
    if case_id is None:
        raise DraftingNotFound
    lock_case(case_id)
    return db.session.get_one(Drafting, drafting_id, with_for_update=True, populate_existing=True)


def drafting_of_case(case_id: int) -> Drafting:
    """Return the drafting that the annual_plan case runs, locked."""
    return db.session.scalars(select(Drafting).where(Drafting.case_id == case_id).with_for_update()).one()


def note(drafting: Drafting, action: str, actor: Actor, now: datetime, **facts: Any) -> None:
    """Put what was done on the history of the drafting's case."""
    record(Subject("case", drafting.case_id), action, actor, now, **facts)
