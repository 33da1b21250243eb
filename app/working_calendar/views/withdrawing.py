"""Withdraw a decision about days: what it would move, the reason, the confirmation."""

from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.clock import utc_now
from app.legible import key
from app.organisation.access import access
from app.organisation.gate import current_actor
from app.organisation.models import CalendarChange
from app.organisation.schemas.forms import Errors, filled, problems
from app.working_calendar.errors import AlreadyWithdrawn
from app.working_calendar.labels import KINDS
from app.working_calendar.previewing import change_by_withdrawing, count_moves, preview
from app.working_calendar.schemas import PROMISE, WITHDRAWAL
from app.working_calendar.service import require_change, withdraw
from app.working_calendar.views.blueprint import KEEPS_CALENDAR, blueprint
from app.working_calendar.views.shown import and_followers, is_as_seen, shown_with


@blueprint.get("/changes/<int:change_id>/withdraw")
@access(KEEPS_CALENDAR)
def withdrawing(change_id: int) -> ResponseReturnValue:
    """Show what withdrawing the decision would move, and ask why."""
    return _withdrawal(require_change(change_id), {}, {})


@blueprint.post("/changes/<int:change_id>/withdraw")
@access(KEEPS_CALENDAR)
def confirm_withdrawal(change_id: int) -> ResponseReturnValue:
    """Withdraw the decision as it was previewed."""
    change, now = require_change(change_id), utc_now()
    given, errors = filled(WITHDRAWAL, request.form)
    if not change.stands:
        raise AlreadyWithdrawn
    if errors:
        return _withdrawal(change, request.form, errors)
    promise, count = filled(PROMISE, request.form)[0], count_moves(change_by_withdrawing(change), now)
    if not is_as_seen(promise, count):
        return _withdrawal(change, request.form, {}, is_stale=True)
    withdraw(change.id, given["reason"], actor=current_actor(), now=now, seen=promise["seen"], to_move=count)
    flash(and_followers(count, _("The decision is withdrawn.")), "ok")
    return redirect(url_for("working_calendar.decision", change_id=change.id), 303)


def _withdrawal(
    change: CalendarChange, values: Mapping[str, Any], errors: Errors, *, is_stale: bool = False
) -> ResponseReturnValue:
    if not change.stands:
        raise AlreadyWithdrawn
    page = request.args.get("page", 1, type=key)
    found = preview(change_by_withdrawing(change), page=page, actor=current_actor(), now=utc_now())
    shown = render_template(
        "working_calendar/withdrawing.html",
        change=change,
        form=values,
        errors=errors,
        problems=problems(errors),
        is_stale=is_stale,
        kinds=KINDS,
        address=lambda number: url_for("working_calendar.withdrawing", change_id=change.id, page=number),
        **shown_with(found),
    )
    return shown, 422 if errors else 409 if is_stale else 200
