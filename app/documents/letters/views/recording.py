"""Record what became of one letter: its number and signed file, a correction, a withdrawal."""

from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _
from marshmallow import Schema

from app.cases.attachments import Upload
from app.clock import utc_now
from app.deadlines.wording import short_date
from app.documents.letters.errors import LetterAlreadyIssued, LetterNotIssued, LetterWithdrawn
from app.documents.letters.issuing import Issue, correct_record, record_issue, withdraw
from app.documents.letters.models import Letter
from app.documents.letters.queries import count_named, printed, require_letter
from app.documents.letters.rules import DRAFTS_LETTERS
from app.documents.letters.schemas import CORRECTION, ISSUE, WITHDRAWAL
from app.documents.letters.views.blueprint import blueprint
from app.errors import Invalid
from app.files.refusals import UnsafeFile
from app.organisation.access import access
from app.organisation.gate import current_actor
from app.organisation.schemas.forms import Errors, filled, problems


@blueprint.get("/campaigns/letters/<int:letter_id>/issue")
@access(DRAFTS_LETTERS)
def issue(letter_id: int) -> ResponseReturnValue:
    """Ask for number, day, signer and the signed file."""
    letter = require_letter(letter_id)
    if not letter.is_draft:
        raise LetterAlreadyIssued
    paper = printed(letter)
    return _form("letters/issue.html", letter, {"number": f"/{paper.symbol.strip()}", "signer": paper.signer}, {})


@blueprint.post("/campaigns/letters/<int:letter_id>/issue")
@access(DRAFTS_LETTERS)
def keep_issue(letter_id: int) -> ResponseReturnValue:
    """Record that the letter was issued."""

    def command(entered: dict[str, Any]) -> str:
        record_issue(letter_id, Issue(**entered), _upload(), actor=current_actor(), now=utc_now())
        return _("The letter is recorded as issued and stands in the history of every agency it names.")

    return _carry_out("letters/issue.html", require_letter(letter_id), ISSUE, command)


@blueprint.get("/campaigns/letters/<int:letter_id>/correct")
@access(DRAFTS_LETTERS)
def correct(letter_id: int) -> ResponseReturnValue:
    """Ask for what should have been recorded."""
    letter = _standing(letter_id)
    issued_on = short_date(letter.issued_on) if letter.issued_on else ""
    values = {"number": letter.number, "issued_on": issued_on, "signer": letter.signer}
    return _form("letters/correct.html", letter, values, {})


@blueprint.post("/campaigns/letters/<int:letter_id>/correct")
@access(DRAFTS_LETTERS)
def keep_correction(letter_id: int) -> ResponseReturnValue:
    """Correct the record."""

    def command(entered: dict[str, Any]) -> str:
        reason = entered.pop("reason")
        correct_record(letter_id, Issue(**entered), _upload(), reason, actor=current_actor(), now=utc_now())
        return _("The record is corrected; what stood before is kept in the history.")

    return _carry_out("letters/correct.html", require_letter(letter_id), CORRECTION, command)


@blueprint.get("/campaigns/letters/<int:letter_id>/withdraw")
@access(DRAFTS_LETTERS)
def ask_withdrawal(letter_id: int) -> ResponseReturnValue:
    """Ask why the letter was withdrawn."""
    return _form("letters/withdraw.html", _standing(letter_id), {}, {})


@blueprint.post("/campaigns/letters/<int:letter_id>/withdraw")
@access(DRAFTS_LETTERS)
def keep_withdrawal(letter_id: int) -> ResponseReturnValue:
    """Record that the letter was withdrawn."""

    def command(entered: dict[str, Any]) -> str:
        withdraw(letter_id, entered["reason"], actor=current_actor(), now=utc_now())
        return _("The letter is recorded as withdrawn. Its number stays taken.")

    return _carry_out("letters/withdraw.html", require_letter(letter_id), WITHDRAWAL, command)


def _standing(letter_id: int) -> Letter:
    letter = require_letter(letter_id)
    if letter.is_draft:
        raise LetterNotIssued
    if letter.withdrawn_at is not None:
        raise LetterWithdrawn
    return letter


def _upload() -> Upload | None:
    given = request.files.get("file")
    if given is None or not given.filename:
        return None
    return Upload(given.filename, BytesIO(given.stream.read()), request.form.get("not_secret") == "1")


def _carry_out(
    template: str, letter: Letter, schema: Schema, command: Callable[[dict[str, Any]], str]
) -> ResponseReturnValue:
    """Do what the form asks for and show the letter; or show what is wrong with the form."""
    entered, errors = filled(schema, request.form)
    if not errors:
        try:
            flash(command(entered), "ok")
            return redirect(url_for("letters.show", letter_id=letter.id))
        except Invalid as invalid:
            errors = {name: [_(one) for one in texts] for name, texts in invalid.errors.items()}
        except UnsafeFile as unsafe:
            errors = {"file": [unsafe.sentence(str(get_locale()))]}
    return _form(template, letter, request.form, errors)


def _form(template: str, letter: Letter, values: Mapping[str, Any], errors: Errors) -> ResponseReturnValue:
    page = render_template(
        template,
        letter=letter,
        campaign=letter.campaign,
        named=count_named(letter.id)[0],
        form=values,
        errors=errors,
        problems=problems(errors),
    )
    return page, 422 if errors else 200
