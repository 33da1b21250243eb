"""What was done in a round so far to reach the agencies: mails that a server took, letters that were issued."""

from dataclasses import dataclass

from sqlalchemy import func, select

from app.deadlines.wording import short_date
from app.documents.letters.models import Letter, LetterAgency, LetterKind
from app.extensions import db
from app.reports.history import SENT
from app.reports.models import Submission
from app.timeline.models import TimelineEntry


@dataclass(frozen=True)
class Past:
    """By submission: how many mails, and which letter was the last."""

    reminders: dict[int, int]
    letters: dict[int, str]


def past_of(campaign_id: int) -> Past:
    """Return what was done in the round, in two queries."""
    return Past(_reminders(campaign_id), _letters(campaign_id))


def issued_letters(campaign_id: int) -> list[str]:
    """Return number and day of the letters of the round that stand, oldest first."""
    query = (
        select(Letter)
        .where(
            Letter.campaign_id == campaign_id,
            Letter.kind == LetterKind.chase,
            Letter.number.is_not(None),
            Letter.withdrawn_at.is_(None),
        )
        .order_by(Letter.issued_on, Letter.id)
    )
    return [in_words(letter) for letter in db.session.scalars(query)]


def in_words(letter: Letter) -> str:
    """Write number and day of an issued letter: "512/SKHCN-TĐC ngày 07/12/2026"."""
    return f"{letter.number} ngày {short_date(letter.issued_on)}" if letter.issued_on else ""


def _reminders(campaign_id: int) -> dict[int, int]:
    query = (
        select(Submission.id, func.count(TimelineEntry.id))
        .join(TimelineEntry, TimelineEntry.subject_id == Submission.case_id)
        .where(
            Submission.campaign_id == campaign_id,
            TimelineEntry.subject_type == "case",
            TimelineEntry.action.in_(SENT),
        )
        .group_by(Submission.id)
    )
    return {submission_id: int(count) for submission_id, count in db.session.execute(query)}


def _letters(campaign_id: int) -> dict[int, str]:
    query = (
        select(LetterAgency.submission_id, Letter)
        .join(Letter, Letter.id == LetterAgency.letter_id)
        .where(
            Letter.campaign_id == campaign_id,
            Letter.kind == LetterKind.chase,
            Letter.number.is_not(None),
            Letter.withdrawn_at.is_(None),
        )
        .order_by(Letter.issued_on, Letter.id)
    )
    return {submission_id: in_words(letter) for submission_id, letter in db.session.execute(query)}
