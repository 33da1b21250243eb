"""The register of standing reporting duties."""

import json
from collections.abc import Mapping
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.clock import local_date, utc_now
from app.deadlines.inputs import BadInput
from app.deadlines.limits import FixedDay
from app.errors import Invalid
from app.organisation import labels
from app.organisation.access import access
from app.organisation.calendar import office_calendar
from app.organisation.gate import current_actor
from app.organisation.schemas.forms import Errors, filled, problems
from app.reports.models import Obligation
from app.reports.queries import obligations, require_obligation
from app.reports.readings import READINGS, examples, limit_of, makes_a_difference, next_reasons
from app.reports.schemas import OBLIGATION, ROSTER_KINDS
from app.reports.service.obligations import Duty, correct_obligation, enter_obligation, set_in_force
from app.reports.views.rules import OPENS_ROUNDS, READS_ROUNDS

blueprint = Blueprint("obligations", __name__, url_prefix="/obligations", template_folder="../templates")


@blueprint.get("")
@access(READS_ROUNDS)
def index() -> ResponseReturnValue:
    """List the duties in force, or those that have ended."""
    ended = request.args.get("show") == "ended"
    duties, today, calendar = obligations(ended=ended), local_date(utc_now()), office_calendar()
    reasons = {duty.id: next_reasons(duty, today, calendar) for duty in duties}
    return render_template("reports/obligations.html", duties=duties, ended=ended, kinds_of=_kinds_of, reasons=reasons)


@blueprint.get("/new")
@access(OPENS_ROUNDS)
def new() -> ResponseReturnValue:
    """Show an empty form."""
    return _form(None, {"reading": "later"}, [], {})


@blueprint.post("")
@access(OPENS_ROUNDS)
def enter() -> ResponseReturnValue:
    """Enter a duty."""
    return _keep(None)


@blueprint.get("/<int:obligation_id>/edit")
@access(OPENS_ROUNDS)
def edit(obligation_id: int) -> ResponseReturnValue:
    """Show the form with what was entered."""
    duty = require_obligation(obligation_id)
    names = (
        "title",
        "legal_basis",
        "due_day",
        "due_month",
        "due_is_exclusive",
        "closes_day",
        "closes_month",
        "reading",
    )
    return _form(duty, {name: getattr(duty, name) for name in names}, json.loads(duty.roster), {})


@blueprint.post("/<int:obligation_id>/edit")
@access(OPENS_ROUNDS)
def correct(obligation_id: int) -> ResponseReturnValue:
    """Correct a duty."""
    return _keep(require_obligation(obligation_id))


@blueprint.post("/<int:obligation_id>/in-force")
@access(OPENS_ROUNDS)
def in_force(obligation_id: int) -> ResponseReturnValue:
    """End a duty, or let it apply again."""
    is_active = request.form.get("is_active") == "1"
    set_in_force(obligation_id, is_active, actor=current_actor(), now=utc_now())
    flash(_("The duty applies again.") if is_active else _("The duty has ended; its rounds stay."), "ok")
    return redirect(url_for("obligations.index"))


def _keep(obligation: Obligation | None) -> ResponseReturnValue:
    entries, errors = filled(OBLIGATION, request.form)
    roster = [kind for kind in ROSTER_KINDS if kind.value in request.form.getlist("roster")]
    if not errors:
        try:
            _store(obligation, Duty(**entries, roster=roster))
        except Invalid as invalid:
            errors = {name: [_(text) for text in texts] for name, texts in invalid.errors.items()}
    if errors:
        return _form(obligation, request.form, [kind.value for kind in roster], errors)
    flash(_("Saved."), "ok")
    return redirect(url_for("obligations.index"))


def _store(obligation: Obligation | None, duty: Duty) -> None:
    if obligation is None:
        enter_obligation(duty, actor=current_actor(), now=utc_now())
    else:
        correct_obligation(obligation.id, duty, actor=current_actor(), now=utc_now())


def _form(duty: Obligation | None, values: Mapping[str, Any], roster: list[str], errors: Errors) -> ResponseReturnValue:
    page = render_template(
        "reports/obligation_form.html",
        duty=duty,
        form=values,
        roster=roster,
        kinds=[(kind.value, labels.AGENCY_KINDS[kind]) for kind in ROSTER_KINDS],
        **_readings(values),
        errors=errors,
        problems=problems(errors),
    )
    return page, 422 if errors else 200


def _readings(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the readings, each with what it makes of this year's day; without a day yet, of “before 30/11”."""
    today, calendar = local_date(utc_now()), office_calendar()
    limit = _limit(values)
    shown = limit or FixedDay(day=30, month=11, inclusive=False)
    told = examples(shown, today, calendar)
    return {
        "readings": [(reading, words, told[reading]) for reading, words in READINGS.items()],
        "has_day": limit is not None,
        "makes_a_difference": makes_a_difference(shown, today, calendar),
    }


def _limit(values: Mapping[str, Any]) -> FixedDay | None:
    """Return the limit as typed, None where it is none (yet)."""
    day, month = (str(values.get(name) or "").strip() for name in ("due_day", "due_month"))
    if not (day.isdecimal() and month.isdecimal()):
        return None
    try:
        return limit_of(int(day), int(month), is_exclusive=bool(values.get("due_is_exclusive")))
    except BadInput:  # no day of the calendar: the field says so
        return None


def _kinds_of(duty: Obligation) -> list[Any]:
    owing = json.loads(duty.roster)
    return [label for kind, label in labels.AGENCY_KINDS.items() if kind.value in owing]
