"""What kinds of letter, what is missing and why somebody is in no letter are called on pages."""

from typing import Any

from flask_babel import lazy_gettext as _l

from app.documents.letters.candidates import Lacking, LeftOut
from app.documents.letters.models import LetterKind, Missing

KINDS: dict[LetterKind, Any] = {
    LetterKind.chase: _l("Chase letter"),
    LetterKind.report: _l("Report to the People's Committee"),
}
MISSING: dict[Missing, Any] = {
    Missing.report: _l("No report"),
    Missing.completion: _l("Returned, not completed"),
}
LEFT_OUT: dict[LeftOut, Any] = {
    LeftOut.filed: _l("Its report has arrived, late"),
    LeftOut.asking: _l("It asks for more time; decide that first"),
    LeftOut.ended: _l("The agency has ended; give its work to a successor first"),
    LeftOut.confidential: _l("Its case is confidential"),
    LeftOut.own_limit: _l("A limit of its own still runs"),
}
LACKING: dict[Lacking, Any] = {
    Lacking.email: _l("no e-mail address in the register"),
    Lacking.clerk: _l("nobody holds the focal point's seat"),
}
