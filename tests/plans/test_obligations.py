"""A reporting duty of a plan becomes an obligation once the plan is in force."""

import pytest

from app.extensions import db
from app.organisation.models import AgencyKind
from app.plans.models import PlanDuty
from app.plans.service import import_document, put_in_force
from app.plans.service.proposals import confirm_duty
from app.reports.models import Obligation
from tests.plans.documents import BODY, NAME, plan_docx

pytestmark = pytest.mark.database

TWICE = (*BODY[:-1], BODY[-1].replace("hàng năm", "hàng năm và đột xuất khi có yêu cầu"))


@pytest.fixture
def confirmed(people, register, writing, now):
    """Return a function that imports a plan with this body, confirms all its duties and puts it in force."""

    def settle(body: tuple[str, ...]) -> None:
        by = {"actor": people.coordinator.actor, "now": now}
        with writing():
            plan = import_document(plan_docx(body=body), NAME, **by)
            for duty in db.session.query(PlanDuty).order_by(PlanDuty.id):
                confirm_duty(plan.id, duty.id, [AgencyKind.department, AgencyKind.commune], **by)
            assert db.session.query(Obligation).count() == 0
            put_in_force(plan.id, leads_as_text=True, **by)

    return settle


def test_the_obligation_has_the_printed_limit_the_roster_and_its_source(confirmed, reading):
    confirmed(BODY)
    with reading():
        one = db.session.query(Obligation).one()
        assert (one.due_day, one.due_month, one.due_is_exclusive) == (30, 11, True)
        assert one.roster == '["commune", "department"]'
        assert one.plan_id
        assert one.source == db.session.query(PlanDuty.source).scalar()


def test_a_sentence_that_orders_two_reports_makes_two_obligations(confirmed, reading):
    confirmed(TWICE)
    with reading():
        assert {one.due_month for one in db.session.query(Obligation)} == {11, None}
