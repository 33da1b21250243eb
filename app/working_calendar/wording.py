"""What the timeline says about decisions about days, and about the deadlines that follow them."""

from flask_babel import gettext as _

from app.counting import in_figures
from app.organisation.models import CalendarChange
from app.timeline.queries import entries
from app.timeline.wording import Line, Payload, Wording, day_of, event, lines_of, word
from app.working_calendar.settling import CALENDAR


def history_of(change: CalendarChange, *, shows_people: bool) -> list[Line]:
    """Return what the calendar's timeline says of one decision, newest first."""
    about = [entry for entry in entries(CALENDAR) if entry.payload.get("change") == change.id]
    return lines_of(about, shows_people=shows_people)


def _days(payload: Payload) -> str:
    listed = payload.get("days") or []
    off = [day_of(one["day"]) for one in listed if not one["works"]]
    worked = [day_of(one["day"]) for one in listed if one["works"]]
    if len(off) > 2:
        off = [f"{off[0]} – {off[-1]}"]
    parts = [
        _("off: %(days)s", days=", ".join(off)) if off else "",
        _("worked: %(days)s", days=", ".join(worked)) if worked else "",
    ]
    return "; ".join(part for part in parts if part)


def _about(payload: Payload) -> dict[str, str]:
    return {"name": payload["name"], "days": _days(payload), "source": payload["source"]}


def _followed(payload: Payload) -> str:
    """Say how a deadline followed the calendar: the date itself, or only what days off make of it."""
    old, new = payload["old"], payload["new"]
    part = next((name for name in ("due", "overdue", "remind") if old[name] != new[name]), "due")
    values = {
        "old": day_of(old[part]),
        "new": day_of(new[part]),
        "source": _source(payload),
        "task": payload.get("task"),
    }
    if payload.get("task"):
        return {
            "due": _("The working calendar changed: “%(task)s” is due on %(new)s, not %(old)s; %(source)s.", **values),
            "overdue": _(
                "The working calendar changed: “%(task)s” is overdue only after %(new)s, not %(old)s; %(source)s.",
                **values,
            ),
            "remind": _(
                "The working calendar changed: reminders of “%(task)s” go by %(new)s, not %(old)s; %(source)s.",
                **values,
            ),
        }[part]
    return {
        "due": _("The working calendar changed: due on %(new)s, not %(old)s; %(source)s.", **values),
        "overdue": _("The working calendar changed: overdue only after %(new)s, not %(old)s; %(source)s.", **values),
        "remind": _("The working calendar changed: reminders go by %(new)s, not %(old)s; %(source)s.", **values),
    }[part]


def _source(payload: Payload) -> str:
    if payload.get("withdrawn"):
        return _("this decision was withdrawn: %(source)s", source=payload["source"])
    return _("by %(source)s", source=payload["source"])


word(
    {
        "calendar.entered": Wording(
            "calendar-plus", lambda p: _("entered “%(name)s” (%(days)s), %(source)s", **_about(p)), "info"
        ),
        "calendar.corrected": Wording(
            "pencil-square", lambda p: _("corrected “%(name)s” (%(days)s), %(source)s", **_about(p)), "info"
        ),
        "calendar.withdrawn": Wording(
            "arrow-counterclockwise", lambda p: _("withdrew “%(name)s” (%(days)s), %(source)s", **_about(p))
        ),
        "calendar.settled": event(
            "check-circle-fill",
            lambda p: _("Deadlines follow “%(name)s”: %(count)s moved.", name=p["name"], count=in_figures(p["moved"])),
            "ok",
        ),
        "case.followed_calendar": event("calendar3", _followed, "info"),
        "task.followed_calendar": event("calendar3", _followed, "info"),
    }
)
