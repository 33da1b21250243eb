"""What things about obstacles are called on pages."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.obstacles.models import Obstacle, ObstacleState, Outcome

# words, icon, css
STATES: dict[ObstacleState, tuple[Any, str, str]] = {
    ObstacleState.triage: (_l("Waiting for the department's triage"), "hourglass-split", ""),
    ObstacleState.clarifying: (_l("Returned: more detail is needed"), "arrow-return-left", "soon"),
    ObstacleState.guiding: (_l("The department prepares guidance"), "pencil", "info"),
    ObstacleState.confirming: (_l("Guidance given, waiting for confirmation"), "send", "info"),
    ObstacleState.escalated: (_l("Escalated to the People's Committee"), "bank", "head-s"),
    ObstacleState.ended: (_l("Ended"), "check-lg", ""),
}
OUTCOMES: dict[Outcome, tuple[Any, str, str]] = {
    Outcome.solved: (_l("Solved"), "check-circle-fill", "ok"),
    Outcome.silent: (_l("Closed: nobody answered"), "slash-circle", ""),
    Outcome.unclear: (_l("Closed: no detail was given"), "slash-circle", ""),
    Outcome.joined: (_l("Joined with another one"), "link-45deg", "info"),
    Outcome.cancelled: (_l("Ended by a coordinator"), "x-circle", ""),
}


def look_of(obstacle: Obstacle) -> tuple[Any, str, str]:
    """Return words, icon and colour for where the obstacle stands, or how it ended."""
    return OUTCOMES[obstacle.outcome] if obstacle.outcome else STATES[obstacle.state]


def subject_of(obstacle: Obstacle) -> str:
    """Say what it is in the way of."""
    if obstacle.blocked_task is not None and obstacle.blocked_case is not None:
        return f"{obstacle.blocked_task.name}: {obstacle.blocked_case.title}"
    if obstacle.blocked_case is not None:
        return obstacle.blocked_case.title
    if obstacle.plan_task is not None:
        return obstacle.plan_task.content
    return obstacle.plan.title if obstacle.plan is not None else _("The work in general")
