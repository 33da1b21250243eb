"""The web forms of cases: a new date, a case that begins, why few may know of one."""

from collections.abc import Mapping
from typing import Any

from marshmallow import fields, pre_load

from app.organisation.schemas.forms import Form, day, needed, optional
from app.organisation.texts import N_


def _unless_left_empty() -> fields.Date:
    """Return a date that may stay empty, written day/month/year."""
    wrong = N_("This day is not in the calendar. Write day/month/year, for example 07/3/2026.")
    return fields.Date(format="%d/%m/%Y", load_default=None, error_messages={"invalid": wrong, "format": wrong})


class DocumentForm(Form):
    """Why something is ordered, and by which document, whose parts may be unknown."""

    reason = fields.String(
        **needed(N_("Say why the date moves. The agency reads it in the history of the case."), at_most=1000)
    )
    number = optional(at_most=60)
    issued_on = _unless_left_empty()
    issuer = optional(at_most=200)

    @pre_load
    def _leave_out_the_empty(self, given: Mapping[str, Any], **_: Any) -> dict[str, Any]:
        return {name: value for name, value in given.items() if name != "issued_on" or str(value).strip()}


class _NewDate(DocumentForm):
    """The new date of a case or a task; `task` is empty for the case and all that follows it."""

    task = fields.String(load_default="")
    day = day(N_("Enter the new due date, for example 04/12/2026."))


class _NewCase(Form):
    """A case that begins; its agency is found by name, apart."""

    process = fields.String(**needed(N_("Choose a process."), at_most=80))
    title = fields.String(**needed(N_("Say in a few words what the case is about."), at_most=400))
    until = _unless_left_empty()

    @pre_load
    def _leave_out_the_empty(self, given: Mapping[str, Any], **_: Any) -> dict[str, Any]:
        return {name: value for name, value in given.items() if name != "until" or str(value).strip()}


class _Restriction(Form):
    """Why few may know of a case; who they are is read apart, as there may be many."""

    reason = fields.String(
        **needed(N_("Say why few may know of the case. It stands in its history, which they read."), at_most=1000)
    )


class _Naming(Form):
    """Who is to be the coordinator of a restricted case, and why."""

    coordinator = fields.Integer(
        required=True,
        error_messages={"required": N_("Choose a coordinator."), "invalid": N_("Choose a coordinator.")},
    )
    reason = fields.String(
        **needed(N_("Say why. It stands in the history of the case, and the leadership is told."), at_most=1000)
    )


class _Why(Form):
    """Why a case is open again."""

    why = fields.String(
        **needed(N_("Say why the case is opened again. Everybody who sees it then can read this."), at_most=1000)
    )


NEW_DATE = _NewDate()
NEW_CASE = _NewCase()
RESTRICTION = _Restriction()
NAMING = _Naming()
WHY = _Why()
