"""The web forms of letters: what to draft, what the records office gave, why something was withdrawn."""

from collections.abc import Mapping
from typing import Any

from marshmallow import fields, post_load, pre_load, validate

from app.documents.letters.models import LetterKind
from app.documents.letters.signing import Signing
from app.legible import key
from app.organisation.schemas.forms import Form, day, needed, one_of, optional
from app.organisation.texts import N_

_WHO = N_("Choose the agencies.")
_HOW = N_("Choose one letter to all, or one to each.")
_CONTACT = N_("Choose whom the agencies may ask.")
_NUMBER = N_("Enter number and symbol as printed, for example 512/SKHCN-TĐC.")


class _Drafting(Form):
    """What to draft; the agencies themselves come beside it."""

    kind = one_of(LetterKind, N_("Choose what to draft."))
    who = fields.String(load_default="all", validate=validate.OneOf(("all", "chosen"), error=_WHO))
    how = fields.String(load_default="together", validate=validate.OneOf(("together", "each"), error=_HOW))
    ask_before = day(N_("Enter the day before which the report is asked for."))
    contact = fields.String(**needed(_CONTACT, at_most=20))
    signing = one_of(Signing, N_("Choose who signs."))
    signer = optional(at_most=200)
    unit = fields.String(
        load_default="",
        validate=validate.Regexp(r"^[\w.&-]{0,20}$", error=N_("Only the abbreviation, for example TĐC.")),
    )

    @post_load
    def _contact_is_a_key(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        try:
            return {**data, "contact": key(data["contact"])}
        except ValueError:
            return {**data, "contact": 0}  # nobody has it


class _Issue(Form):
    """What the records office gave the letter."""

    number = fields.String(
        required=True,
        validate=validate.Regexp(r"^\d{1,6}[a-zA-Z]?/[\w.&/-]{1,50}$", error=_NUMBER),
        error_messages={"required": _NUMBER},
    )
    issued_on = day(N_("Enter the day that the letter bears."))
    signer = fields.String(**needed(N_("Enter the name of whoever signed."), at_most=200))

    @pre_load
    def _without_gaps(self, given: Mapping[str, Any], **_: Any) -> dict[str, Any]:
        values = dict(given.items())
        return {**values, "number": "".join(str(values.get("number", "")).split())}


class _Correction(_Issue):
    """What should have been recorded, and why it was not."""

    reason = fields.String(**needed(N_("Say why the record is corrected."), at_most=1000))


class _Withdrawal(Form):
    """Why the letter was withdrawn."""

    reason = fields.String(**needed(N_("Say why the letter was withdrawn, and by which document."), at_most=1000))


DRAFTING, ISSUE, CORRECTION, WITHDRAWAL = _Drafting(), _Issue(), _Correction(), _Withdrawal()
