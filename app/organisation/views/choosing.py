"""Find the agencies that somebody named in a form, by code or by any of their names."""

from collections.abc import Sequence
from datetime import date

from flask_babel import gettext as _

from app.organisation.models import Agency
from app.organisation.queries.agencies import agencies_called
from app.organisation.schemas.forms import Errors


def several_agencies(field: str, lines: Sequence[str], on: date) -> tuple[list[Agency], Errors]:
    """Return the agencies named by the lines, and for `field` what could not be understood."""
    found: dict[int, Agency] = {}
    doubts: list[str] = []
    for words in filter(None, (line.strip() for line in lines)):
        agencies = agencies_called(words, on)
        if len(agencies) == 1:
            found[agencies[0].id] = agencies[0]
        elif agencies:
            doubts.append(_("Several agencies are called “%(words)s”. Enter the code.", words=words))
        else:
            doubts.append(_("No living agency is called “%(words)s”. Enter its code or full name.", words=words))
    return list(found.values()), {field: doubts} if doubts else {}
