"""Make records that are valid by default; name only what the test is about.

Call inside a unit of work: `with writing(): agency = make_agency(name="…")`. Keys are assigned at once.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from itertools import count
from typing import Any

from app.cases.models import NO_DUE_DATE, Attachment, Case, CaseStatus, TaskStatus, UserTask
from app.extensions import db
from app.organisation.models import (
    Agency,
    AgencyKind,
    CalendarChange,
    CalendarDay,
    ChangeKind,
    RoleGrant,
    Seat,
    User,
)
from app.organisation.roles import Role
from app.processes.models import Definition
from tests.support.clock import NOW

_numbers: Iterator[int] = count(1)


def make_agency(name: str | None = None, kind: AgencyKind = AgencyKind.department, **values: Any) -> Agency:
    """Make an agency that has existed since the provinces were merged."""
    number = next(_numbers)
    defaults: dict[str, Any] = {
        "code": f"CQ{number}",
        "name": name or f"Sở Thử nghiệm {number}",
        "kind": kind,
    }
    return _add(Agency(**{**defaults, "valid_from": date(2025, 7, 1), **values}))


def make_user(name: str | None = None, email: str | None = None, **values: Any) -> User:
    """Make a person with an account; without a password unless given a hash."""
    number = next(_numbers)
    defaults: dict[str, Any] = {
        "name": name or f"Nguyễn Văn {number}",
        "email": email or f"nguoi{number}@lamgiang.example",
    }
    return _add(User(**{**defaults, **values}))


def make_seat(agency: Agency, role: Role = Role.focal_point, holder: User | None = None, **values: Any) -> Seat:
    """Make a seat at an agency and let `holder` sit on it."""
    return _add(Seat(agency_id=agency.id, role=role, holder_id=holder and holder.id, since=NOW, **values))


def grant(user: User, role: Role, at: datetime = NOW) -> RoleGrant:
    """Grant a role at the department."""
    return _add(RoleGrant(user_id=user.id, role=role, granted_at=at))


def make_calendar_day(day: date, *, works: bool = False, name: str = "Hoán đổi", **values: Any) -> CalendarChange:
    """Put one day into the province's table, with the decision that ordered it; open deadlines stay as they are."""
    defaults: dict[str, Any] = {
        "kind": ChangeKind.worked if works else ChangeKind.day_off,
        "name": name,
        "source": "Thông báo 12/TB-UBND ngày 01/11/2026",
        "known_on": date(2026, 11, 1),
        "entered_at": NOW,
        "settled_at": NOW,
    }
    return _add(CalendarChange(days=[CalendarDay(day=day, works=works)], **{**defaults, **values}))


def make_definition(key: str | None = None, version: int = 1, **values: Any) -> Definition:
    """Make the row of a deployed definition; its texts are empty unless given."""
    number = next(_numbers)
    defaults: dict[str, Any] = {
        "name": f"Quy trình {number}",
        "checksum": f"{number:064x}",
        "bpmn": "",
        "spec": "{}",
    }
    defaults |= {"variables": "[]", "calls": "[]", "deployed_at": NOW}
    return _add(Definition(key=key or f"process_{number}", version=version, **{**defaults, **values}))


def make_case(agency: Agency | None = None, definition: Definition | None = None, **values: Any) -> Case:
    """Make the row of a running case; for one that the engine can advance, start one through the service."""
    agency, definition = agency or make_agency(), definition or make_definition()
    defaults: dict[str, Any] = {
        "title": f"Hồ sơ {next(_numbers)}",
        "status": CaseStatus.running,
        "state": "{}",
    }
    return _add(
        Case(agency_id=agency.id, definition_id=definition.id, **{"started_at": NOW, **defaults, **values}),
    )


def make_task(case: Case | None = None, **values: Any) -> UserTask:
    """Make the row of an open user task of a case."""
    case = case or make_case()
    number = next(_numbers)
    defaults: dict[str, Any] = {"engine_id": f"e{number}", "element": "Task_Report", "name": f"Việc {number}"}
    defaults |= {
        "role": Role.focal_point,
        "agency_id": case.agency_id,
        "status": TaskStatus.open,
        "opened_at": NOW,
    }
    defaults |= {"due_order": values.get("due_at") or NO_DUE_DATE, "search_key": ""}
    return _add(UserTask(case_id=case.id, **{**defaults, **values}))


def make_attachment(case: Case | None = None, **values: Any) -> Attachment:
    """Make the row of an attachment; its bytes are not stored."""
    number = next(_numbers)
    defaults: dict[str, Any] = {"sha256": f"{number:064x}", "name": f"tệp {number}.pdf", "size": 1, "uploaded_at": NOW}
    defaults |= {"content_type": "application/pdf", "case_id": (case or make_case()).id}
    return _add(Attachment(**{**defaults, **values}))


@contextmanager
def together() -> Iterator[None]:
    """Assign the keys of what is made inside at the end, at once: records that do not ask for each other's keys."""
    made = _together.set([])
    try:
        yield
        db.session.add_all(_together.get() or [])
        db.session.flush()
    finally:
        _together.reset(made)


_together: ContextVar[list[Any] | None] = ContextVar("made_together", default=None)


def _add(record: Any) -> Any:
    others = _together.get()
    if others is not None:
        others.append(record)
        return record
    db.session.add(record)
    db.session.flush()  # the caller wants its key
    return record
