"""The wave of a day: who gets what and who gets nothing, a letter as it will look, an agency left alone for once."""

from datetime import date

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.clock import local_date, utc_now
from app.database import current_unit_of_work
from app.errors import NotFound
from app.extensions import db
from app.legible import key
from app.notifications.skips.service import remind_after_all, skip_once
from app.notifications.views.blueprint import STEERS, blueprint
from app.notifications.waves.forecast import DAYS, forecast
from app.notifications.waves.preview import decisions_about, preview
from app.notifications.waves.reading import rows_of
from app.notifications.waves.rehearsal import rehearse
from app.notifications.waves.timing import is_gone, is_planned, next_wave, opens_at
from app.organisation.access import access
from app.organisation.calendar import office_calendar
from app.organisation.gate import current_actor
from app.organisation.models import User
from app.organisation.schemas.forms import Errors, problems

FARTHEST = 90  # days ahead that are looked at
LONGEST_REASON = 300


@blueprint.get("")
@access(STEERS)
def index() -> ResponseReturnValue:
    """Show the wave that goes out next."""
    return _wave_page(next_wave(utc_now()))


@blueprint.get("/waves/<day:day>")
@access(STEERS)
def wave(day: date) -> ResponseReturnValue:
    """Show the wave of a day that is still to come; one that is planned or past is read in the history."""
    if is_gone(day, utc_now()) or is_planned(day):
        return redirect(url_for("reminders.history", day=day))
    _require_near(day)
    return _wave_page(day)


@blueprint.get("/days")
@access(STEERS)
def days() -> ResponseReturnValue:
    """Show what will go out in the next 30 days."""
    now = utc_now()
    ahead = forecast(current_actor(), now)
    return render_template("reminders/days.html", days=ahead, opens=opens_at(next_wave(now)), span=DAYS)


@blueprint.post("/waves/<day:day>/letters/<int:user_id>")
@access(STEERS)
def letter(day: date, user_id: int) -> ResponseReturnValue:
    """Show a person's letters of a coming day as they would look; nothing is kept of it."""
    now, actor = utc_now(), current_actor()
    user = db.session.get(User, user_id)
    if user is None or is_gone(day, now):
        raise NotFound
    _require_near(day)
    current_unit_of_work().discard()
    decisions = decisions_about(actor, day, now, user_id)
    letters = rehearse(user_id, decisions, day, now, actor) if decisions else []
    return render_template("reminders/letter.html", day=day, opens=opens_at(day), user=user, letters=letters)


@blueprint.post("/waves/<day:day>/agencies/<int:agency_id>/skip")
@access(STEERS)
def skip(day: date, agency_id: int) -> ResponseReturnValue:
    """Leave an agency alone in the wave of the day."""
    _require_near(day)
    reason = request.form.get("reason", "").strip()
    if not 0 < len(reason) <= LONGEST_REASON:
        wrong = _("Write in a few words why the agency is left alone; it is kept in its history.")
        return _wave_page(day, {f"reason-{agency_id}": [wrong]}), 422
    skip_once(agency_id, day, reason, current_actor(), utc_now())
    flash(_("The agency gets no reminder this time. You can take that back until the letters leave."), "ok")
    return redirect(_back(day))


@blueprint.post("/waves/<day:day>/agencies/<int:agency_id>/remind")
@access(STEERS)
def remind(day: date, agency_id: int) -> ResponseReturnValue:
    """Take back that an agency is left alone."""
    remind_after_all(agency_id, day, current_actor(), utc_now())
    flash(_("The agency is reminded after all."), "ok")
    return redirect(_back(day))


def _require_near(day: date) -> None:
    if (day - local_date(utc_now())).days > FARTHEST:
        raise NotFound


def _back(day: date) -> str:
    page = request.form.get("page", type=key)
    return url_for("reminders.wave", day=day, page=page if page and page > 1 else None)


def _wave_page(day: date, errors: Errors | None = None) -> str:
    now, calendar = utc_now(), office_calendar()
    page = max(1, request.values.get("page", default=1, type=key))
    found = preview(current_actor(), day, now, page=page)
    first = next_wave(now)
    before = calendar.add_working_days(day, -1)
    return render_template(
        "reminders/wave.html",
        wave=found,
        rows=rows_of(found.agencies, now),
        opens=max(opens_at(day), now),  # a wave that was late leaves at once
        is_next=day == first,
        is_working_day=calendar.is_working_day(day),
        before=before if before >= first else None,
        after=calendar.add_working_days(day, 1),
        errors=errors or {},
        problems=problems(errors or {}),
        typed=request.form.get("reason", ""),
    )
