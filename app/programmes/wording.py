"""What timelines say about the acts of surveys and enrolments."""

from flask_babel import gettext as _

from app.programmes.labels import HELP
from app.programmes.models import Help, Stage
from app.timeline.wording import Payload, Wording, day_of, event, word


def _scored(payload: Payload) -> str:
    values = {"points": payload["points"], "maximum": payload["maximum"]}
    if payload["stage"] == Stage.rating.value:
        return _("The rating came to %(points)s of %(maximum)s points.", **values)
    return _("The evaluation came to %(points)s of %(maximum)s points.", **values)


def _admitted(payload: Payload) -> str:
    kind = str(HELP[Help(payload["help"])]).lower() if payload.get("help") else ""
    return _("The enterprise was accepted (%(help)s); its people were invited.", help=kind)


def _approved(payload: Payload) -> str:
    return _(
        "approved version %(number)s of the programme by decision %(document)s of %(day)s",
        number=payload["number"],
        document=payload["document"],
        day=day_of(payload["on"]),
    )


def _published(payload: Payload) -> str:
    return _(
        "recorded the class that the Ministry published on %(day)s: %(published)s",
        day=day_of(payload["on"]),
        published=payload["published"],
    )


word(
    {
        "survey.entered": Wording("plus-lg", lambda p: _("entered the survey of %(name)s", name=p["name"])),
        "enrolment.applied": event("inbox", lambda _p: _("The application for the programme was received."), "info"),
        "enrolment.completed": Wording("pencil", lambda _p: _("completed the application")),
        "enrolment.scored": event("journal-check", _scored),
        "enrolment.admitted": event("building", _admitted, "ok"),
        "enrolment.withdrawn": Wording("x-circle", lambda _p: _("withdrew from the programme")),
        "enrolment.revision_asked": Wording("pencil", lambda _p: _("asked that the programme be revised")),
        "programme.approved": Wording("check-circle-fill", _approved, "ok"),
        "programme.in_force": event(
            "play-circle",
            lambda p: _(
                "Version %(number)s of the programme applies; its review is due on %(day)s.",
                number=p["number"],
                day=day_of(p["review"]),
            ),
            "ok",
        ),
        "programme.reviewed": event(
            "check-circle-fill", lambda p: _("Yearly review %(number)s was accepted.", number=p["number"]), "ok"
        ),
        "rating.proposed": event(
            "flag", lambda p: _("The department proposed the class “%(proposed)s”.", proposed=p["proposed"])
        ),
        "rating.published": Wording("check-circle-fill", _published, "ok"),
    }
)
