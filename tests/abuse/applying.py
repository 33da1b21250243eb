"""Use the public pages of applications as an applicant does."""

from sqlalchemy import select
from werkzeug.test import TestResponse

from app.applications.models import Application
from app.applications.queries import application_of
from app.applications.service.drafting import begin_draft, send_draft
from app.applications.service.following import pass_for
from app.cases.completing import complete_task
from app.extensions import db
from app.timeline.outbox_models import OutboxMessage
from tests.abuse.world import World
from tests.applications.laboratory import KIND, TYPED, link_in, open_for_applications
from tests.support import processes, units
from tests.support.clock import NOW


def confirm(w: World) -> TestResponse:
    """Confirm a sent application."""
    return w.post(None, _sent(w), {})


def complete(w: World) -> TestResponse:
    """Complete an application that came back."""
    case_id = _confirmed(w)
    with units.unit(w.app, writes=True):
        task = processes.open_task(case_id, "look")
        complete_task(task.id, {"check": "return"}, actor=w.people.specialist.actor, now=NOW)
    return w.post(None, f"/apply/mine/{_pass(w, case_id)}/correction", {**TYPED, "_send": ""})


def withdraw(w: World) -> TestResponse:
    """Withdraw an application."""
    return w.post(None, f"/apply/mine/{_pass(w, _confirmed(w))}/withdrawal", {})


def erase(w: World) -> TestResponse:
    """Erase what an application says about people."""
    fields = {"reason": "Người đăng ký yêu cầu."}
    return w.post(w.people.coordinator, f"/apply/cases/{_confirmed(w)}/erasure", fields)


def _sent(w: World) -> str:
    with units.unit(w.app, writes=True):
        open_for_applications()
        opened = begin_draft(KIND, TYPED, NOW)
        send_draft(KIND, opened.draft, agrees=True, now=NOW)
        return link_in(db.session.query(OutboxMessage).order_by(OutboxMessage.id.desc()).first().text)


def _confirmed(w: World) -> int:
    w.post(None, _sent(w), {})
    with units.unit(w.app, writes=False):
        return db.session.scalars(select(Application.case_id).order_by(Application.id.desc())).first()


def _pass(w: World, case_id: int) -> str:
    with units.unit(w.app, writes=False):
        return pass_for(application_of(case_id))
