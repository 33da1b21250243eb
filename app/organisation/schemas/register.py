"""The forms of the register: agencies, seats, users."""

from typing import Any

from marshmallow import fields, post_load, pre_load, validate

from app.legible import GREATEST_KEY
from app.organisation.models import AgencyKind, SuccessionKind
from app.organisation.roles import SEAT_ROLES, Role
from app.organisation.schemas.forms import Form, day, email, needed, one_of, optional
from app.organisation.texts import N_

_CODE = N_("Use letters, digits, dots and hyphens, for example SCT or 000.00.12.H99.")


class AgencyForm(Form):
    """What is entered about an agency; `parent` is a code or name, `aliases` one a line."""

    code = fields.String(
        required=True,
        validate=validate.Regexp(r"^[\w.\-]{1,40}$", error=_CODE),
        error_messages={"required": _CODE},
    )
    name = fields.String(**needed(N_("Enter the full official name."), at_most=300))
    short_name = optional(at_most=120)
    kind = one_of(AgencyKind, N_("Choose what kind of agency it is."))
    identifier_code = optional(at_most=30)
    parent = optional(at_most=300)
    phone = optional(at_most=40)
    email = fields.Email(
        load_default="",
        error_messages={"invalid": N_("This is not an e-mail address. Example: an@congthuong.lamgiang.example.")},
    )
    valid_from = day(N_("Enter the first day of the agency, for example 01/7/2025."))
    is_apart = fields.Boolean(load_default=False)
    aliases = optional(at_most=3000)

    @pre_load
    def _leave_empty(self, given: dict[str, Any], **_: Any) -> dict[str, Any]:
        return {name: value for name, value in given.items() if name != "email" or value}

    @post_load
    def _read_lines(self, given: dict[str, Any], **_: Any) -> dict[str, Any]:
        lines = dict.fromkeys(line.strip()[:300] for line in given["aliases"].splitlines())
        return {**given, "aliases": tuple(line for line in lines if line)}


class EndingForm(Form):
    """How an agency ends; `successors` are codes or names, one a line."""

    last_day = day(N_("Enter the agency's last day, for example 30/6/2025."))
    kind = one_of(SuccessionKind, N_("Choose what became of its functions."))
    successors = optional(at_most=3000)
    legal_basis = fields.String(**needed(N_("Enter the document that ordered it."), at_most=300))
    function = optional(at_most=300)


class SittersForm(Form):
    """Who sits on a seat from now on; an empty e-mail address leaves the place empty."""

    holder_email = email(allow_none=True)
    holder_name = optional(at_most=200)
    holder_phone = optional(at_most=40)
    deputy_email = email(allow_none=True)
    deputy_name = optional(at_most=200)
    deputy_phone = optional(at_most=40)
    note = optional(at_most=300)
    invites = fields.Boolean(load_default=False)

    @pre_load
    def _empty_is_nobody(self, given: dict[str, Any], **_: Any) -> dict[str, Any]:
        empty = {"holder_email": None, "deputy_email": None}
        return {**given, **{name: given.get(name) or none for name, none in empty.items()}}


class UserForm(Form):
    """How a person is named and reached."""

    name = fields.String(**needed(N_("Enter the person's full name."), at_most=200))
    email = email()
    phone = optional(at_most=40)


class RoleForm(Form):
    """A role to grant or revoke."""

    role = fields.Enum(
        Role,
        required=True,
        validate=validate.NoneOf(list(SEAT_ROLES), error=N_("This role comes with a seat at an agency.")),
        error_messages={"required": N_("Choose a role."), "unknown": N_("Choose a role.")},
    )


class DisablingForm(Form):
    """Why an account is closed."""

    reason = fields.String(**needed(N_("Enter the reason; it is kept in the history."), at_most=300))


class AbsenceForm(Form):
    """Some days away, both inclusive; an empty stand-in leaves it to the deputy of each seat."""

    first_day = day(N_("Enter the first day, for example 23/11/2026."))
    last_day = day(N_("Enter the last day, for example 27/11/2026."))
    stand_in = fields.Integer(
        load_default=None,
        allow_none=True,
        validate=validate.Range(0, GREATEST_KEY),
        error_messages={"invalid": N_("Choose somebody of the list: only they can open the work.")},
    )
    reason = optional(at_most=200)
    anyway = fields.Boolean(load_default=False)

    @pre_load
    def _leave_empty(self, given: dict[str, Any], **_: Any) -> dict[str, Any]:
        return {name: value for name, value in given.items() if value}


AGENCY = AgencyForm()
ABSENCE = AbsenceForm()
ENDING = EndingForm()
SITTERS = SittersForm()
USER = UserForm()
ROLE = RoleForm()
DISABLING = DisablingForm()
