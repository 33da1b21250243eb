"""How a case ended, in the words of what it was about: "completed" does not say that a request was refused."""

from collections.abc import Callable
from dataclasses import dataclass

from app.cases.models import Case, CaseStatus


@dataclass(frozen=True)
class Ending:
    """A few words with an icon's name and a look, as chips have them; `reason` is what somebody gave for it."""

    words: str
    symbol: str
    css: str = ""
    reason: str = ""


case_endings: list[Callable[[Case], Ending | None]] = []


def ending_of(case: Case) -> Ending | None:
    """Return what the feature whose case it is says of its end; None while it runs, or where none says anything."""
    if case.status is CaseStatus.running:
        return None
    return next((ending for say in case_endings if (ending := say(case)) is not None), None)
