"""What people do with their own account."""

from datetime import datetime

from app.extensions import db
from app.organisation import sessions
from app.organisation.models import User, UserSession
from app.organisation.records import locked_user, of_user, own_id
from app.organisation.roles import Actor
from app.organisation.service.links import set_password
from app.timeline.log import record


def change_password(actor: Actor, password_hash: str, now: datetime, *, keep: int) -> None:
    """Give the actor a new password and end their other sessions."""
    set_password(_own(actor), password_hash, actor, now, keep=keep)


def change_preferences(actor: Actor, now: datetime, *, locale: str, uses_shortcuts: bool) -> None:
    """Set the language of pages and letters, and whether the keyboard shortcuts work."""
    user = _own(actor)
    user.locale, user.uses_shortcuts = locale, uses_shortcuts
    record(of_user(user.id), "user.preferences_set", actor, now, locale=locale, uses_shortcuts=uses_shortcuts)


def end_session(actor: Actor, session_id: int, now: datetime) -> bool:
    """End one of the actor's sessions; whether it was there."""
    user = _own(actor)
    session = db.session.get(UserSession, session_id)
    if session is None or session.user_id != user.id:
        return False
    address = session.address
    sessions.end(user.id, session_id)
    record(of_user(user.id), "user.session_ended", actor, now, address=address)
    return True


def end_other_sessions(actor: Actor, now: datetime, *, keep: int) -> int:
    """End the actor's sessions except the present one; return how many."""
    user = _own(actor)
    ended = sessions.end_all(user.id, keep=keep)
    record(of_user(user.id), "user.other_sessions_ended", actor, now, sessions_ended=ended)
    return ended


def _own(actor: Actor) -> User:
    return locked_user(own_id(actor))
