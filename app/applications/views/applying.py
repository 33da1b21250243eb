"""Fill in and send an application: a draft behind an unguessable link, no account, no scripts needed."""

import json
from collections.abc import Mapping
from typing import Any

from flask import Response, jsonify, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from app.applications.errors import TooManyTries
from app.applications.kinds import ApplicationKind, all_kinds, kind_of
from app.applications.queries import form_of
from app.applications.service.drafting import (
    CONFIRM_WITHIN,
    KEPT_FOR,
    begin_draft,
    checked,
    find_draft,
    save_draft,
    send_draft,
)
from app.applications.views import limits
from app.applications.views.blueprint import Errors, blueprint, in_words, remote
from app.clock import utc_now
from app.database import commit_so_far
from app.errors import Invalid
from app.extensions import db
from app.forms import FormView, edit_rows, initial, render_context, submitted
from app.forms.typed import typed_in
from app.organisation.access import PUBLIC, access

NOBODY = MultiDict[str, Any]()


@blueprint.get("")
@access(PUBLIC)
def index() -> str:
    """List what can be applied for."""
    return render_template("applications/index.html", kinds=all_kinds())


@blueprint.get("/<kind_key>")
@access(PUBLIC)
def form(kind_key: str) -> ResponseReturnValue:
    """Show the empty form; nothing is kept yet."""
    kind = kind_of(kind_key)
    return page(kind, None, initial(form_of(kind), data={}, context=dict(kind.fixed)))


@blueprint.post("/<kind_key>")
@access(PUBLIC)
def begin(kind_key: str) -> ResponseReturnValue:
    """Keep what was typed as a draft with a link of its own, then do what the button says."""
    kind = kind_of(kind_key)
    data = typed(kind)
    try:
        limits.require_patience([limits.of_address("draft", remote(), limits.NEW_DRAFTS)], utc_now())
        token = begin_draft(kind, data, utc_now()).token
    except TooManyTries as tries:
        return _slowed(kind, None, data, tries)
    except Invalid as invalid:
        return page(kind, None, data, in_words(invalid.errors))
    commit_so_far(db.session)  # what was typed stays, whatever becomes of the rest
    return _go_on(kind, token, data)


@blueprint.get("/<kind_key>/<token>")
@access(PUBLIC)
def draft(kind_key: str, token: str) -> ResponseReturnValue:
    """Show a draft to whoever has its link."""
    kind = kind_of(kind_key)
    kept = find_draft(kind, token, utc_now())
    return page(kind, token, initial(form_of(kind), data=json.loads(kept.data), context=dict(kind.fixed)))


@blueprint.post("/<kind_key>/<token>")
@access(PUBLIC)
def save(kind_key: str, token: str) -> ResponseReturnValue:
    """Keep what is typed now, then do what the button says."""
    kind = kind_of(kind_key)
    data = typed(kind)
    try:
        save_draft(kind, token, data, utc_now())
    except Invalid as invalid:
        return page(kind, token, data, in_words(invalid.errors))
    commit_so_far(db.session)
    return _go_on(kind, token, data)


@blueprint.get("/<kind_key>/<token>/sent")
@access(PUBLIC)
def sent(kind_key: str, token: str) -> ResponseReturnValue:
    """Say that a letter is on its way to the address that has to be confirmed."""
    kind = kind_of(kind_key)
    kept = find_draft(kind, token, utc_now())
    if not kept.email:
        return redirect(url_for("applications.draft", kind_key=kind_key, token=token), 303)
    return render_template("applications/sent.html", kind=kind, token=token, email=kept.email, until=kept.confirm_until)


@blueprint.post("/<kind_key>/conditions")
@access(PUBLIC)
def conditions(kind_key: str) -> ResponseReturnValue:
    """Say which parts of the form do not apply to what is typed; nothing is kept."""
    kind = kind_of(kind_key)
    fields = typed_in(request.get_json(silent=True)) or NOBODY
    return jsonify(hidden=view_of(kind, submitted(form_of(kind), fields, NOBODY)).hidden)


def typed(kind: ApplicationKind) -> dict[str, Any]:
    """Return what was typed, a row button carried out. Files are not taken: there is nobody to answer for them."""
    form = form_of(kind)
    data = submitted(form, request.form, NOBODY)
    return edit_rows(form, data, request.form["_row"]) if request.form.get("_row") else data


def view_of(kind: ApplicationKind, data: Mapping[str, Any], errors: Errors | None = None) -> FormView:
    """Return the kind's form as its page shows it."""
    return render_context(form_of(kind), data, errors or {}, context=dict(kind.fixed), now=utc_now())


def page(kind: ApplicationKind, token: str | None, data: Mapping[str, Any], errors: Errors | None = None) -> Response:
    """Answer with the form; with errors it is a 422 that keeps all that was typed."""
    return make_response(
        render_template("applications/form.html", **_values(kind, token, data, errors)), 422 if errors else 200
    )


def _go_on(kind: ApplicationKind, token: str, data: Mapping[str, Any]) -> ResponseReturnValue:
    if "_send" not in request.form:
        return redirect(url_for("applications.draft", kind_key=kind.key, token=token, _anchor=_place()), 303)
    now, agrees = utc_now(), request.form.get("agrees") == "true"
    try:
        answers = checked(kind, data, agrees=agrees, now=now)
        email = str(answers[kind.names.contact_email])
        by_address = limits.of_address("send", remote(), limits.SENDING)
        limits.require_patience([limits.of_email("send", email, limits.MAILS), by_address], now)
        send_draft(kind, find_draft(kind, token, now, locked=True), agrees=agrees, now=now)
    except Invalid as invalid:
        return page(kind, token, data, in_words(invalid.errors))
    except TooManyTries as tries:
        return _slowed(kind, token, data, tries)
    return redirect(url_for("applications.sent", kind_key=kind.key, token=token), 303)


def _slowed(kind: ApplicationKind, token: str | None, data: Mapping[str, Any], tries: TooManyTries) -> Response:
    errors = in_words({"": [tries.message]})
    response = page(kind, token, data, errors)
    response.status_code = tries.status
    response.headers["Retry-After"] = str(tries.retry_after)
    return response


def _values(kind: ApplicationKind, token: str | None, data: Mapping[str, Any], errors: Errors | None) -> dict[str, Any]:
    given = dict(errors or {})
    own = {name: given.pop(name) for name in ("agrees", "") if name in given}
    view = view_of(kind, data, given)
    summary = [*view.summary, *((name or "content", one) for name, several in own.items() for one in several)]
    return {
        "kind": kind,
        "token": token,
        "view": view,
        "errors": errors or {},
        "summary": summary,
        "agrees": request.form.get("agrees") == "true",
        "agrees_errors": own.get("agrees", []),
        "kept_days": KEPT_FOR.days,
        "confirm_days": CONFIRM_WITHIN.days,
    }


def _place() -> str | None:
    """Return the part of the page that a row button belongs to."""
    return request.form.get("_row", "").partition(":")[2].partition("[")[0] or None
