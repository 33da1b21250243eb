"""What reached the department outside the system: by which channel, when, and how a form asks for it."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l
from marshmallow import ValidationError, fields, post_load, pre_load, validates_schema

from app.clock import LOCAL
from app.organisation.schemas.forms import Form, day, one_of
from app.organisation.texts import N_


class Channel(StrEnum):
    """How something reached the department."""

    system = "system"
    document_system = "document_system"
    paper = "paper"
    email = "email"


OUTSIDE = (Channel.paper, Channel.document_system, Channel.email)
CHANNELS: dict[Channel, Any] = {
    Channel.system: _l("In Tiến Độ"),
    Channel.document_system: _l("By the document system"),
    Channel.paper: _l("On paper"),
    Channel.email: _l("By e-mail"),
}


class Received(Form):
    """Something received outside the system; loaded, day and hour are one `received_at`."""

    may_be_empty: tuple[str, ...] = ()  # dates that may be left out

    channel = one_of(Channel, N_("Choose how it arrived."))
    received_on = day(N_("Enter the day the department received it."))
    received_time = fields.Time(
        format="%H:%M",
        required=True,
        error_messages={
            "required": N_("Enter the hour, for example 09:30."),
            "invalid": N_("Enter the hour as hour:minute, for example 09:30."),
            "format": N_("Enter the hour as hour:minute, for example 09:30."),
        },
    )

    @pre_load
    def _leave_out_the_empty(self, given: Mapping[str, Any], **_: Any) -> dict[str, Any]:
        empty = {name for name in self.may_be_empty if not str(given.get(name) or "").strip()}
        return {name: value for name, value in given.items() if name not in empty}

    @validates_schema
    def _outside(self, data: dict[str, Any], **_: Any) -> None:
        if data["channel"] not in OUTSIDE:
            raise ValidationError(self.fields["channel"].error_messages["required"], "channel")

    @post_load
    def _moment(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        received_at = datetime.combine(data.pop("received_on"), data.pop("received_time"), LOCAL)
        return {**data, "received_at": received_at}
