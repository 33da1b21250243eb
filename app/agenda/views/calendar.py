"""A person's calendar: the month as a grid and as a list."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from app.agenda.entries import entries_of, overdue_entries
from app.agenda.feeds import feed_of
from app.agenda.month import Month, grid
from app.clock import local_date, utc_now
from app.notifications.wording import language
from app.organisation.access import SIGNED_IN, access
from app.organisation.calendar import office_calendar
from app.organisation.gate import current_actor

blueprint = Blueprint("calendar", __name__, url_prefix="/calendar", template_folder="../templates")


@blueprint.get("")
@access(SIGNED_IN)
def show() -> ResponseReturnValue:
    """Show the person's month: grid and list of the same; overdue work stands above the present one."""
    actor, today, calendar = current_actor(), local_date(utc_now()), office_calendar()
    month = Month.read(request.args.get("month", ""), today)
    found = entries_of(actor, month.weeks, today, calendar)
    weeks = grid(month, found, calendar, language())
    is_present = Month.of(today) == month
    return render_template(
        "agenda/calendar.html",
        month=month,
        weeks=weeks,
        listed=[day for week in weeks for day in week if day.is_inside and (day.entries or day.named)],
        overdue=overdue_entries(actor, today, calendar) if is_present else [],
        has_feed=feed_of(actor) is not None,
        today=today,
    )
