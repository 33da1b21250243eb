"""What the page of a confidential case says of the people named on it."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.cases.access import may_manage_cases
from app.cases.confidential.people import left_alone, named_on, names_on
from app.cases.models import Case, UserTask
from app.organisation.access import sees_identities
from app.organisation.roles import Actor


@dataclass(frozen=True)
class Few:
    """Who may know of a case, by name, and what waits that none of them may do."""

    names: Sequence[str]
    alone: Sequence[UserTask]


def few_of(case: Case, waiting: Sequence[UserTask], actor: Actor) -> Few:
    """Return who may know of the case, as the actor may read it; what nobody can do is for coordinators."""
    names = names_on(case.id) if sees_identities(actor) else []
    return Few(names, left_alone(waiting, named_on(case.id)) if may_manage_cases(actor) else [])
