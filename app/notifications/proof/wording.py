"""What the timelines of cases and agencies say about mails that were opened, came back or were answered."""

from datetime import datetime

from flask_babel import gettext as _

from app.clock import LOCAL
from app.deadlines.wording import day_month
from app.notifications.bounces.wording import why
from app.timeline.wording import Payload, Wording, event, word


def _moment(value: object) -> str:
    """Write an instant that a payload keeps as ISO text: "16/11 08:01"."""
    try:
        local = datetime.fromisoformat(str(value)).astimezone(LOCAL)
    except ValueError:
        return "–"
    return f"{day_month(local.date())} {local:%H:%M}"


def _about(payload: Payload) -> dict[str, str]:
    return {
        "to": str(payload.get("to") or "–"),
        "sent": _moment(payload.get("sent_at")),
        "at": _moment(payload.get("at")),
        "why": why(str(payload.get("status") or "")),
    }


word(
    {
        "message.opened": event(
            "envelope-open", lambda p: _("%(to)s opened the mail of %(sent)s, at %(at)s.", **_about(p)), "ok"
        ),
        "message.bounced": event(
            "exclamation-triangle-fill",
            lambda p: _("The mail of %(sent)s to %(to)s came back at %(at)s: %(why)s.", **_about(p)),
        ),
        "message.delayed": event(
            "clock", lambda p: _("The mail of %(sent)s to %(to)s is still on its way: %(why)s.", **_about(p))
        ),
        "message.answered": event(
            "reply", lambda p: _("The mail of %(sent)s to %(to)s was answered automatically.", **_about(p))
        ),
        "user.address_vouched": Wording(
            "check-circle-fill", lambda p: _("confirmed that %(email)s takes mail again", email=p["email"])
        ),
    }
)
