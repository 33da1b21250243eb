"""The page that corrects what is recorded of an issued document."""

from io import BytesIO

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _

from app.cases.attachments import Upload
from app.clock import utc_now
from app.errors import Invalid
from app.files.refusals import UnsafeFile
from app.issuing.models import IssuedDocument
from app.issuing.schemas import CORRECTION
from app.issuing.service.correcting import Correction, correct_document, require_document
from app.organisation.access import BY_OBJECT, access
from app.organisation.gate import current_actor
from app.organisation.schemas.forms import Errors, filled, problems

blueprint = Blueprint("issuing", __name__, url_prefix="/issued", template_folder="../templates")


@blueprint.get("/<int:task_id>")
@access(BY_OBJECT)
def correction(task_id: int) -> ResponseReturnValue:
    """Show what is recorded, to be corrected or completed."""
    document = require_document(task_id, current_actor())
    return _page(document, _values(document), {})


@blueprint.post("/<int:task_id>")
@access(BY_OBJECT)
def correct(task_id: int) -> ResponseReturnValue:
    """Correct it."""
    actor = current_actor()
    document = require_document(task_id, actor)
    entries, errors = filled(CORRECTION, request.form)
    if not errors:
        try:
            given = Correction(**entries)
            correct_document(task_id, given, upload=_upload(), actor=actor, now=utc_now())
            flash(_("The record of the document is corrected."), "ok")
            return redirect(url_for("cases.show", case_id=document.case_id), 303)
        except Invalid as invalid:
            errors = {name: [_(one) for one in texts] for name, texts in invalid.errors.items()}
        except UnsafeFile as unsafe:
            errors = {"document_file": [unsafe.sentence(str(get_locale()))]}
    return _page(document, request.form.to_dict(), errors)


def _values(document: IssuedDocument) -> dict[str, str]:
    return {
        "title": document.title,
        "number": document.number,
        "issued_on": f"{document.issued_on:%d/%m/%Y}",
        "signer": document.signer,
        "signer_post": document.signer_post,
    }


def _upload() -> Upload | None:
    given = request.files.get("document_file")
    if given is None or not given.filename:
        return None
    return Upload(given.filename, BytesIO(given.stream.read()), request.form.get("not_secret") == "1")


def _page(document: IssuedDocument, form: dict[str, str], errors: Errors) -> ResponseReturnValue:
    page = render_template(
        "issuing/correction.html", document=document, form=form, errors=errors, problems=problems(errors)
    )
    return make_response(page, 422 if errors else 200)
