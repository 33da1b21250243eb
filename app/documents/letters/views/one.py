"""One letter: what it says, its files, and recording what became of it."""

from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _
from marshmallow import Schema

from app.cases.attachments import Upload, file_store
from app.clock import utc_now
from app.deadlines.wording import short_date
from app.documents.letters import labels
from app.documents.letters.deleting import delete_draft
from app.documents.letters.errors import LetterAlreadyIssued, LetterNotFound, LetterNotIssued, LetterWithdrawn
from app.documents.letters.issuing import Issue, correct_record, record_issue, withdraw
from app.documents.letters.models import Letter
from app.documents.letters.naming import file_name
from app.documents.letters.queries import count_named, named_in, printed, require_letter
from app.documents.letters.rules import DRAFTS_LETTERS, READS_LETTERS
from app.documents.letters.schemas import CORRECTION, ISSUE, WITHDRAWAL
from app.documents.letters.views.blueprint import blueprint
from app.documents.paper_docx import DOCX, paper_docx
from app.documents.paper_pdf import PDF, paper_pdf
from app.errors import Invalid
from app.files.refusals import UnsafeFile
from app.files.serving import download_headers
from app.organisation.access import access, sees_identities
from app.organisation.gate import current_actor
from app.organisation.schemas.forms import Errors, filled, problems
from app.timeline.log import Subject
from app.timeline.queries import entries
from app.timeline.wording import lines_of


@blueprint.get("/campaigns/letters/<int:letter_id>")
@access(READS_LETTERS)
def show(letter_id: int) -> ResponseReturnValue:
    """Show a letter as it reads, whom it names and what became of it."""
    letter, shows_people = require_letter(letter_id), sees_identities(current_actor())
    named, untold = count_named(letter_id)
    return render_template(
        "letters/letter.html",
        letter=letter,
        campaign=letter.campaign,
        paper=printed(letter, shows_people=shows_people),
        named=named_in(letter_id),
        count=named,
        untold=untold,
        history=lines_of(entries(Subject("letter", letter_id)), shows_people=shows_people),
        shows_people=shows_people,
        labels=labels,
    )


@blueprint.get("/campaigns/letters/<int:letter_id>/letter.docx")
@access(READS_LETTERS)
def docx(letter_id: int) -> ResponseReturnValue:
    """Give the document for the office to work on."""
    letter = require_letter(letter_id)
    return _download(paper_docx(_paper(letter)), file_name(letter, "docx"), DOCX)


@blueprint.get("/campaigns/letters/<int:letter_id>/letter.pdf")
@access(READS_LETTERS)
def pdf(letter_id: int) -> ResponseReturnValue:
    """Give the document as it would be printed."""
    letter = require_letter(letter_id)
    return _download(paper_pdf(_paper(letter)), file_name(letter, "pdf"), PDF)


@blueprint.get("/campaigns/letters/<int:letter_id>/signed.pdf")
@access(READS_LETTERS)
def signed(letter_id: int) -> ResponseReturnValue:
    """Give the signed letter as it was recorded."""
    letter = require_letter(letter_id)
    if letter.signed_sha256 is None:
        raise LetterNotFound
    with file_store().open(letter.signed_sha256) as content:
        return Response(content.read(), headers=download_headers(letter.signed_name, letter.signed_type))


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


@blueprint.post("/campaigns/letters/<int:letter_id>/delete")
@access(DRAFTS_LETTERS)
def delete(letter_id: int) -> ResponseReturnValue:
    """Delete a draft."""
    letter = delete_draft(letter_id, actor=current_actor(), now=utc_now())
    flash(_("The draft is deleted."), "ok")
    return redirect(url_for("letters.index", campaign_id=letter.campaign_id))


def _standing(letter_id: int) -> Letter:
    letter = require_letter(letter_id)
    if letter.is_draft:
        raise LetterNotIssued
    if letter.withdrawn_at is not None:
        raise LetterWithdrawn
    return letter


def _paper(letter: Letter) -> Any:
    return printed(letter, shows_people=sees_identities(current_actor()))


def _download(content: bytes, name: str, kind: str) -> Response:
    response = Response(content, mimetype=kind)
    response.headers.update(download_headers(name, kind))
    return response


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
