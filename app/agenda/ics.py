"""A calendar in the iCalendar format (RFC 5545, RFC 7986): all-day events that do not make anybody look busy."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from urllib.parse import urlsplit

from flask import current_app
from flask_babel import gettext as _
from icalendar import Alarm, Calendar, Event

from app.agenda.entries import Entry, Kind
from app.deadlines.wording import Nearness
from app.notifications.wording import full_day

REFRESH = timedelta(hours=1)
RINGS_AT = timedelta(hours=8)  # of the day, in the zone of whoever reads


def calendar_of(entries: Iterable[Entry], *, name: str, days_before: int) -> bytes:
    """Return the entries as a calendar of that name, the same bytes for the same entries.

    Open ones ring at 08:00 on the day and `days_before` calendar days before it; those that are over are cancelled.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Tien Do//Lich//VI")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    for entry in entries:
        calendar.add_component(_event(entry, days_before))
    return bytes(calendar.to_ical())


def _event(entry: Entry, days_before: int) -> Event:
    event = Event()
    event.add("uid", f"{entry.uid}@{_host()}")
    event.add("dtstamp", entry.changed_at)
    event.add("last-modified", entry.changed_at)
    event.add("sequence", entry.sequence)
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + timedelta(days=1))  # exclusive
    event.add("summary", entry.title)
    event.add("description", _description(entry))
    event.add("url", _address(entry.path))
    event.add("categories", [_("Reporting round") if entry.kind is Kind.round else _("Work")])
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    event.add("status", "CANCELLED" if entry.is_over else "CONFIRMED")
    for alarm in () if entry.is_over else _alarms(entry, days_before):
        event.add_component(alarm)
    return event


def _description(entry: Entry) -> str:
    """Say what it is about and how its date stands; nothing that would change by itself from one day to the next."""
    lines = [entry.about, _address(entry.path)]
    if entry.standing.nearness is Nearness.overdue:
        lines.insert(1, _("Overdue since %(day)s", day=full_day(entry.day, within=True)))
    return "\n".join(line for line in lines if line)


def _alarms(entry: Entry, days_before: int) -> Sequence[Alarm]:
    return [_alarm(entry, days) for days in sorted({0, days_before}, reverse=True)]


def _alarm(entry: Entry, days: int) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", entry.title)
    alarm.add("trigger", RINGS_AT - timedelta(days=days))
    return alarm


def _address(path: str) -> str:
    return f"{current_app.config['PUBLIC_URL'].rstrip('/')}{path}"


def _host() -> str:
    return urlsplit(current_app.config["PUBLIC_URL"]).hostname or "tiendo"
