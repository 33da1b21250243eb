"""Who may do a task on a day: whoever holds the seat or the role and is not away."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select

from app.cases.models import UserTask
from app.extensions import db
from app.organisation.models import Absence, RoleGrant, Seat, User
from app.organisation.roles import SEAT_ROLES, Role
from app.simulating.span import Span


@dataclass(frozen=True)
class Away:
    """Until when somebody is away, and who was named to stand in."""

    until: date
    stand_in_id: int | None


@dataclass
class Staff:
    """Everybody who can act on one day, read once."""

    day: date
    emails: dict[int, str] = field(default_factory=dict)
    seats: dict[tuple[int, Role], tuple[int | None, int | None]] = field(default_factory=dict)
    grants: dict[Role, list[int]] = field(default_factory=dict)
    away: dict[int, Away] = field(default_factory=dict)

    def candidates(self, task: UserTask) -> Sequence[int]:
        """Return who may do the task, the one whose it is first; nobody if its place is empty."""
        if task.assignee_id is not None:
            return [task.assignee_id] if task.assignee_id in self.emails else []
        if task.role in SEAT_ROLES:
            found = self.seats.get((task.agency_id or 0, task.role), (None, None)) if task.role else (None, None)
            return [one for one in found if one is not None and one in self.emails]
        return self.grants.get(task.role, []) if task.role else []

    def present(self, task: UserTask) -> Sequence[int]:
        """Return the candidates who are there, and those who stand in for the others."""
        found: list[int] = []
        for one in self.candidates(task):
            gone = self.away.get(one)
            if gone is None:
                found.append(one)
            elif gone.stand_in_id is not None and task.assignee_id is None and gone.stand_in_id not in self.away:
                found.append(gone.stand_in_id)
        return found


def staff_on(day: date) -> Staff:
    """Read who can act on the day; an account without a password belongs to nobody yet."""
    staff = Staff(day)
    users = select(User.id, User.email).where(User.password_hash.is_not(None), User.disabled_at.is_(None))
    staff.emails = {row.id: row.email for row in db.session.execute(users)}
    for seat in db.session.execute(select(Seat.agency_id, Seat.role, Seat.holder_id, Seat.deputy_id)):
        staff.seats[seat.agency_id, seat.role] = seat.holder_id, seat.deputy_id
    for grant in db.session.execute(select(RoleGrant.role, RoleGrant.user_id).order_by(RoleGrant.id)):
        if grant.user_id in staff.emails:
            staff.grants.setdefault(grant.role, []).append(grant.user_id)
    gone = select(Absence.user_id, Absence.last_day, Absence.stand_in_id)
    for row in db.session.execute(gone.where(Absence.first_day <= day, Absence.last_day >= day)):
        staff.away[row.user_id] = Away(row.last_day, row.stand_in_id)
    return staff


def chosen(span: Span, among: Sequence[int], about: str) -> int:
    """Return the one who takes it: mostly whose it is, sometimes a colleague."""
    return among[0] if len(among) == 1 else span.chance("who", about).choice(list(among))
