"""The page on which the department records for an agency what it sent on paper."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from app.cases.access import require_case
from app.cases.attachments import Upload
from app.cases.models import Case
from app.cases.receipts import CHANNELS, OUTSIDE
from app.cases.snapshot import form_context
from app.clock import LOCAL, utc_now
from app.drafting.access import RECORDS_REPLIES
from app.drafting.errors import DraftingNotFound, RepliesClosed, ReplyNotAwaited
from app.drafting.paper import Awaited, is_of_drafting, require_awaited
from app.drafting.schemas import LETTER
from app.drafting.service.receiving import Letter, faults_of, receive
from app.drafting.views.blueprint import blueprint
from app.errors import Invalid
from app.extensions import db
from app.files.refusals import UnsafeFile
from app.forms import FormInvalid, FormView, edit_rows, initial, render_context, submitted, validate
from app.forms.typed import typed_in
from app.organisation.access import access
from app.organisation.gate import current_actor
from app.organisation.schemas.forms import Errors, filled, problems

_TOO_LATE = (RepliesClosed, ReplyNotAwaited)


@blueprint.get("/cases/<int:case_id>/paper")
@access(RECORDS_REPLIES)
def paper(case_id: int) -> ResponseReturnValue:
    """Ask for the letter and for what it says."""
    case = _case(case_id)
    try:
        asked = require_awaited(case)
    except _TOO_LATE as refused:
        return _refuse(case, refused)
    now = utc_now().astimezone(LOCAL)
    letter = {"received_on": f"{now:%d/%m/%Y}", "received_time": f"{now:%H:%M}"}
    return _page(asked, letter, initial(asked.form, data={}, context=form_context(case)))


@blueprint.post("/cases/<int:case_id>/paper")
@access(RECORDS_REPLIES)
def record_paper(case_id: int) -> ResponseReturnValue:
    """Record the reply; or carry out a button of the rows."""
    case = _case(case_id)
    try:
        asked = require_awaited(case)
        data = submitted(asked.form, request.form, request.files)
        if "_row" in request.form:
            return _page(asked, request.form, edit_rows(asked.form, data, request.form["_row"]))
        errors = _recorded(case, asked, data)
    except _TOO_LATE as refused:
        return _refuse(case, refused)
    if errors:
        return _page(asked, request.form, data, errors)
    flash(_("The reply is recorded for %(agency)s.", agency=_agency(asked)), "ok")
    return redirect(url_for("cases.show", case_id=case_id), 303)


@blueprint.post("/cases/<int:case_id>/paper/conditions")
@access(RECORDS_REPLIES)
def paper_conditions(case_id: int) -> ResponseReturnValue:
    """Say which parts of the form do not apply to what is typed; nothing is kept."""
    asked = require_awaited(_case(case_id))
    fields = typed_in(request.get_json(silent=True)) or MultiDict()
    return jsonify(hidden=_view(asked, submitted(asked.form, fields, MultiDict()), {}).hidden)


def _recorded(case: Case, asked: Awaited, data: Mapping[str, Any]) -> Errors:
    """Record what was sent; return what is wrong with it, by field, when nothing was."""
    entries, errors = filled(LETTER, request.form)
    now = utc_now()
    if not errors:
        errors = _in_words(faults_of(Letter(**entries), case, now))
    try:
        validate(asked.form, data, context=form_context(case), now=now)
    except FormInvalid as invalid:
        errors = {**errors, **invalid.errors}
    if errors:
        return errors
    try:
        receive(case.id, Letter(**entries), data, upload=_upload(), actor=current_actor(), now=now)
    except Invalid as invalid:
        return _in_words(invalid.errors)
    except UnsafeFile as unsafe:
        return {"file": [unsafe.sentence(str(get_locale()))]}
    return {}


def _in_words(faults: Mapping[str, Sequence[str]]) -> Errors:
    return {name: [_(one) for one in texts] for name, texts in faults.items()}


def _case(case_id: int) -> Case:
    """Return a case of drafting that the caller may know of; raise CaseNotFound or DraftingNotFound."""
    case = require_case(current_actor(), db.session.get(Case, case_id))
    if not is_of_drafting(case):
        raise DraftingNotFound
    return case


def _refuse(case: Case, refused: RepliesClosed | ReplyNotAwaited) -> ResponseReturnValue:
    """Lead to the case, which says what came of it."""
    flash(_(refused.message), "soon")
    return redirect(url_for("cases.show", case_id=case.id), 303)


def _page(
    asked: Awaited, letter: Mapping[str, Any], data: Mapping[str, Any], errors: Errors | None = None
) -> ResponseReturnValue:
    found = errors or {}
    page = render_template(
        "drafting/paper.html",
        case=asked.task.case,
        agency=_agency(asked),
        task=asked.task,
        form=letter,
        errors=found,
        problems=problems(found),
        channels=[(channel.value, CHANNELS[channel]) for channel in OUTSIDE],
        view=_view(asked, data, found),
    )
    return page, 422 if found else 200


def _view(asked: Awaited, data: Mapping[str, Any], errors: Errors) -> FormView:
    return render_context(asked.form, data, errors, context=form_context(asked.task.case), now=utc_now())


def _agency(asked: Awaited) -> str:
    return (asked.task.agency or asked.task.case.agency).name


def _upload() -> Upload | None:
    given = request.files.get("file")
    if given is None or not given.filename:
        return None
    return Upload(given.filename, BytesIO(given.stream.read()), request.form.get("not_secret") == "1")
