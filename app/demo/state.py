"""How far a database has come: empty, the demo province (whole or interrupted), or data of its own.

While the story is being told all sending is held, which also marks an interrupted one.
"""

from datetime import datetime
from enum import Enum, auto

from sqlalchemy import select

from app.demo.accounts import COORDINATOR
from app.extensions import db
from app.organisation.models import User
from app.timeline.hold import hold_sending, release_sending, sending_is_held


class State(Enum):
    """What loading finds."""

    empty = auto()
    interrupted = auto()
    loaded = auto()
    own_data = auto()


def loading_state() -> State:
    """Return what the database holds."""
    is_ours = db.session.scalar(select(User.id).where(User.email == COORDINATOR.email)) is not None
    if not is_ours:
        is_empty = db.session.scalar(select(User.id).limit(1)) is None
        return State.empty if is_empty else State.own_data
    return State.interrupted if sending_is_held() else State.loaded


def mark_begun(now: datetime) -> None:
    """Hold everything back until the story is told."""
    hold_sending("the demo province is being loaded", now)


def mark_loaded() -> None:
    """Let the living worker send again."""
    release_sending()
