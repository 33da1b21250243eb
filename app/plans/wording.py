"""What was done with plans, in words."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from app.plans.groups import GROUPS
from app.timeline.wording import Wording, day_of, word


def _row(payload: Mapping[str, Any]) -> str:
    """Name the row: its printed number, else how it begins."""
    return payload.get("row") or f"“{payload['content'][:40].strip()}”"


def _answered(payload: Mapping[str, Any]) -> str:
    """Name what a person answered: agencies, a group, the text as printed, or leaving it out."""
    if payload["answer"] == "agency":
        return ", ".join(payload["agencies"])
    if payload["answer"] == "group":
        return str(GROUPS[payload["group"]].label)
    return _("left out") if payload["answer"] == "drop" else _("left as text")


def _due(payload: Mapping[str, Any]) -> str:
    return day_of(payload["due"]) if payload["due"] else _("no date")


def _in_force(payload: Mapping[str, Any]) -> str:
    count = payload.get("tasks")
    if count is None:
        return _("put the plan in force")
    return ngettext("put the plan in force with %(num)d task", "put the plan in force with %(num)d tasks", count)


def _decided(payload: Mapping[str, Any]) -> str:
    row, answer = _row(payload), _answered(payload)
    return _("decided row %(row)s: “%(name)s” is %(answer)s", row=row, name=payload["name"], answer=answer)


def _confirmed(payload: Mapping[str, Any]) -> str:
    return _("confirmed that row %(row)s was understood rightly", row=_row(payload))


def _set_aside(payload: Mapping[str, Any]) -> str:
    return _("listed row %(row)s among what is no task", row=_row(payload))


def _kept_due(payload: Mapping[str, Any]) -> str:
    return _("confirmed the due date of row %(row)s (%(day)s)", row=_row(payload), day=_due(payload))


def _led(payload: Mapping[str, Any]) -> str:
    return _("decided row %(row)s: led by %(answer)s", row=_row(payload), answer=_answered(payload))


def _duty(payload: Mapping[str, Any]) -> str:
    return _("confirmed the reporting duty in %(where)s", where=payload["where"])


def _no_duty(payload: Mapping[str, Any]) -> str:
    return _("left out the reporting duty in %(where)s", where=payload["where"])


word(
    {
        "plan.imported": Wording("upload", lambda p: _("had the file %(file)s read", file=p["file"])),
        "plan.discarded": Wording("trash", lambda _p: _("gave the reading up")),
        "plan.agency_decided": Wording("building", _decided),
        "plan.lead_named": Wording("building", _led),
        "plan.due_decided": Wording("clock", lambda p: _("decided row %(row)s: due %(day)s", row=_row(p), day=_due(p))),
        "plan.due_confirmed": Wording("clock", _kept_due),
        "plan.row_confirmed": Wording("check-lg", _confirmed),
        "plan.row_set_aside": Wording("dash-circle", _set_aside),
        "plan.row_read_anew": Wording(
            "arrow-counterclockwise", lambda p: _("undid the decisions on row %(row)s", row=_row(p))
        ),
        "plan.target_confirmed": Wording("flag", lambda p: _("confirmed the target “%(text)s”", text=p["target"])),
        "plan.target_declined": Wording("flag", lambda p: _("left out the target “%(text)s”", text=p["target"])),
        "plan.duty_confirmed": Wording("send", _duty),
        "plan.duty_declined": Wording("send", _no_duty),
        "plan.issued": Wording("check-circle-fill", _in_force, "ok"),
        "plan.put_in_force": Wording("check-circle-fill", _in_force, "ok"),
    }
)
