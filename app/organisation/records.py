"""Fetch a record to change it: locked, so that its timeline entries follow one another."""

from app.extensions import db
from app.organisation.errors import AgencyNotFound, UserNotFound
from app.organisation.models import Agency, User
from app.organisation.roles import Actor
from app.timeline.log import Subject


def locked_user(user_id: int) -> User:
    """Return the user, locked until the commit; raise UserNotFound."""
    user = db.session.get(User, user_id, with_for_update=True, populate_existing=True)
    if user is None:
        raise UserNotFound
    return user


def locked_agency(agency_id: int) -> Agency:
    """Return the agency, locked until the commit; raise AgencyNotFound."""
    agency = db.session.get(Agency, agency_id, with_for_update=True, populate_existing=True)
    if agency is None:
        raise AgencyNotFound
    return agency


def own_id(actor: Actor) -> int:
    """Return the key of the actor's own account; the system has none."""
    if actor.id is None:
        raise LookupError("the system has no account")
    return actor.id


def of_user(user_id: int) -> Subject:
    """Return the timeline's subject for a user."""
    return Subject("user", user_id)


def of_agency(agency_id: int) -> Subject:
    """Return the timeline's subject for an agency and its seats."""
    return Subject("agency", agency_id)
