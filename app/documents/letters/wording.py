"""What timelines say about letters."""

from flask_babel import gettext as _
from flask_babel import ngettext

from app.documents.letters.models import LetterKind
from app.timeline.wording import Payload, Wording, day_of, word


def _drafted(payload: Payload) -> str:
    if payload["kind"] == LetterKind.report:
        return _("drafted the report to the People's Committee")
    if payload["each"]:
        return ngettext(
            "drafted a chase letter to each of %(num)d agency",
            "drafted a chase letter to each of %(num)d agencies",
            payload["agencies"],
        )
    return ngettext(
        "drafted a chase letter to %(num)d agency",
        "drafted one chase letter to %(num)d agencies",
        payload["agencies"],
    )


def _deleted(payload: Payload) -> str:
    if payload["to"]:
        return _("deleted the draft of the letter to %(to)s", to=payload["to"])
    return ngettext("deleted %(num)d draft letter", "deleted %(num)d draft letters", payload["letters"])


def _named(payload: Payload) -> dict[str, str]:
    return {"number": payload["number"], "day": day_of(payload["issued_on"])}


def _issued(payload: Payload) -> str:
    if payload["kind"] == LetterKind.report:
        return _("recorded report %(number)s of %(day)s to the People's Committee", **_named(payload))
    return _("recorded chase letter %(number)s of %(day)s", **_named(payload))


def _corrected(payload: Payload) -> str:
    before = {"before": payload["number_before"], "day_before": day_of(payload["issued_on_before"])}
    return _(
        "corrected the record of letter %(before)s of %(day_before)s: now %(number)s of %(day)s",
        **before,
        **_named(payload),
    )


def _withdrawn(payload: Payload) -> str:
    return _("recorded that letter %(number)s of %(day)s was withdrawn", **_named(payload))


word(
    {
        "letters.drafted": Wording("file-earmark-text", _drafted),
        "letters.deleted": Wording("trash", _deleted),
        "letter.issued": Wording("envelope-check", _issued, "info"),
        "letter.corrected": Wording("pencil", _corrected),
        "letter.withdrawn": Wording("slash-circle", _withdrawn),
    }
)
