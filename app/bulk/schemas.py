"""The web forms of acts on many."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask_babel import gettext
from marshmallow import Schema, fields

from app.bulk.models import BulkKind
from app.bulk.orders import Extend, Order, Reassign, Remind, Whom
from app.bulk.reminding import hours
from app.cases.schemas import DocumentForm
from app.clock import local_date
from app.legible import key
from app.organisation.schemas.forms import Errors, Form, day, filled, one_of, optional
from app.organisation.texts import N_

EVERYBODY = "everybody"


class _Extend(DocumentForm):
    """The new date of many."""

    day = day(N_("Enter the new due date, for example 04/12/2026."))


class _Reassign(Form):
    """The person who gets many tasks."""

    to = fields.String(required=True, error_messages={"required": N_("Choose who shall do it.")})
    note = optional(at_most=1000)


class _Remind(Form):
    """A reminder to many."""

    whom = one_of(Whom, N_("Choose who is reminded."))
    at = fields.String(load_default="now")
    words = optional(at_most=2000)


FORMS: Mapping[BulkKind, Schema] = {
    BulkKind.extend: _Extend(),
    BulkKind.reassign: _Reassign(),
    BulkKind.remind: _Remind(),
}


def order_of(kind: BulkKind, form: Mapping[str, str], now: datetime) -> tuple[Order | None, Errors]:
    """Return what was ordered, or what is wrong with it by field."""
    entries, errors = filled(FORMS[kind], form)
    if errors:
        return None, errors
    if kind is BulkKind.extend:
        return _extension(entries, now)
    if kind is BulkKind.reassign:
        to = entries["to"]
        if to != EVERYBODY and not to.isdecimal():
            return None, {"to": [gettext(N_("Choose who shall do it."))]}
        return Reassign(None if to == EVERYBODY else key(to), entries["note"]), {}
    at = {hour.value: hour.at for hour in hours(now)}
    if entries["at"] not in at:
        return None, {"at": [gettext(N_("This hour has passed. Choose another."))]}
    return Remind(Whom(entries["whom"]), entries["words"], at[entries["at"]]), {}


def _extension(entries: Mapping[str, Any], now: datetime) -> tuple[Order | None, Errors]:
    if entries["day"] < local_date(now):
        return None, {"day": [gettext(N_("This day has passed. Choose today or a later day."))]}
    return Extend(**entries), {}
