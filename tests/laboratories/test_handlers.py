"""What stands behind the service tasks may be done twice: the second time changes nothing."""

import pytest
from sqlalchemy import func, select

from app.extensions import db
from app.processes.handlers import ServiceCall, get_handler
from app.support.models import GapItem, LaboratoryOutcome, LaboratorySupport
from app.timeline.outbox_models import OutboxMessage
from tests.support import units
from tests.support.clock import NOW

pytestmark = pytest.mark.database


def again(file, name: str, **variables) -> None:
    with units.writing():
        get_handler(name)(ServiceCall(file.case_id, "again", variables, NOW))


def rows() -> list[tuple]:
    """Everything the feature has written, without the moments."""
    with units.reading():
        support = db.session.scalars(select(LaboratorySupport)).one()
        counted = [db.session.scalar(select(func.count()).select_from(table)) for table in (GapItem, LaboratoryOutcome)]
        told = db.session.scalar(select(func.count()).where(OutboxMessage.kind == "support_refused"))
        return [support.phase, support.eligibility, support.support_amount, support.end_reason, *counted, told]


def test_on_the_way_to_a_certificate(file):
    file.agree()
    file.prepare()
    file.accredit()
    before = rows()
    for name in ("open_file", "note_agreement", "note_system", "note_accreditation"):
        again(file, f"iso17025.{name}")
    again(file, "iso17025.note_eligibility", eligibility={"result": "support", "reason": "Đủ"})
    assert rows() == before


def test_on_the_way_to_a_refusal(file):
    file.do("check_request", {"support_decision": "refuse", "refusal_reason": "Ngoài phạm vi"})
    before = rows()
    again(file, "iso17025.refuse")
    assert rows() == before
