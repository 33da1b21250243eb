"""A round whose deadline has passed, and a coordinator who chases."""

import io
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from app.cases.attachments import Upload
from app.clock import LOCAL
from app.documents.letters.composing import Drafting
from app.documents.letters.drafting import draft
from app.documents.letters.issuing import Issue, record_issue
from app.documents.letters.matter import Asked, Contact
from app.documents.letters.models import Letter, LetterKind
from app.documents.letters.signing import Signing
from app.extensions import db
from tests.files.made import PDF
from tests.reports.rounds import open_round

LATE = datetime(2026, 12, 4, 9, 0, tzinfo=LOCAL)  # due before 30/11; late after 30/11
ASKED = Asked(date(2026, 12, 14), Contact("Đỗ Anh Tuấn", "0912 345 678"), Signing.deputy, "Vũ Đức Long", "TĐC")
ISSUE = Issue("512/SKHCN-TĐC", date(2026, 12, 4), "Vũ Đức Long")


def signed(name: str = "512.pdf", *, is_open: bool = True, content: bytes = PDF) -> Upload:
    return Upload(name, io.BytesIO(content), is_open)


@pytest.fixture
def opened(app, database, people):
    """A round of Sở Công Thương and xã Hòa Bình, opened on 20/11."""
    return open_round(people)


@pytest.fixture
def late(opened, clock):
    """The same round on 04/12: nobody has filed."""
    clock.move_to(LATE)
    return opened


@pytest.fixture
def drafted(late, writing, people):
    """Draft as the coordinator and return the ids of the letters."""

    def drafted(kind=LetterKind.chase, *, each=False, chosen=None, asked=ASKED, actor=None, now=LATE):
        with writing():
            order = draft(
                late.campaign_id,
                Drafting(kind, each, asked, chosen),
                actor=actor or people.coordinator.actor,
                now=now,
            )
            return list(db.session.scalars(select(Letter.id).where(Letter.order_id == order.id).order_by(Letter.id)))

    return drafted


@pytest.fixture
def issued(drafted, writing, people):
    """Draft one letter to all and record that it was issued an hour later."""
    letter_id = drafted()[0]
    with writing():
        record_issue(letter_id, ISSUE, signed(), actor=people.coordinator.actor, now=LATE + timedelta(hours=1))
    return letter_id
