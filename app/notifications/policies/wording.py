"""What the history of a policy says."""

from typing import Any

from flask_babel import gettext as _

from app.timeline.wording import Payload, Wording, word


def _restored(payload: Payload) -> str:
    values: dict[str, Any] = {"number": payload["version"], "old": payload["of"]}
    if payload["of"] == 0:
        return _("let the policy say again what it says as shipped (version %(number)s)", **values)
    return _("let the policy say again what version %(old)s said (version %(number)s)", **values)


word(
    {
        "policy.written": Wording("plus-lg", lambda p: _("wrote the policy “%(name)s”", name=p["name"])),
        "policy.changed": Wording(
            "pencil", lambda p: _("changed the policy (version %(number)s)", number=p["version"])
        ),
        "policy.restored": Wording("arrow-counterclockwise", _restored),
        "policy.assigned": Wording("bell", lambda p: _("let the policy speak for “%(place)s”", place=p["place"])),
        "policy.unassigned": Wording("bell", lambda p: _("took the policy back from “%(place)s”", place=p["place"])),
    }
)
