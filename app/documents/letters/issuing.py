"""Record what happened to a letter outside: its number, day, signer and signed file; corrections, withdrawal.

The records office gives the number. Nothing here makes one up, and what was recorded is only ever corrected with a
reason, or withdrawn; the timeline keeps what stood before.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import exists, select
from sqlalchemy.exc import IntegrityError

from app.cases.attachments import MAX_BYTES, Upload, file_store
from app.clock import local_date
from app.documents.letters.errors import LetterAlreadyIssued, LetterNotIssued, LetterWithdrawn, NumberTaken
from app.documents.letters.models import Letter
from app.documents.letters.queries import require_letter
from app.documents.letters.rules import require_drafter
from app.documents.letters.telling import tell
from app.errors import Invalid
from app.extensions import db
from app.files.guard import check_upload
from app.files.names import safe_name
from app.organisation.roles import Actor
from app.organisation.texts import N_

SIGNED_AS = "application/pdf"


@dataclass(frozen=True)
class Issue:
    """What the records office gave the letter, and who signed it; `number` comes with its symbol."""

    number: str
    issued_on: date
    signer: str


def record_issue(letter_id: int, issue: Issue, signed: Upload | None, *, actor: Actor, now: datetime) -> Letter:
    """Record that the letter was issued; every case it names is told.

    Raises Forbidden, LetterNotFound, LetterAlreadyIssued, Invalid, UnsafeFile.
    """
    require_drafter(actor)
    letter = require_letter(letter_id, locked=True)
    if not letter.is_draft:
        raise LetterAlreadyIssued
    if signed is None:
        raise Invalid({"file": [N_("Add the signed letter as a PDF.")]})
    _check(letter, issue, now)
    _keep(letter, signed)
    _write(letter, issue)
    letter.recorded_at = now
    tell(letter, "letter.issued", actor=actor, now=now, **_said(letter), sha256=letter.signed_sha256)
    return letter


def correct_record(
    letter_id: int, issue: Issue, signed: Upload | None, reason: str, *, actor: Actor, now: datetime
) -> Letter:
    """Correct what was recorded, with a reason; without a new file the signed one stays.

    Raises Forbidden, LetterNotFound, LetterNotIssued, LetterWithdrawn, StillTelling, Invalid, UnsafeFile.
    """
    letter = _issued(letter_id, actor)
    _check(letter, issue, now)
    before = {f"{name}_before": value for name, value in _said(letter).items()}
    if signed is not None:
        before["sha256_before"] = letter.signed_sha256
        _keep(letter, signed)
    _write(letter, issue)
    tell(
        letter,
        "letter.corrected",
        actor=actor,
        now=now,
        reason=reason,
        **_said(letter),
        **before,
        sha256=letter.signed_sha256,
    )
    return letter


def withdraw(letter_id: int, reason: str, *, actor: Actor, now: datetime) -> Letter:
    """Record that the issued letter was withdrawn; its number stays taken.

    Raises Forbidden, LetterNotFound, LetterNotIssued, LetterWithdrawn, StillTelling.
    """
    letter = _issued(letter_id, actor)
    letter.withdrawn_at = now
    tell(letter, "letter.withdrawn", actor=actor, now=now, reason=reason, **_said(letter))
    return letter


def _issued(letter_id: int, actor: Actor) -> Letter:
    require_drafter(actor)
    letter = require_letter(letter_id, locked=True)
    if letter.is_draft:
        raise LetterNotIssued
    if letter.withdrawn_at is not None:
        raise LetterWithdrawn
    return letter


def _check(letter: Letter, issue: Issue, now: datetime) -> None:
    if issue.issued_on > local_date(now):
        raise Invalid({"issued_on": [N_("This day is still to come.")]})
    if issue.issued_on < local_date(letter.drafted_at):
        raise Invalid({"issued_on": [N_("This is before the letter was drafted.")]})
    taken = exists().where(
        Letter.number == issue.number, Letter.issued_year == issue.issued_on.year, Letter.id != letter.id
    )
    if db.session.scalar(select(taken)):
        raise Invalid({"number": [N_("Another letter of that year has this number.")]})


def _keep(letter: Letter, signed: Upload) -> None:
    if not signed.is_confirmed_open:
        raise Invalid({"file": [N_("Confirm that the file holds no state secret.")]})
    checked = check_upload(signed.content, signed.name, max_bytes=MAX_BYTES)
    if checked.content_type != SIGNED_AS:
        raise Invalid({"file": [N_("Add the signed letter as a PDF.")]})
    stored = file_store().put(signed.content)
    letter.signed_sha256, letter.signed_size = stored.sha256, stored.size
    letter.signed_name, letter.signed_type = safe_name(signed.name), checked.content_type


def _write(letter: Letter, issue: Issue) -> None:
    letter.number, letter.issued_on, letter.issued_year = issue.number, issue.issued_on, issue.issued_on.year
    letter.signer = issue.signer
    try:
        db.session.flush()  # or a number that is taken would only be found out at the end
    except IntegrityError as met:
        raise NumberTaken from met


def _said(letter: Letter) -> dict[str, object]:
    return {"number": letter.number, "issued_on": letter.issued_on, "who": letter.signer}
