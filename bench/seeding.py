"""Data to measure with: people with tokens, a process, cases, a million tasks."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import text

from app.application import TienDo
from app.cases.models import UserTask
from app.cases.starting import NewCase, start_case
from app.clock import utc_now
from app.database import unit_of_work
from app.extensions import db
from app.organisation.models import Agency, AgencyKind, ApiToken, RoleGrant, Seat, User
from app.organisation.roles import SYSTEM, Role
from app.organisation.tokens import digest
from app.processes.packages import read_package
from app.processes.service import deploy

PROCESS = Path(__file__).parent / "process"


@dataclass(frozen=True)
class Caller:
    """Somebody with a token."""

    user_id: int
    agency_id: int
    token: str


@contextmanager
def writing(app: TienDo) -> Iterator[None]:
    """Open one unit of work that writes."""
    with app.app_context(), unit_of_work(db.session):
        yield


def deploy_process() -> None:
    """Deploy the benchmark's process: write (focal point) → check (specialist)."""
    deploy(read_package(PROCESS / "bench.bpmn"), actor=SYSTEM, now=utc_now())


def make_caller(number: int, kind: AgencyKind = AgencyKind.department) -> Caller:
    """Make an agency whose focal point has a token."""
    code = f"B{number:05}"
    agency = Agency(code=code, name=f"Cơ quan {number:05}", kind=kind, valid_from=date(2025, 7, 1))
    user = User(email=f"{code.lower()}@lamgiang.example", name=f"Đầu mối {number:05}")
    db.session.add_all([agency, user])
    db.session.flush()  # the seat and the token carry their keys
    token = f"bench-{code}"
    db.session.add(Seat(agency_id=agency.id, role=Role.focal_point, holder_id=user.id, since=utc_now()))
    db.session.add(ApiToken(user_id=user.id, token_digest=digest(token), issued_at=utc_now()))
    return Caller(user.id, agency.id, token)


def make_granted(role: Role) -> Caller:
    """Make somebody at the department with that role and a token."""
    user = User(email=f"{role}@lamgiang.example", name=f"Người có vai trò {role}")
    db.session.add(user)
    db.session.flush()  # the grant and the token carry its key
    token = f"bench-{role}"
    db.session.add(RoleGrant(user_id=user.id, role=role, granted_at=utc_now()))
    db.session.add(ApiToken(user_id=user.id, token_digest=digest(token), issued_at=utc_now()))
    return Caller(user.id, 0, token)


def start_cases(caller: Caller, count: int) -> list[int]:
    """Start cases of the caller's agency and return their first tasks' keys."""
    agency = db.session.get_one(Agency, caller.agency_id)
    tasks = []
    for number in range(count):
        _, opened = start_case(NewCase("bench", agency, f"Đề nghị {number}"), actor=SYSTEM, now=utc_now())
        tasks.append(opened[0].id)
    return tasks


def multiply_tasks(times: int) -> None:
    """Copy each open task `times` times, over a year of due dates: a third open, half of them claimed.

    Done by the database itself: a million rows through the models would take longer than the measuring.
    """
    columns = [column.name for column in UserTask.__table__.c if column.name != "id"]
    changed = {
        "engine_id": "t.engine_id || '-' || n.i",
        # Callers and their agencies were made together, so their keys run in step.
        "assignee_id": "CASE WHEN n.i % 2 = 0 THEN t.agency_id - (SELECT min(id) FROM agency)"
        ' + (SELECT min(id) FROM "user") END',
        "status": "CASE WHEN n.i % 3 = 0 THEN 'open' ELSE 'completed' END",
        "due_order": _shifted(),
        "due_at": _shifted(),
    }
    values = ", ".join(changed.get(name, f't."{name}"') for name in columns)
    names = ", ".join(f'"{name}"' for name in columns)
    db.session.execute(
        text(
            f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {times}) "
            f"INSERT INTO user_task ({names}) SELECT {values} FROM user_task t CROSS JOIN n WHERE t.status = 'open'"
        )
    )


def _shifted() -> str:
    if db.session.get_bind().dialect.name == "postgresql":
        return "t.opened_at + ((t.id * 17 + n.i) % 525600) * interval '1 minute'"
    return "strftime('%Y-%m-%d %H:%M:%f000', t.opened_at, '+' || ((t.id * 17 + n.i) % 525600) || ' minutes')"
