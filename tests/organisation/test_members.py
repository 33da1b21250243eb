"""Whom a plan or a round means when it calls on all agencies of a kind."""

from datetime import date

import pytest
from sqlalchemy import select

from app.extensions import db
from app.organisation.models import Agency, AgencyKind
from app.organisation.queries.members import means
from tests.support.factories import make_agency

pytestmark = pytest.mark.database

DAY = date(2026, 11, 20)


@pytest.fixture
def register(database, writing):
    """Two enterprises of the register, one that has ended, one that came by an application."""
    with writing():
        make_agency("Điện lực", AgencyKind.enterprise, code="DL")
        ended = make_agency("Xí nghiệp Gỗ", AgencyKind.enterprise, code="XNG")
        ended.valid_to = date(2026, 6, 30)
        apart = make_agency("Công ty Gốm", AgencyKind.enterprise, code="DN1")
        apart.is_apart = True
        make_agency("Sở Xây dựng", AgencyKind.department, code="SXD")


def meant(kinds, day=DAY) -> list[str]:
    return list(db.session.scalars(select(Agency.code).where(means(kinds, day)).order_by(Agency.code)))


def test_the_living_of_the_kind_are_meant(register, reading):
    with reading():
        assert meant([AgencyKind.enterprise]) == ["DL"]


def test_an_agency_is_meant_until_its_last_day(register, reading):
    with reading():
        assert meant([AgencyKind.enterprise], date(2026, 6, 30)) == ["DL", "XNG"]


def test_no_kind_means_nobody(register, reading):
    with reading():
        assert meant([]) == []
