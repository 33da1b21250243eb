"""What must never be: a case that nobody and nothing will move, and late work that nobody above was told of.

A running case moves on when an open task is in the hands of somebody who can act, a timer of its diagram is ahead, or
a job waits to be done. A wait for a message alone is not enough: it must be able to time out.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from flask_babel import gettext as _
from sqlalchemy import exists, select

from app.cases.models import Case, CaseStatus, Incident, Job, JobStatus, TaskStatus, UserTask
from app.clock import local_date
from app.deadlines.ladders import ABOVE, Target
from app.extensions import db
from app.notifications.models import Reminder
from app.notifications.outcomes import Outcome
from app.organisation.calendar import office_calendar
from app.simulating.staff import Staff, staff_on

# Working days after which late work must have been told to the head, the coordinator or the leadership.
UNTOLD_AT_MOST = 10
_TIMER_WAITS_AT_MOST = timedelta(days=1)


def what_is_stuck(now: datetime) -> Iterator[str]:
    """Yield a sentence for everything that is stuck, for every incident, and for late work nobody above knows of."""
    staff = staff_on(local_date(now))
    yield from _stuck_cases(staff, now)
    yield from _incidents()
    yield from _untold(now)


def _stuck_cases(staff: Staff, now: datetime) -> Iterator[str]:
    waits_for_job = exists().where(Job.case_id == Case.id, Job.status == JobStatus.ready)
    held = _held_cases(staff)
    running = select(Case, waits_for_job.label("has_job")).where(Case.status == CaseStatus.running).order_by(Case.id)
    for case, has_job in db.session.execute(running.execution_options(yield_per=500)):
        has_timer = case.next_due is not None and case.next_due > now - _TIMER_WAITS_AT_MOST
        if not (case.id in held or has_timer or has_job):
            waits = _("a message that cannot time out") if case.awaits_message else _("nothing at all")
            yield _(
                "Stuck: “%(case)s” (%(process)s, %(agency)s) waits for %(waits)s",
                case=case.title,
                process=case.process_key,
                agency=case.agency.code,
                waits=waits,
            )


def _held_cases(staff: Staff) -> set[int]:
    tasks = select(UserTask).where(UserTask.status == TaskStatus.open)
    return {task.case_id for task in db.session.scalars(tasks) if staff.candidates(task)}


def _incidents() -> Iterator[str]:
    found = select(Incident).where(Incident.resolved_at.is_(None)).order_by(Incident.id)
    for incident in db.session.scalars(found):
        about = f"{incident.case.process_key} “{incident.case.title}”" if incident.case else "–"
        yield _(
            "Incident: %(case)s at %(element)s: %(cause)s",
            case=about,
            element=incident.element or "–",
            cause=incident.cause,
        )


def _untold(now: datetime) -> Iterator[str]:
    """Yield late work of which nobody above its owner was told; where no reminders are wanted nobody is."""
    calendar, today = office_calendar(), local_date(now)
    told = exists().where(
        Reminder.task_id == UserTask.id,
        Reminder.outcome == Outcome.send,
        Reminder.target.in_((Target.agency_head, *ABOVE)),
    )
    late = select(UserTask).where(
        UserTask.status == TaskStatus.open,
        UserTask.overdue_after < now,
        UserTask.paused_at.is_(None),
        ~told,
    )
    for task in db.session.scalars(late.order_by(UserTask.id)):
        if task.overdue_after is None or task.reminders == "none":
            continue
        began = max(local_date(task.overdue_after), local_date(task.opened_at))
        days = calendar.working_days_between(began, today)
        if days > UNTOLD_AT_MOST:
            yield _(
                "Nobody above was told: %(task)s of “%(case)s”, %(days)s working days late",
                task=task.name,
                case=task.case.title,
                days=days,
            )
