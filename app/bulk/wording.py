"""What timelines say about reminders that were ordered by hand; the rest of the acts have their own words."""

from flask_babel import gettext as _

from app.timeline.wording import Payload, Wording, word


def _reminder(payload: Payload) -> str:
    return _("ordered a reminder of “%(task)s” to %(to)s", task=payload["task"], to=payload.get("to") or "–")


word(
    {
        "task.reminder_ordered": Wording("bell", _reminder, "info"),
        "task.reminder_withdrawn": Wording(
            "arrow-counterclockwise", lambda p: _("took the reminder of “%(task)s” back", task=p["task"])
        ),
    }
)
