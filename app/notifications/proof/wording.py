"""What the timelines of cases and agencies say about mails that were opened, came back or were answered."""

from flask_babel import gettext as _

from app.notifications.bounces.wording import why
from app.timeline.wording import Payload, Wording, event, moment_of, word


def _about(payload: Payload) -> dict[str, str]:
    return {
        "to": str(payload.get("to") or "–"),
        "sent": moment_of(payload.get("sent_at")),
        "at": moment_of(payload.get("at")),
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
