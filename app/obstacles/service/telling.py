"""Write to an agency's people about its obstacle, in their own language: that it was joined, that it has ended."""

from collections.abc import Callable
from datetime import datetime

from flask_babel import gettext as _

from app.cases.telling import Words, tell_agency
from app.obstacles.models import Obstacle


def tell_joined(obstacle: Obstacle, other: Obstacle, now: datetime) -> None:
    """Tell the agency that its obstacle is worked on together with another one."""

    def words() -> Words:
        values = {"number": obstacle.id, "other": other.id, "what": obstacle.what}
        return (
            _("Obstacle #%(number)s is worked on together with #%(other)s", **values),
            _("The department found your obstacle to be the same as #%(other)s: %(what)s You will be told when it is "
              "over.", **values),
        )  # fmt: skip

    _tell(obstacle, other, "obstacle_joined", words, now)


def tell_ended(obstacle: Obstacle, other: Obstacle, now: datetime) -> None:
    """Tell the agency that the obstacle its own was joined with has ended."""

    def words() -> Words:
        values = {"number": obstacle.id, "other": other.id, "what": obstacle.what}
        return (
            _("Obstacle #%(number)s is over", **values),
            _("Obstacle #%(other)s, with which yours was joined, is over: %(what)s If it is still in your way, report "
              "it again.", **values),
        )  # fmt: skip

    _tell(obstacle, other, "obstacle_ended", words, now)


def _tell(obstacle: Obstacle, other: Obstacle, kind: str, words: Callable[[], Words], now: datetime) -> None:
    """Write to the agency; of a confidential obstacle nothing is mailed, those named find it among their cases.

    Nor is anything mailed when the other one, whose words the mail repeats, is confidential.
    """
    if not (obstacle.case.is_confidential or other.case.is_confidential):
        tell_agency(obstacle.agency, obstacle.case_id, kind, f"{obstacle.id}", words, now)
