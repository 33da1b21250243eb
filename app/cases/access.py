"""Who sees a case and who may work on its tasks: decided here and nowhere else (docs/access.md).

Focal point and head: their own agency's cases and those where it coordinates or directs. Specialist, coordinator,
leader and auditor: all that is not confidential. Committee office: what was submitted to it. Confidential: the
persons named on the case, nobody else. An administrator runs the system and sees no case for that alone.
"""

from sqlalchemy import ColumnElement, and_, exists, false, or_, select, true

from app.cases.confidential.marking import mark_read
from app.cases.errors import CaseNotFound, NotYourTask, TaskAlreadyCompleted, TaskCancelled, TaskNotFound
from app.cases.models import Case, CaseAgency, CasePerson, Relation, TaskStatus, UserTask
from app.clock import LOCAL
from app.errors import Forbidden
from app.extensions import db
from app.organisation.models import Agency, RoleGrant, Seat, User
from app.organisation.roles import DEPARTMENT_ROLES, SEAT_ROLES, Actor, Role

SEES_ALL = (*DEPARTMENT_ROLES, Role.auditor)
# Whoever answers for the department, and whoever keeps its accounts.
NAMES_COORDINATORS = (Role.leader, Role.administrator)


def visible_cases(actor: Actor) -> ColumnElement[bool]:
    """Return the condition on `Case` that keeps what the actor may know of."""
    if actor.is_system:
        return true()
    return and_(not_hidden(actor), or_(Case.is_confidential, _open_to(actor)))


def _open_to(actor: Actor) -> ColumnElement[bool]:
    if actor.has(*SEES_ALL):
        return true()
    ways: list[ColumnElement[bool]] = []
    if actor.agency_ids:
        relations = [Relation.coordinating, Relation.directing]
        ways.append(Case.agency_id.in_(actor.agency_ids))
        ways.append(_takes_part(CaseAgency.agency_id.in_(actor.agency_ids), CaseAgency.relation.in_(relations)))
    if actor.has(Role.committee_office):
        ways.append(_takes_part(CaseAgency.relation == Relation.submitted_to))
    return or_(*ways) if ways else false()


def _takes_part(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(CaseAgency.case_id == Case.id, *conditions)


def openly_known_to(case: Case) -> ColumnElement[bool]:
    """Return the condition on `User` that keeps who sees the case while it is open, or may work on what waits on it.

    The counterpart of `_open_to` and `may_work_on`, for people instead of cases.
    """
    waiting = and_(UserTask.case_id == case.id, UserTask.status == TaskStatus.open)
    roles = select(UserTask.role).where(waiting, UserTask.role.is_not(None))
    takes_part = select(CaseAgency.agency_id).where(
        CaseAgency.case_id == case.id, CaseAgency.relation.in_([Relation.coordinating, Relation.directing])
    )
    is_submitted = exists().where(CaseAgency.case_id == case.id, CaseAgency.relation == Relation.submitted_to)
    granted = or_(
        RoleGrant.role.in_([*SEES_ALL]),
        RoleGrant.role.in_(roles),
        and_(RoleGrant.role == Role.committee_office, is_submitted),
    )
    at_work = exists().where(waiting, UserTask.role == Seat.role, UserTask.agency_id == Seat.agency_id)
    seated = or_(Seat.agency_id == case.agency_id, Seat.agency_id.in_(takes_part), at_work)
    return or_(
        User.id.in_(select(RoleGrant.user_id).where(granted)),
        User.id.in_(select(Seat.holder_id).where(seated)),
        User.id.in_(select(Seat.deputy_id).where(seated)),
        User.id.in_(select(UserTask.assignee_id).where(waiting)),
    )


def sees_case(actor: Actor, case: Case) -> bool:
    """Whether the actor may know of the case; asks the database only when the case's own columns do not tell."""
    if actor.is_system:
        return True
    if not case.is_confidential and (actor.has(*SEES_ALL) or case.agency_id in actor.agency_ids):
        return True
    return bool(db.session.scalar(select(exists().where(Case.id == case.id, visible_cases(actor)))))


def require_case(actor: Actor, case: Case | None) -> Case:
    """Return the case; raise CaseNotFound when it does not exist or the actor may not know of it.

    That somebody was let through to a confidential case is marked, and noted with the answer of a request.
    """
    if case is None or not sees_case(actor, case):
        raise CaseNotFound
    mark_read(actor, case)
    return case


def require_task(actor: Actor, task: UserTask | None) -> UserTask:
    """Return the task; raise TaskNotFound when it does not exist or the actor may not know of its case."""
    if task is None or not (sees_case(actor, task.case) or may_work_on(actor, task)):
        raise TaskNotFound
    mark_read(actor, task.case)
    return task


def may_work_on(actor: Actor, task: UserTask) -> bool:
    """Whether the task is the actor's to claim and complete: they hold its role (at its agency, where it names one)."""
    if actor.is_system or task.role is None:
        return False
    if task.case.is_confidential and not sees_case(actor, task.case):
        return False
    if task.role in SEAT_ROLES:
        return task.agency_id is not None and actor.sits_at(task.agency_id, task.role)
    return actor.has(task.role)


def require_worker(actor: Actor, task: UserTask) -> None:
    """Raise NotYourTask unless the task is the actor's to do."""
    if not may_work_on(actor, task):
        raise NotYourTask


def workable_tasks(actor: Actor) -> ColumnElement[bool]:
    """Return the condition on `UserTask` that keeps what the actor may claim or complete (confidential apart)."""
    return or_(at_seats(actor), UserTask.role.in_(actor.roles)) if actor.roles else at_seats(actor)


def at_seats(actor: Actor) -> ColumnElement[bool]:
    """Return the condition on `UserTask` that keeps what waits at the seats the actor holds or deputises for."""
    ways = [
        and_(UserTask.role == role, UserTask.agency_id.in_(agency_ids))
        for role in sorted(SEAT_ROLES)
        if (agency_ids := _agencies(actor, role))
    ]
    return or_(*ways) if ways else false()


def not_hidden(actor: Actor) -> ColumnElement[bool]:
    """Return the condition on `Case` that drops confidential ones on which the actor is not named."""
    named = exists().where(CasePerson.case_id == Case.id, CasePerson.user_id == actor.id)
    return or_(Case.is_confidential.is_(False), named)


def _agencies(actor: Actor, role: Role) -> list[int]:
    return [agency_id for agency_id, held in actor.seats if held is role]


def may_manage_cases(actor: Actor) -> bool:
    """Whether the actor may cancel the cases of agencies and change their dates."""
    return actor.has(Role.coordinator)


def may_start_cases(actor: Actor) -> bool:
    """Whether the actor may start cases for any agency."""
    return actor.has(Role.coordinator, Role.specialist)


def require_starter(actor: Actor, agency: Agency) -> None:
    """Raise Forbidden unless the actor may start a case for the agency: its own people, or the department's."""
    if not (may_start_cases(actor) or agency.id in actor.agency_ids):
        raise Forbidden


def require_open(task: UserTask) -> None:
    """Raise TaskAlreadyCompleted or TaskCancelled unless the task still waits."""
    if task.status is TaskStatus.completed:
        who = db.session.get(User, task.closed_by_id) if task.closed_by_id else None
        when = task.closed_at.astimezone(LOCAL).strftime("%H:%M, %d/%m/%Y") if task.closed_at else ""
        raise TaskAlreadyCompleted(who=who.name if who else "Tiến Độ", when=when)
    if task.status is TaskStatus.cancelled:
        raise TaskCancelled


def without_coordinator() -> ColumnElement[bool]:
    """Return the condition on `Case` that keeps restricted ones on which nobody is named who coordinates at present."""
    named = (
        exists()
        .where(CasePerson.case_id == Case.id, CasePerson.user_id == User.id, User.disabled_at.is_(None))
        .where(RoleGrant.user_id == User.id, RoleGrant.role == Role.coordinator)
    )
    return and_(Case.is_confidential, ~named)


def may_name_coordinators(actor: Actor) -> bool:
    """Whether the actor may name a coordinator on a restricted case that has none; they see no more of it for that."""
    return actor.has(*NAMES_COORDINATORS)
