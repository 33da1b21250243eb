"""One letter: what it says, its files, and taking a draft back."""

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.cases.attachments import file_store
from app.clock import utc_now
from app.documents.letters import labels
from app.documents.letters.deleting import delete_draft
from app.documents.letters.errors import LetterNotFound
from app.documents.letters.models import Letter
from app.documents.letters.naming import file_name
from app.documents.letters.queries import count_named, named_in, printed, require_letter
from app.documents.letters.rules import DRAFTS_LETTERS, READS_LETTERS
from app.documents.letters.views.blueprint import blueprint
from app.documents.paper import Paper
from app.documents.paper_docx import DOCX, paper_docx
from app.documents.paper_pdf import PDF, paper_pdf
from app.files.serving import download_headers
from app.organisation.access import access, sees_identities
from app.organisation.gate import current_actor
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


@blueprint.post("/campaigns/letters/<int:letter_id>/delete")
@access(DRAFTS_LETTERS)
def delete(letter_id: int) -> ResponseReturnValue:
    """Delete a draft."""
    letter = delete_draft(letter_id, actor=current_actor(), now=utc_now())
    flash(_("The draft is deleted."), "ok")
    return redirect(url_for("letters.index", campaign_id=letter.campaign_id))


def _paper(letter: Letter) -> Paper:
    return printed(letter, shows_people=sees_identities(current_actor()))


def _download(content: bytes, name: str, kind: str) -> Response:
    response = Response(content, mimetype=kind)
    response.headers.update(download_headers(name, kind))
    return response
