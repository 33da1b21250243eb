"""Which cases may be restricted, and which go along with them.

A case that belongs to a feature counts in its tables: restricting it would leave a gap, or give it away. So only cases
that were begun by hand may be restricted, and those of features that say theirs may.
"""

from collections.abc import Callable

from sqlalchemy import Select

from app.cases.beginning import begun_elsewhere
from app.cases.models import Case
from app.extensions import db

_allowed: set[str] = set()

Along = Callable[[int], Select[int]]  # the keys of the cases that tell of the case of this key

restricted_along: list[Along] = []


def may_be_restricted(*keys: str) -> None:
    """Register processes of a feature whose cases may be restricted all the same."""
    _allowed.update(keys)


def is_restrictable(case: Case) -> bool:
    """Whether the case may be restricted."""
    key = case.process_key
    return key in _allowed or key not in begun_elsewhere()


def along_with(case_id: int) -> list[int]:
    """Return the keys of the cases that go along with this one."""
    return sorted({other for find in restricted_along for other in db.session.scalars(find(case_id))})
