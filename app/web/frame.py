"""The frame of a signed-in page: who it is, and the entries whose routes are open to them.

An entry appears as soon as its endpoint exists and its access rule lets the person in; nothing else decides.
"""

from dataclasses import dataclass, replace
from typing import Any

from flask import Blueprint, Flask, current_app, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from app.clock import local_date, utc_now
from app.extensions import db
from app.organisation.access import SIGNED_IN, Verdict, access, roles_of, rule_of
from app.organisation.labels import ROLES
from app.organisation.models import Agency
from app.organisation.roles import Actor, Role
from app.tasks.agenda import load_of
from app.web.navigation import NavItem, NavSection, Shell, initials, register_nav

blueprint = Blueprint("frame", __name__)


@dataclass(frozen=True)
class Entry:
    """One entry of the navigation, as the developer writes it; `short` puts it into a phone's bottom bar."""

    endpoint: str
    label: Any
    icon: str
    short: Any = ""


SECTIONS: tuple[tuple[Any, tuple[Entry, ...]], ...] = (
    (
        "",
        (
            Entry("dashboard.show", _l("Overview"), "bar-chart-line", _l("Overview")),
            Entry("tasks.inbox", _l("My work"), "inbox", _l("Work")),
            Entry("calendar.show", _l("My calendar"), "calendar3"),
            Entry("year.show", _l("The year"), "calendar-range"),
        ),
    ),
    (
        _l("Follow up"),
        (
            Entry("campaigns.index", _l("Reporting rounds"), "grid-3x3-gap", _l("Rounds")),
            Entry("plans.index", _l("Plans"), "journal-check"),
            Entry("obstacles.index", _l("Obstacles"), "cone-striped"),
            Entry("cases.index", _l("Cases"), "folder2-open", _l("Cases")),
            Entry("reminders.index", _l("Reminders"), "bell"),
        ),
    ),
    (
        _l("Programmes"),
        (
            Entry("drafting.index", _l("Annual plans"), "vector-pen"),
            Entry("support.index", _l("Support for ISO/IEC 17025"), "award"),
            Entry("enterprises.index", _l("Enterprises"), "check2-circle"),
            Entry("reviews.index", _l("Plan reviews"), "flag"),
        ),
    ),
    (
        _l("Registers"),
        (
            Entry("agencies.index", _l("Agencies"), "building"),
            Entry("users.index", _l("Users"), "people"),
            Entry("working_calendar.show", _l("Working calendar"), "calendar3"),
            Entry("processes.index", _l("Processes"), "diagram-3"),
            Entry("incidents.index", _l("Failed steps"), "exclamation-circle-fill"),
            Entry("cases.without_coordinator", _l("Cases without a coordinator"), "lock"),
        ),
    ),
)


def init_app(app: Flask) -> None:
    """Describe the frame from the person who is signed in."""
    register_nav(app, frame)
    app.register_blueprint(blueprint)


# Where a person's day begins: whoever follows everything up, runs the system, has work, or reads.
STARTS = ("dashboard.show", "incidents.index", "tasks.inbox", "cases.index")


@blueprint.get("/")
@access(SIGNED_IN)
def start() -> ResponseReturnValue:
    """Send the person to the page where their day begins."""
    actor: Actor = current_user.actor
    addresses = (address_of(endpoint, actor) for endpoint in STARTS)
    return redirect(next(filter(None, addresses), url_for("account.show")))


def frame() -> Shell | None:
    """Return the frame of this request; None when nobody is signed in."""
    if not current_user.is_authenticated:
        return None
    actor: Actor = current_user.actor
    return Shell(
        user_name=actor.name,
        user_caption=_caption(actor),
        initials=initials(actor.name),
        nav=tuple(section for title, entries in SECTIONS if (section := _section(title, entries, actor)).items),
        today=local_date(utc_now()),
        province_name=current_app.config["PROVINCE_NAME"],
        user_id=str(actor.id),
        search_url=address_of("search.show", actor),
        account_url=url_for("account.show"),
        sign_out_url=url_for("sign_in.sign_out"),
        uses_shortcuts=current_user.uses_shortcuts,
    )


def _section(title: Any, entries: tuple[Entry, ...], actor: Actor) -> NavSection:
    items = [_item(entry, address, actor) for entry in entries if (address := address_of(entry.endpoint, actor))]
    return NavSection(str(title), tuple(items))


def _item(entry: Entry, address: str, actor: Actor) -> NavItem:
    item = NavItem(str(entry.label), address, entry.icon, short=str(entry.short))
    if entry.endpoint != "tasks.inbox":
        return item
    load = load_of(actor, utc_now())
    note = _("open tasks, some of them overdue") if load.overdue else _("open tasks")
    return replace(item, count=load.open, count_note=note, urgent=load.overdue > 0)


def address_of(endpoint: str, actor: Actor) -> str:
    """Return the address of an endpoint that is there and open to the person, else nothing."""
    if endpoint not in current_app.view_functions:
        return ""
    is_open = rule_of(current_app, endpoint, "GET").verdict(actor) is Verdict.open
    return url_for(endpoint) if is_open else ""


def _caption(actor: Actor) -> str:
    """Say what the person is: the role, and the agency of their seat."""
    if not actor.seats:
        return ", ".join(str(ROLES[role]) for role in Role if role in roles_of(actor))
    agency_id, role = min(actor.seats)
    agency = db.session.get(Agency, agency_id)
    return _("%(role)s, %(agency)s", role=ROLES[role], agency=(agency.name if agency else ""))
