"""Uses of the routes of supported laboratories."""

from sqlalchemy import select
from werkzeug.test import TestResponse

from app.extensions import db
from app.organisation.models import Agency
from app.support.models import AccreditationBody, LaboratorySupport
from app.support.service.requesting import request_support
from tests.abuse.world import World
from tests.laboratories.files import REQUEST, deploy
from tests.support import units
from tests.support.clock import NOW

FIELDS = {name: str(value) for name, value in REQUEST.items() if not isinstance(value, bool)}


def prepare(w: World) -> TestResponse:
    """Deploy the processes."""
    with units.unit(w.app, writes=True):
        deploy()
    return w.get(w.people.coordinator, "/support")


def ask(w: World) -> TestResponse:
    """Ask for support."""
    return w.post(w.people.focal_point, "/support/new", {**FIELDS, "agency": str(w.people.agency.id)})


def prepare_and_ask(w: World) -> TestResponse:
    """Have a laboratory that asked."""
    prepare(w)
    with units.unit(w.app, writes=True):
        agency = db.session.get_one(Agency, w.people.agency.id)
        request_support(agency, REQUEST, actor=w.people.focal_point.actor, now=NOW)
    return w.get(w.people.coordinator, "/support")


def assess(w: World) -> TestResponse:
    """Assess a clause."""
    fields = {"gaps[0].state": "met", "gaps[1].state": "met", "_versions": '{"4.1": 1, "4.2": 1}'}
    return w.post(w.people.specialist, f"/support/{_case(w)}/gaps?chapter=4", fields)


def withdraw(w: World) -> TestResponse:
    """Withdraw the request."""
    return w.post(w.people.focal_point, f"/support/{_case(w)}/withdrawal", {"reason": "Chuyển trụ sở"})


def enter_body(w: World) -> TestResponse:
    """Put a body on the list."""
    return w.post(w.people.coordinator, "/support/bodies/new", {"name": "Tổ chức công nhận C"})


def correct_body(w: World) -> TestResponse:
    """Correct a body."""
    with units.unit(w.app, writes=False):
        body_id = db.session.scalars(select(AccreditationBody.id)).first()
    fields = {"name": "Tổ chức công nhận C", "is_active": "true"}
    return w.post(w.people.administrator, f"/support/bodies/{body_id}", fields)


def _case(w: World) -> int:
    with units.unit(w.app, writes=False):
        return db.session.scalars(select(LaboratorySupport.case_id)).one()
