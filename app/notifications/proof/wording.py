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


def _what(payload: Payload) -> dict[str, str]:
    return {"to": str(payload.get("to") or "–"), "task": str(payload.get("task") or "")}


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
        "task.told_above": event(
            "arrow-right", lambda p: _("%(to)s was told that “%(task)s” is not done.", **_what(p))
        ),
        "task.not_told_above": event(
            "exclamation-triangle-fill",
            lambda p: _("%(to)s could not be told that “%(task)s” is not done.", **_what(p)),
        ),
        "task.letter_proposed": event(
            "envelope", lambda p: _("An official letter about “%(task)s” was proposed to %(to)s.", **_what(p))
        ),
        "user.address_vouched": Wording(
            "check-circle-fill", lambda p: _("confirmed that %(email)s takes mail again", email=p["email"])
        ),
    }
)
