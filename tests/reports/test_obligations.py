"""Duties that come from plans: confirmed once, entered once, with the line they stand on."""

from datetime import date

import pytest
from sqlalchemy import select

from app.extensions import db
from app.organisation.models import AgencyKind
from app.plans import hooks
from app.plans.models import Plan, PlanStatus
from app.reports.models import Obligation
from tests.support.clock import NOW

pytestmark = pytest.mark.database


@pytest.fixture
def confirm(app, database, people, writing):
    """Confirm a duty of a plan in force as the coordinator."""
    with writing():
        plan = Plan(title="Kế hoạch", number="86/KH-UBND", issued=date(2026, 3, 12), issuer="UBND tỉnh Lam Giang",
                    status=PlanStatus.in_force, source_name="kh.docx", source_sha256="0" * 64, reading="{}",
                    imported_at=NOW)  # fmt: skip
        db.session.add(plan)
        db.session.flush()
        plan_id = plan.id

    def confirm(**changes):
        told = {"text": "Trước ngày 30/11 hằng năm báo cáo.", "who": ("Các sở",), "where": "mục V", "source": "88"}
        told |= {"roster": frozenset({AgencyKind.department}), "first_due": date(2026, 11, 30), "is_exclusive": True}
        with writing():
            plan = db.session.get_one(Plan, plan_id)
            confirmed = hooks.DutyConfirmed(plan=plan, actor=people.coordinator.actor, now=NOW, **{**told, **changes})
            for listener in hooks.duty_confirmed:
                listener(confirmed)

    return confirm


def test_a_confirmed_duty_becomes_an_obligation_with_its_basis(confirm, reading):
    confirm()
    with reading():
        duty = db.session.scalars(select(Obligation)).one()
        assert duty.title == "Báo cáo kết quả thực hiện Kế hoạch 86/KH-UBND"
        assert duty.legal_basis == "mục V, Kế hoạch số 86/KH-UBND ngày 12/3/2026 của UBND tỉnh Lam Giang"
        assert (duty.due_day, duty.due_month, duty.due_is_exclusive) == (30, 11, True)
        assert (duty.roster, duty.source) == ('["department"]', "88")


def test_a_duty_without_a_date_is_due_on_request(confirm, reading):
    confirm(first_due=None, is_exclusive=False)
    with reading():
        assert db.session.scalars(select(Obligation)).one().due_day is None


def test_confirmed_twice_it_is_one_duty(confirm, reading):
    confirm()
    confirm()
    with reading():
        assert len(db.session.scalars(select(Obligation)).all()) == 1
