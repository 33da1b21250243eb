"""A laboratory asks by the public form: it has no account before the department has looked at the request."""

import pytest
from sqlalchemy import select

from app.cases.models import Case
from app.extensions import db
from app.organisation.models import Agency, AgencyKind, Seat
from app.support.public import status_for
from tests.laboratories.files import PUBLIC, File, ask_publicly
from tests.support import units
from tests.support.newcomers import letter

pytestmark = pytest.mark.database


@pytest.fixture
def applied(app, database, people) -> File:
    """A confirmed request of a laboratory that nobody here knows."""
    return ask_publicly(people)


def told(file: File) -> tuple[str, str]:
    with units.reading():
        status = status_for(db.session.get_one(Case, file.case_id))
        return status.title, status.reason


def test_it_stays_with_the_department_until_it_is_accepted_and_then_becomes_its_own(applied):
    assert told(applied) == ("The department is looking at your request", "")
    applied.do("check_request", {"support_decision": "accept"})
    assert told(applied)[0] == "Your laboratory is supported"
    with units.reading():
        agency = db.session.scalars(select(Agency).join(Case).where(Case.id == applied.case_id)).one()
        assert (agency.name, agency.kind) == ("Công ty Nước Sông Lam", AgencyKind.laboratory)
        seats = db.session.scalars(select(Seat).where(Seat.agency_id == agency.id))
        assert {seat.holder.email for seat in seats} == {"loan@songlam.example", "dau@songlam.example"}


def test_a_refusal_says_why_and_makes_no_account(applied):
    applied.do("check_request", {"support_decision": "refuse", "refusal_reason": "Ngoài phạm vi năm nay"})
    assert told(applied) == ("The department cannot support your laboratory at present", "Ngoài phạm vi năm nay")
    with units.reading():
        assert db.session.scalar(select(Agency.id).where(Agency.name == "Công ty Nước Sông Lam")) is None


def test_a_refusal_is_written_to_whoever_asked(applied):
    applied.do("check_request", {"support_decision": "refuse", "refusal_reason": "Ngoài phạm vi năm nay"})
    assert "Ngoài phạm vi năm nay" in letter(PUBLIC["contact_email"], r"(?s).+")


def test_what_is_missing_is_told_and_completed_by_the_people_who_are_invited(applied):
    applied.do("check_request", {"support_decision": "return", "return_reason": "Ghi rõ thiết bị"})
    assert told(applied) == ("Something is missing in your request", "Ghi rõ thiết bị")
    assert applied.elements() == ["complete_request"]
