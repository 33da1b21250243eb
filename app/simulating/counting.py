"""The year in numbers: cases by process and outcome, tasks in time and late, mails by kind, what stays open."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from app.cases.forms import process_of
from app.cases.models import Case, CaseStatus, Incident, TaskStatus, UserTask
from app.clock import local_date, start_of_day
from app.deadlines.ladders import Target
from app.drafting.models import Drafting
from app.extensions import db
from app.notifications.models import Reminder
from app.notifications.outcomes import Outcome
from app.organisation.labels import ROLES
from app.organisation.models import Agency, RoleGrant, Seat, User
from app.plan_tasks.models import Assignment, AssignmentState
from app.processes.models import Definition
from app.programmes.models import Enrolment, State
from app.simulating.journal import Journal
from app.simulating.span import Span
from app.support.models import LaboratoryOutcome, OutcomeKind
from app.timeline.outbox_models import OutboxMessage


@dataclass
class Tasks:
    """How the tasks of one process went."""

    in_time: int = 0
    late: int = 0
    without_date: int = 0
    withdrawn: int = 0
    open: int = 0
    open_late: int = 0


@dataclass(frozen=True)
class Mail:
    """A letter as it is told: when, to whom, of which kind, about what."""

    at: datetime
    name: str
    agency: str
    kind: str
    subject: str


@dataclass
class Rungs:
    """How often the people of one agency were reminded, by when that was."""

    before: int = 0
    on_the_day: int = 0
    after: int = 0
    above: int = 0  # the head, the coordinator or the leadership was told
    letters: int = 0  # it was time for an official letter


def cases_by_outcome(journal: Journal) -> Mapping[tuple[str, str], Counter[str]]:
    """Return, for each process (its name and key), how many cases came to which end; "" still runs."""
    found: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    rows = select(Case.id, Case.status, Definition.name, Definition.key).join(Definition)
    for row in db.session.execute(rows.order_by(Definition.key, Case.id)):
        if row.status is CaseStatus.running:
            outcome = ""
        elif row.status is CaseStatus.cancelled:
            outcome = "cancelled"
        else:
            outcome = journal.outcomes.get(row.id) or "completed"
        found[row.name, row.key][outcome] += 1
    return found


def tasks_by_process(span: Span, now: datetime) -> Mapping[str, Tasks]:
    """Return, for each process by its name, how its tasks of the days that are told went."""
    found: dict[str, Tasks] = defaultdict(Tasks)
    told = select(UserTask).where((UserTask.closed_at.is_(None)) | (UserTask.closed_at >= start_of_day(span.told_from)))
    for task in db.session.scalars(told.order_by(UserTask.id).execution_options(yield_per=500)):
        _count(found[process_of(task).name], task, now)
    return dict(sorted(found.items()))


def _count(tasks: Tasks, task: UserTask, now: datetime) -> None:
    if task.status is TaskStatus.open:
        tasks.open += 1
        tasks.open_late += bool(task.overdue_after and task.overdue_after < now)
    elif task.status is TaskStatus.cancelled:
        tasks.withdrawn += 1
    elif task.overdue_after is None:
        tasks.without_date += 1
    elif task.closed_at and task.closed_at <= task.overdue_after:
        tasks.in_time += 1
    else:
        tasks.late += 1


def mails(journal: Journal) -> Sequence[Mail]:
    """Return every letter of the days that are told, those of one moment by name."""
    return sorted(_mails(journal), key=lambda mail: (mail.at, mail.name, mail.agency, mail.kind, mail.subject))


def _mails(journal: Journal) -> Iterator[Mail]:
    rows = select(OutboxMessage.message_id, OutboxMessage.kind, OutboxMessage.recipient_id, OutboxMessage.address)
    kept = {row.message_id: row for row in db.session.execute(rows)}
    names = {row.id: row.name for row in db.session.execute(select(User.id, User.name))}
    at_home = _agencies_of_people()
    for letter in journal.letters:
        row = kept[letter.message_id]
        name = names.get(row.recipient_id or 0, row.address or "–")
        yield Mail(letter.at, name, at_home.get(row.recipient_id or 0, "–"), row.kind, letter.subject)


def _agencies_of_people() -> Mapping[int, str]:
    """Return the agency by which a person is known, the first where they sit; else the role they were granted."""
    seats = select(Seat.holder_id, Seat.deputy_id, Agency.short_name, Agency.name).join(Agency)
    found: dict[int, str] = {}
    for row in db.session.execute(seats.order_by(Seat.id)):
        for key in (row.holder_id, row.deputy_id):
            if key is not None:
                found.setdefault(key, row.short_name or row.name)
    for grant in db.session.scalars(select(RoleGrant).order_by(RoleGrant.id)):
        found.setdefault(grant.user_id, str(ROLES[grant.role]))
    return found


def mails_by_month(journal: Journal) -> Mapping[tuple[int, int], Counter[str]]:
    """Return how many letters of which kind went out in each month (year, month)."""
    found: dict[tuple[int, int], Counter[str]] = defaultdict(Counter)
    for mail in mails(journal):
        day = local_date(mail.at)
        found[day.year, day.month][mail.kind] += 1
    return dict(sorted(found.items()))


def reminders_by_agency(span: Span) -> Mapping[str, Rungs]:
    """Return how often each agency was reminded, by its name; those reminded after their day most first."""
    rows = (
        select(Reminder.rung, Reminder.target, Reminder.by, Agency.short_name, Agency.name)
        .join(Agency, Agency.id == Reminder.agency_id)
        .where(Reminder.outcome == Outcome.send, Reminder.day >= span.told_from, Reminder.left_out_at.is_(None))
    )
    found: dict[str, Rungs] = defaultdict(Rungs)
    for row in db.session.execute(rows):
        rungs = found[row.short_name or row.name]
        if row.by.value == "letter":
            rungs.letters += 1
        elif row.target.value in ("agency_head", "coordinator", "leadership"):
            rungs.above += 1
        elif row.rung.startswith("-"):
            rungs.before += 1
        elif row.rung.startswith("+"):
            rungs.after += 1
        else:
            rungs.on_the_day += 1
    return dict(sorted(found.items(), key=lambda one: (-one[1].after - one[1].above, one[0])))


def reminders_by_month(span: Span) -> Mapping[tuple[int, int], Counter[Target]]:
    """Return how many people of which kind were reminded of a task in each month (year, month)."""
    rows = select(Reminder.day, Reminder.target).where(
        Reminder.outcome == Outcome.send, Reminder.day >= span.told_from, Reminder.left_out_at.is_(None)
    )
    found: dict[tuple[int, int], Counter[Target]] = defaultdict(Counter)
    for row in db.session.execute(rows):
        found[row.day.year, row.day.month][row.target] += 1
    return dict(sorted(found.items()))


def reached(span: Span) -> Iterator[tuple[str, int]]:
    """Yield what the year is measured by, in the terms of the plan: laboratories, enterprises, plans, tasks."""
    outcomes = select(LaboratoryOutcome.kind).where(
        LaboratoryOutcome.achieved_on >= span.told_from, LaboratoryOutcome.ended_on.is_(None)
    )
    kinds = Counter(db.session.scalars(outcomes))
    for kind in OutcomeKind:
        yield f"laboratory_{kind.value}", kinds[kind]
    enrolled = select(Enrolment.tax_code).where(Enrolment.agency_id.is_not(None))
    yield "enterprises", len(set(db.session.scalars(enrolled)))
    in_force = select(Enrolment.id).where(Enrolment.state == State.in_force)
    yield "programmes", len(db.session.scalars(in_force).all())
    plans = select(Drafting.id).where(Drafting.plan_id.is_not(None))
    yield "plans_issued", len(db.session.scalars(plans).all())
    done = select(Assignment.id).where(Assignment.state == AssignmentState.done)
    yield "plan_tasks_done", len(db.session.scalars(done).all())


def incidents() -> int:
    """Return how many incidents were ever opened."""
    return len(db.session.scalars(select(Incident.id)).all())


@dataclass(frozen=True)
class Open:
    """Work that stays open: what, where, until when, and what is done about it if that has passed."""

    what: str
    case: str
    agency: str
    due: date | None
    is_late: bool
    rung: str  # the last reminder's


def open_work(now: datetime) -> list[Open]:
    """Return the open tasks by date."""
    found = []
    for task in db.session.scalars(select(UserTask).where(UserTask.status == TaskStatus.open)):
        last = select(Reminder.rung).where(Reminder.task_id == task.id, Reminder.outcome == Outcome.send)
        rung = db.session.scalar(last.order_by(Reminder.day.desc(), Reminder.id.desc()).limit(1))
        agency = task.agency or task.case.agency
        due = local_date(task.due_at) if task.due_at else None
        is_late = bool(task.overdue_after and task.overdue_after < now)
        found.append(Open(task.name, task.case.title, agency.short_name or agency.name, due, is_late, rung or ""))
    return sorted(found, key=lambda one: (one.due or date.max, one.agency, one.what, one.case))
