"""Hide an obstacle with the case that it is in the way of: it says what that case is about."""

from sqlalchemy import Select, select

from app.cases.confidential.kinds import restricted_along
from app.obstacles.models import Obstacle


def obstacles_on(case_id: int) -> Select[int]:
    """Return the keys of the cases of the obstacles that are, or were, in the way of this case."""
    return select(Obstacle.case_id).where(Obstacle.blocked_case_id == case_id)


if obstacles_on not in restricted_along:
    restricted_along.append(obstacles_on)
