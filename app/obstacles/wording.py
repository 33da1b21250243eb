"""What timelines say about obstacles."""

from flask_babel import gettext as _

from app.obstacles.labels import OUTCOMES
from app.obstacles.models import Outcome
from app.timeline.wording import Payload, Wording, event, word


def _lifted(payload: Payload) -> str:
    outcome = OUTCOMES[Outcome(payload["outcome"])][0]
    return _("Obstacle #%(number)s is no longer in the way. %(outcome)s.", number=payload["number"], outcome=outcome)


word(
    {
        "obstacle.raised": Wording(
            "cone-striped", lambda p: _("reported an obstacle, #%(number)s", number=p["number"]), "soon"
        ),
        "obstacle.paused": Wording(
            "pause-circle", lambda p: _("let reminders rest because of obstacle #%(number)s", number=p["number"])
        ),
        "obstacle.resumed": Wording(
            "play-circle", lambda p: _("let reminders go on; obstacle #%(number)s", number=p["number"])
        ),
        "obstacle.lifted": event("check-circle-fill", _lifted, "ok"),
        "obstacle.joined": Wording(
            "link-45deg", lambda p: _("joined obstacle #%(number)s with this one", number=p["number"])
        ),
    }
)
