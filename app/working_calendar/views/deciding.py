"""Enter a decision about days: the form, what it would move, the confirmation."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.clock import local_date, utc_now
from app.legible import is_key, key
from app.organisation.access import access
from app.organisation.gate import current_actor
from app.organisation.models import CalendarChange, ChangeKind
from app.organisation.schemas.forms import Errors, filled, problems
from app.working_calendar.errors import AlreadyWithdrawn, ChangeNotFound
from app.working_calendar.labels import KINDS
from app.working_calendar.orders import Order, faults_of
from app.working_calendar.previewing import change_by, count_moves, preview
from app.working_calendar.schemas import PROMISE, read_order
from app.working_calendar.service import enter, require_change
from app.working_calendar.views.blueprint import KEEPS_CALENDAR, blueprint
from app.working_calendar.views.shown import and_followers, is_as_seen, shown_with


@blueprint.get("/changes/new")
@access(KEEPS_CALENDAR)
def new() -> ResponseReturnValue:
    """Show the form of a decision, empty or with those entries that a decision to be corrected has."""
    corrected = _corrected()
    if corrected is not None:
        return _form(corrected.kind, {**_entered(corrected), **request.args}, {}, corrected)
    values = {"known_on": f"{local_date(utc_now()):%d/%m/%Y}", **request.args}
    return _form(_kind() or ChangeKind.swap, values, {}, None)


@blueprint.get("/changes/preview")
@access(KEEPS_CALENDAR)
def look_ahead() -> ResponseReturnValue:
    """Show which deadlines and reminders the decision would move; nothing is written."""
    order, errors = _order(request.args)
    if order is None:
        return _form(_kind() or ChangeKind.swap, request.args, errors, _corrected())
    return _preview_of(order)


@blueprint.post("/changes")
@access(KEEPS_CALENDAR)
def confirm() -> ResponseReturnValue:
    """Make the decision that was previewed; where the calendar or the figures are others by now, show them first."""
    order, errors = _order(request.form)
    if order is None:
        return _form(_kind() or ChangeKind.swap, request.form, errors, _corrected())
    now, promise = utc_now(), filled(PROMISE, request.form)[0]
    count = count_moves(change_by(order), now)
    if not is_as_seen(promise, count):
        return _preview_of(order, is_stale=True)
    change = enter(order, actor=current_actor(), now=now, seen=promise["seen"], to_move=count)
    flash(and_followers(count, _("The decision is in the working calendar.")), "ok")
    return redirect(url_for("working_calendar.decision", change_id=change.id), 303)


def _kind() -> ChangeKind | None:
    value = request.values.get("kind", "")
    return ChangeKind(value) if value in list(ChangeKind) else None


def _corrected() -> CalendarChange | None:
    """Return the decision to be corrected, if the address names one; raise what is wrong with it."""
    named = request.values.get("corrects", "")
    if not named:
        return None
    if not is_key(named):
        raise ChangeNotFound
    change = require_change(int(named))
    if not change.stands:
        raise AlreadyWithdrawn
    return change


def _order(given: Mapping[str, Any]) -> tuple[Order | None, Errors]:
    kind, corrected = _kind(), _corrected()
    if kind is None:
        return None, {"kind": [_("Choose what is decided.")]}
    order, errors = read_order(kind, given, corrected.id if corrected else None)
    if order is not None:
        errors = faults_of(order, local_date(utc_now()))
    return (None if errors else order), errors


def _entered(change: CalendarChange) -> dict[str, str]:
    """Return what the form shows of a decision that is to be corrected."""
    off = [row.day for row in change.days if not row.works]
    worked = [row.day for row in change.days if row.works]
    days: dict[str, date | None] = {
        "day_off": off[0] if off else None,
        "day_worked": worked[0] if worked else None,
        "first_day": off[0] if off else None,
        "last_day": off[-1] if off else None,
        "document_date": change.document_date,
        "known_on": change.known_on,
    }
    texts = {name: getattr(change, name) for name in ("name", "document_number", "issuer")}
    return texts | {name: f"{day:%d/%m/%Y}" for name, day in days.items() if day is not None}


def _form(
    kind: ChangeKind, values: Mapping[str, Any], errors: Errors, corrected: CalendarChange | None
) -> ResponseReturnValue:
    page = render_template(
        "working_calendar/form.html",
        kind=kind,
        kinds=KINDS,
        form=values,
        errors=errors,
        problems=problems(errors),
        corrected=corrected,
    )
    return page, 422 if errors else 200


def _preview_of(order: Order, *, is_stale: bool = False) -> ResponseReturnValue:
    page = request.args.get("page", 1, type=key)
    found = preview(change_by(order), page=page, actor=current_actor(), now=utc_now())
    fields = _fields(request.values)
    shown = render_template(
        "working_calendar/preview.html",
        order=order,
        fields=fields,
        kinds=KINDS,
        is_stale=is_stale,
        corrected=_corrected(),
        address=lambda number: url_for("working_calendar.look_ahead", **{**fields, "page": number}),
        **shown_with(found),
    )
    return shown, 409 if is_stale else 200


_FIELDS = (
    "kind",
    "corrects",
    "name",
    "day_off",
    "day_worked",
    "first_day",
    "last_day",
    "document_number",
    "document_date",
    "issuer",
    "known_on",
)


def _fields(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the entries that travel with a preview."""
    return {name: given[name] for name in _FIELDS if given.get(name)}
