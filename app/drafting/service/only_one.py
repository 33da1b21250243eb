"""One plan is drafted once at a time: the one that is being drafted already is found by its year and its name."""

from sqlalchemy import select

from app.cases.models import Case, CaseStatus
from app.drafting.errors import DraftingRunning
from app.drafting.models import OVER, Drafting
from app.drafting.queries import department
from app.errors import Invalid
from app.extensions import db
from app.organisation.models import Agency
from app.organisation.texts import N_
from app.processes.models import Definition
from app.vietnamese import search_key


def refuse_second_beginning(process_key: str, year: int, title: str) -> None:
    """Raise DraftingRunning while a drafting waits to be opened, or one of this year and name runs."""
    _one_after_the_other()
    waiting = (
        select(Case)
        .join(Definition, Definition.id == Case.definition_id)
        .outerjoin(Drafting, Drafting.case_id == Case.id)
        .where(Definition.key == process_key, Case.status == CaseStatus.running, Drafting.id.is_(None))
        .order_by(Case.id)
        .limit(1)
    )
    begun = db.session.scalar(waiting)
    if begun is not None:
        raise DraftingRunning(begun.title, begun.id, None)
    running = _running(year, title)
    if running is not None:
        raise DraftingRunning(running.title, running.case_id, running.id)


def refuse_second_opening(year: int, title: str) -> None:
    """Raise Invalid when a plan of this year and name is being drafted."""
    _one_after_the_other()
    if _running(year, title) is not None:
        sentence = N_(
            "A plan of this name is being drafted for this year already. Go on with that one, or choose another name."
        )
        raise Invalid({"title": [sentence]})


def _running(year: int, title: str) -> Drafting | None:
    of_year = select(Drafting).where(Drafting.year == year, Drafting.status.not_in(OVER)).order_by(Drafting.id)
    wanted = search_key(title)
    return next((one for one in db.session.scalars(of_year) if search_key(one.title) == wanted), None)


def _one_after_the_other() -> None:
    """Let two who begin at the same moment look one after the other."""
    db.session.get(Agency, department().id, with_for_update={"key_share": True})
