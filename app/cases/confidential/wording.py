"""What the timeline says about who may know of a case."""

from flask_babel import gettext as _

from app.timeline.wording import Payload, Wording, word


def _along(payload: Payload) -> str:
    because = payload.get("because")
    return " " + _("(along with case #%(number)s)", number=because) if because else ""


def _restricted(payload: Payload) -> str:
    return _("restricted the case to: %(who)s", who=payload.get("who") or "–") + _along(payload)


def _renamed(payload: Payload) -> str:
    return _("changed who may know of the case; now: %(who)s", who=payload.get("who") or "–") + _along(payload)


def _coordinator_named(payload: Payload) -> str:
    return _("named %(who)s as the case's coordinator, since it had none left", who=payload["who"]) + _along(payload)


def _reopened(payload: Payload) -> str:
    return _("opened the case again to everybody who sees cases like it") + _along(payload)


word(
    {
        "case.restricted": Wording("lock", _restricted),
        "case.people_changed": Wording("people", _renamed),
        "case.coordinator_named": Wording("person-plus", _coordinator_named),
        "case.opened_again": Wording("arrow-counterclockwise", _reopened),
    }
)
