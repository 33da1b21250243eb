"""The web forms of reporting: a duty, a request for more time, a receipt, a number, a phone call."""

from typing import Any

from marshmallow import ValidationError, fields, post_load, validate, validates_schema

from app.cases.receipts import Channel, Received
from app.organisation.models import AgencyKind
from app.organisation.schemas.forms import Form, day, needed, one_of, optional
from app.organisation.texts import N_
from app.reports.readings import READINGS

DAYS_IN = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
DAYS_OF_DUTY = ("due", "closes")  # each a day and a month, or neither
_HOW = N_("Choose when a report counts as late.")
ROSTER_KINDS = tuple(kind for kind in AgencyKind if kind not in (AgencyKind.district, AgencyKind.ministry))


class _Obligation(Form):
    """A standing reporting duty."""

    title = fields.String(**needed(N_("Name the report, for example: Report on Plan 86/KH-UBND."), at_most=400))
    legal_basis = fields.String(
        **needed(N_("Name the document that orders the report: number, day, who issued it, which point."), at_most=2000)
    )
    due_day = fields.String(load_default="")
    due_month = fields.String(load_default="")
    due_is_exclusive = fields.Boolean(load_default=False)
    closes_day = fields.String(load_default="")
    closes_month = fields.String(load_default="")
    reading = fields.String(load_default="later", validate=validate.OneOf(tuple(READINGS), error=_HOW))

    @validates_schema
    def _dates_exist(self, data: dict[str, Any], **_: Any) -> None:
        for name in DAYS_OF_DUTY:
            day, month = data[f"{name}_day"], data[f"{name}_month"]
            if (day or month) and not _is_of_the_calendar(day, month):
                raise ValidationError(
                    N_("This day is not in the calendar. Enter day and month, or leave both empty."), f"{name}_day"
                )

    @post_load
    def _numbers(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        parts = [f"{name}_{part}" for name in DAYS_OF_DUTY for part in ("day", "month")]
        return {**data, **{part: int(data[part]) if data[part] else None for part in parts}}


def _is_of_the_calendar(day: str, month: str) -> bool:
    is_number = day.isdecimal() and month.isdecimal() and 1 <= int(month) <= 12
    return is_number and 1 <= int(day) <= DAYS_IN[int(month) - 1]


class _Extension(Form):
    """A request for more time."""

    until = day(N_("Enter the day until which you need more time, for example 04/12/2026."))
    reason = fields.String(**needed(N_("Say why more time is needed."), at_most=2000))


class _Receipt(Received):
    """A report received outside the system."""

    may_be_empty = ("signed_on",)

    channel = one_of(Channel, N_("Choose how the report arrived."))
    received_on = day(N_("Enter the day the department received the report."))
    number = optional(at_most=60)
    signed_on = fields.Date(
        format="%d/%m/%Y",
        load_default=None,
        error_messages={
            key: N_("This day is not in the calendar. Write day/month/year, for example 07/3/2026.")
            for key in ("invalid", "format")
        },
    )
    is_nil = fields.Boolean(load_default=False)


class _Number(Form):
    """The number and date of a signed report."""

    number = fields.String(**needed(N_("Enter number and symbol, for example 215/BC-SCT."), at_most=60))
    signed_on = day(N_("Enter the day the report was signed."))


class _Call(Form):
    """A phone call with an agency."""

    spoke_with = optional(at_most=200)
    note = fields.String(**needed(N_("Write in a few words what was agreed."), at_most=1000))


OBLIGATION, EXTENSION, RECEIPT, NUMBER, CALL = _Obligation(), _Extension(), _Receipt(), _Number(), _Call()
