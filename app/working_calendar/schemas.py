"""The forms of the working calendar: one for each kind of decision."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from marshmallow import fields, pre_load

from app.organisation.models import ChangeKind
from app.organisation.schemas.forms import Errors, Form, day, filled, needed, optional
from app.organisation.texts import N_
from app.working_calendar.orders import Order, in_a_row

_DAY_OFF = N_("Enter the day off, for example 31/8/2026.")
_DAY_WORKED = N_("Enter the Saturday that is worked, for example 22/8/2026.")


class _Decision(Form):
    """What every decision says: what the days are called, and by which document."""

    name = fields.String(**needed(N_("Say what the days are called, for example: nghỉ Quốc khánh."), at_most=200))
    document_number = fields.String(**needed(N_("Enter the number of the document."), at_most=60))
    document_date = day(N_("Enter the date of the document."))
    issuer = fields.String(**needed(N_("Enter who issued the document."), at_most=140))
    known_on = day(N_("Enter the day on which it became known."))

    @pre_load
    def _leave_empty(self, given: Mapping[str, Any], **_: Any) -> dict[str, Any]:
        """Take an empty field for one that was left out: the sentence then says what to enter."""
        return {name: value for name, value in given.items() if value != ""}


class _DayOff(_Decision):
    """A day nobody works."""

    day_off = day(_DAY_OFF)


class _Worked(_Decision):
    """A Saturday that is worked."""

    day_worked = day(_DAY_WORKED)


class _Swap(_Decision):
    """A day off and the Saturday in its place."""

    day_off = day(_DAY_OFF)
    day_worked = day(_DAY_WORKED)


class _Range(_Decision):
    """Days off in a row."""

    first_day = day(N_("Enter the first day off."))
    last_day = day(N_("Enter the last day off."))


class Withdrawal(Form):
    """Why a decision is withdrawn."""

    reason = fields.String(**needed(N_("Say why the decision is withdrawn."), at_most=500))


class Promise(Form):
    """What the person saw when confirming: how many deadlines move, and the state of the calendar."""

    seen = optional(at_most=20)
    count = optional(at_most=10)


_FORMS: Mapping[ChangeKind, _Decision] = {
    ChangeKind.swap: _Swap(),
    ChangeKind.day_off: _DayOff(),
    ChangeKind.worked: _Worked(),
    ChangeKind.range: _Range(),
}
WITHDRAWAL, PROMISE = Withdrawal(), Promise()


def read_order(
    kind: ChangeKind, given: Mapping[str, Any], corrects_id: int | None = None
) -> tuple[Order | None, Errors]:
    """Return the order that a form of this kind holds, or what is missing in it."""
    values, errors = filled(_FORMS[kind], given)
    if errors:
        return None, errors
    off: tuple[date, ...] = (values.pop("day_off"),) if "day_off" in values else ()
    worked: tuple[date, ...] = (values.pop("day_worked"),) if "day_worked" in values else ()
    if kind is ChangeKind.range:
        off = in_a_row(values.pop("first_day"), values.pop("last_day"))
    return Order(kind=kind, off=off, worked=worked, corrects_id=corrects_id, **values), {}
