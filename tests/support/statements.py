"""Count what a piece of work asks the database."""

from collections.abc import Callable

from sqlalchemy import event

from app.application import TienDo
from app.extensions import db


def statements_of(app: TienDo, act: Callable[[], object]) -> int:
    """Return how many statements the act sends to the application's database."""
    sent: list[str] = []

    def note(*call: object) -> None:
        sent.append(str(call[2]))

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        act()
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return len(sent)
