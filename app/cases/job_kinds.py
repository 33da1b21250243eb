"""The kinds of scheduled work, registered by the features that own them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

REQUIRED_LINES = ("Needs:", "Sets:", "Errors:")


@dataclass(frozen=True)
class JobCall:
    """What a job is given: subject and payload, the case it belongs to, the moment, which try this is."""

    kind: str
    subject: str
    payload: Mapping[str, Any]
    case_id: int | None
    now: datetime
    attempt: int


Handler = Callable[[JobCall], None]


@dataclass(frozen=True)
class JobKind:
    """How work of one kind is done."""

    handler: Handler
    at_once: bool


_kinds: dict[str, JobKind] = {}


class UndocumentedJob(TypeError):
    """A job without the fixed block in its docstring."""


class UnknownJobKind(LookupError):
    """No feature registered this kind of job."""


def job(kind: str, *, at_once: bool = False) -> Callable[[Handler], Handler]:
    """Register the function as what does the jobs of `kind`, each in a unit of work of its own.

    `at_once`: the process that queues one tries it right after its commit, so that nobody waits for a worker.
    Work in batches by queueing the next batch as a job of its own, not by looping.
    """

    def register(handler: Handler) -> Handler:
        missing = [line for line in REQUIRED_LINES if line not in (handler.__doc__ or "")]
        if missing:
            raise UndocumentedJob(f"job {kind!r}: its docstring lacks {', '.join(missing)}")
        _kinds[kind] = JobKind(handler, at_once)
        return handler

    return register


def get_kind(kind: str) -> JobKind:
    """Return how jobs of `kind` are done; raise UnknownJobKind."""
    try:
        return _kinds[kind]
    except KeyError:
        raise UnknownJobKind(f"no feature registered jobs of the kind {kind!r}") from None


def job_kinds() -> frozenset[str]:
    """Return every registered kind."""
    return frozenset(_kinds)
