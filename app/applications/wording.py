"""What timelines say about applications."""

from flask_babel import gettext as _

from app.timeline.wording import Wording, event, word

word(
    {
        "application.confirmed": event(
            "envelope-check", lambda _p: _("The applicant confirmed the application."), "ok"
        ),
        "application.corrected": event("pencil-square", lambda _p: _("The applicant completed the application.")),
        "application.withdrawn": event("x-circle", lambda _p: _("The applicant withdrew the application.")),
        "application.taken_in": Wording(
            "person-check", lambda p: _("took in the applicant: %(agency)s", agency=p["agency"]), "ok"
        ),
        "application.erased": Wording("trash", lambda _p: _("erased the personal data of the application")),
    }
)
