"""The private feed: its page, renewing and revoking it, and the address that calendar programs read."""

from datetime import timedelta

from flask import Blueprint, Response, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from app.agenda.entries import Span, ended_entries, entries_of
from app.agenda.feeds import DAYS_BEFORE, feed_of, find_feed, issue_feed, revoke_feed
from app.agenda.ics import calendar_of
from app.agenda.models import CalendarFeed
from app.clock import local_date, utc_now
from app.errors import NotFound
from app.notifications.notices import link
from app.organisation.access import PUBLIC, SIGNED_IN, access
from app.organisation.calendar import office_calendar
from app.organisation.gate import current_actor
from app.organisation.identity import actor_for
from app.organisation.models import User

BACK, AHEAD = timedelta(days=120), timedelta(days=400)
FORGETS_AFTER = timedelta(days=30)  # by then every program has asked again
TOKEN_LENGTH = 100

blueprint = Blueprint("calendar_feed", __name__, url_prefix="/calendar", template_folder="../templates")


@blueprint.get("/feed")
@access(SIGNED_IN)
def show() -> ResponseReturnValue:
    """Say what the feed is, and whether there is an address."""
    return _page()


@blueprint.post("/feed")
@access(SIGNED_IN)
def issue() -> ResponseReturnValue:
    """Make a new address and show it this once; an earlier one dies."""
    given = request.form.get("days_before", "")
    days = int(given) if given in map(str, DAYS_BEFORE) else DAYS_BEFORE[1]
    token = issue_feed(current_actor(), days, utc_now())
    return _page(link(url_for("calendar_feed.read", token=token)))


@blueprint.post("/feed/revoke")
@access(SIGNED_IN)
def revoke() -> ResponseReturnValue:
    """Make the address useless."""
    if revoke_feed(current_actor(), utc_now()):
        flash(_("The address no longer works. Calendars that read it will be empty or say so."), "ok")
    return redirect(url_for("calendar_feed.show"), 303)


@blueprint.get("/<token>.ics")
@access(PUBLIC)
def read(token: str) -> ResponseReturnValue:
    """Give a calendar program what stands on its owner's calendar; the secret in the address is the only key."""
    found = find_feed(token) if len(token) <= TOKEN_LENGTH else None
    if found is None:
        raise NotFound
    response = Response(_content(*found), mimetype="text/calendar")
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers.set("Content-Disposition", "inline", filename="tien-do.ics")
    response.cache_control.private = True
    response.cache_control.no_cache = True  # ask again each time; the tag tells that nothing has changed
    response.add_etag()
    return response.make_conditional(request)


def _content(feed: CalendarFeed, user: User) -> bytes:
    now, calendar = utc_now(), office_calendar()
    today, actor = local_date(now), actor_for(user)
    with force_locale(user.locale):
        entries = entries_of(actor, Span(today - BACK, today + AHEAD), today, calendar)
        ended = ended_entries(actor, now - FORGETS_AFTER, today, calendar)
        return calendar_of([*entries, *ended], name=_("Tiến Độ: my work"), days_before=feed.days_before)


def _page(address: str = "") -> Response:
    page = render_template("agenda/feed.html", address=address, feed=feed_of(current_actor()), days=DAYS_BEFORE)
    response = make_response(page)
    if address:
        response.cache_control.no_store = True  # it is shown once
    return response
