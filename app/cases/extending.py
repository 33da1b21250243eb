"""A request for more time, decided in the process `extension_request`: for what, the feature that owns the case knows.

The process serves as a case of its own (more time for a report) and as a call activity of another one (more time for
the case it stands in). Features register a finder; the handlers and the check of the decision are here.
"""

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, Protocol

from sqlalchemy import select

from app.cases.hooks import Completion, on_completed
from app.cases.models import Case, TaskStatus, UserTask
from app.clock import local_date
from app.errors import Invalid
from app.extensions import db
from app.organisation.texts import N_
from app.processes.handlers import ServiceCall, handler

PROCESS = "extension_request"
DECISION = "decide_extension"


class Extendable(Protocol):
    """What somebody asked more time for."""

    @property
    def limit(self) -> date:
        """The day it is due by at present."""

    def grant(self, until: date, now: datetime) -> None:
        """Move its deadline to the end of `until`, and tell those who asked."""

    def refuse(self, reason: str, now: datetime) -> None:
        """Keep its deadline, and tell those who asked why."""


Finder = Callable[[Case], Extendable | None]

finders: list[Finder] = []


class NothingToExtend(LookupError):
    """The request stands in a case that no feature knows a deadline of."""


def require_later(field: str, day: date, limit: date, now: datetime) -> None:
    """Raise Invalid unless `day` gives more time than there is."""
    if day <= max(limit, local_date(now)):
        raise Invalid({field: [N_("Choose a day after today and after the present deadline.")]})


@on_completed(PROCESS)
def _decided(completion: Completion) -> Mapping[str, Any] | None:
    """Check the new date while the coordinator can still correct it."""
    if completion.data.get("extension_decision") == "grant":
        until = date.fromisoformat(completion.data["extended_to"])
        require_later("extended_to", until, _subject_of(completion.case).limit, completion.now)
    return None


@handler("extension.grant")
def grant_extension(call: ServiceCall) -> None:
    """Move the deadline to the day that was granted.

    Needs: the decision of the task "decide_extension" with its date.
    Sets: nothing on the token; the dates of the case that more time was asked for.
    Errors: none a diagram could catch.
    """
    until = date.fromisoformat(_decision(call.case_id)["extended_to"])
    _subject(call.case_id).grant(until, call.now)


@handler("extension.refuse")
def refuse_extension(call: ServiceCall) -> None:
    """Keep the deadline and let its reminders go on.

    Needs: the decision of the task "decide_extension".
    Sets: nothing on the token; the request of the case that more time was asked for.
    Errors: none a diagram could catch.
    """
    _subject(call.case_id).refuse(_decision(call.case_id).get("refusal_reason") or "", call.now)


def _subject(case_id: int) -> Extendable:
    return _subject_of(db.session.get_one(Case, case_id))


def _subject_of(case: Case) -> Extendable:
    for find in finders:
        if (found := find(case)) is not None:
            return found
    raise NothingToExtend(f"no feature knows what case {case.id} asks more time for")


def _decision(case_id: int) -> dict[str, Any]:
    """Return what the coordinator filed last."""
    filed = (
        select(UserTask.data)
        .where(UserTask.case_id == case_id, UserTask.element == DECISION, UserTask.status == TaskStatus.completed)
        .order_by(UserTask.id.desc())
        .limit(1)
    )
    return dict(json.loads(db.session.scalars(filed).one() or "{}"))
