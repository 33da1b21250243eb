"""Work through what may be thousands of rows, a hundred in a unit of work.

What a batch writes is stored together with the job of the next one, or not at all: a process that dies between two
leaves a job that another worker takes over.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from app.cases.jobs import JobCall, enqueue, job

SIZE = 100  # rows, at most, that one unit of work locks and writes

Step = Callable[
    ..., int
]  # given the keys of what it works on, and now: do the next SIZE rows, return how many there were


def in_batches(kind: str) -> Callable[[Step], Step]:
    """Register the function as the step of the work of `kind`; after a full batch it is called again, in a new job."""

    def register(step: Step) -> Step:
        def next_batch(call: JobCall) -> None:
            if step(*call.payload["keys"], call.now) == SIZE:
                _queue(
                    call.kind, call.payload["keys"], call.payload["number"] + 1, _since(call), call.case_id, call.now
                )

        next_batch.__doc__ = step.__doc__
        job(kind, at_once=True)(next_batch)
        return step

    return register


def begin(kind: str, *keys: int, since: datetime, case_id: int | None, now: datetime) -> None:
    """Queue the first batch of the work of `kind` on these keys; begun twice for one `since`, it is done once."""
    _queue(kind, keys, 1, since, case_id, now)


def _since(call: JobCall) -> datetime:
    return datetime.fromisoformat(call.payload["since"])


def _queue(kind: str, keys: Sequence[int], number: int, since: datetime, case_id: int | None, now: datetime) -> None:
    enqueue(
        kind=kind,
        subject=":".join(map(str, [*keys, number])),
        due_at=since,
        case_id=case_id,
        payload={"keys": keys, "number": number, "since": since.isoformat()},
        now=now,
    )
