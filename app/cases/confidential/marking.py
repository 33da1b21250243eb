"""Mark what is read of confidential cases while a request is answered; the views note it (app/cases/views/reading.py).

`app/cases/access.py` marks whatever it lets somebody through to, so that no page can be forgotten.
"""

from app.cases.models import Case
from app.extensions import db
from app.organisation.roles import Actor

_MARKED = "confidential cases read"

Mark = tuple[int, int]  # the keys of the case and of who read it


def mark_read(actor: Actor, case: Case) -> None:
    """Mark that the actor was let through to the case; of an ordinary case, or for the system, nothing."""
    if case.is_confidential and actor.id is not None:
        db.session().info.setdefault(_MARKED, set()).add((case.id, actor.id))


def take_marks() -> list[Mark]:
    """Return what was marked since the last time, and forget it."""
    marked: set[Mark] = db.session().info.pop(_MARKED, set())
    return sorted(marked)
