"""Keep the list of accreditation bodies."""

from datetime import datetime

from sqlalchemy import select

from app.errors import Invalid
from app.extensions import db
from app.organisation.roles import Actor
from app.organisation.texts import N_
from app.support.errors import BodyNotFound
from app.support.models import AccreditationBody
from app.timeline.log import Subject, record

# Names only, as the migration enters them too; what each may accredit is for the laboratory to ask.
SHIPPED = (
    ("Văn phòng Công nhận chất lượng quốc gia (BoA)", "VILAS"),
    ("AOSC, Liên hiệp các Hội Khoa học và Kỹ thuật Việt Nam", "VLAT, VLAC, VLAM"),
)


def enter_body(name: str, programmes: str, *, actor: Actor, now: datetime) -> AccreditationBody:
    """Put a body on the list. Raises Invalid when its name is there already."""
    _require_free(name)
    body = AccreditationBody(name=name, programmes=programmes)
    db.session.add(body)
    db.session.flush()  # the timeline carries its key
    record(Subject("accreditation_body", body.id), "accreditation_body.entered", actor, now, name=name)
    return body


def correct_body(
    body_id: int, name: str, programmes: str, *, is_active: bool, actor: Actor, now: datetime
) -> AccreditationBody:
    """Correct a body, or take it off the list; files that name it keep what they say. Raises BodyNotFound, Invalid."""
    body = db.session.get(AccreditationBody, body_id, with_for_update=True, populate_existing=True)
    if body is None:
        raise BodyNotFound
    if name != body.name:
        _require_free(name)
    record(
        Subject("accreditation_body", body.id),
        "accreditation_body.corrected",
        actor,
        now,
        name=name,
        programmes=programmes,
        is_active=is_active,
    )
    body.name, body.programmes, body.is_active = name, programmes, is_active
    return body


def _require_free(name: str) -> None:
    if db.session.scalar(select(AccreditationBody.id).where(AccreditationBody.name == name)) is not None:
        raise Invalid({"name": [N_("This body is on the list already.")]})
