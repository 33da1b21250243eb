"""Write to the lead agency about its task: that it is done, and what became of its request for more time."""

from datetime import date, datetime

from flask_babel import gettext as _

from app.cases.telling import Words, language, tell_agency
from app.deadlines.wording import long_date
from app.plan_tasks.models import Assignment


def tell_done(assignment: Assignment, now: datetime) -> None:
    """Tell the agency that the department found the task done."""

    def words() -> Words:
        title = _title(assignment)
        return (
            _("Task done: %(title)s", title=title),
            _("The department has found the result to be what the plan asks for: %(title)s.", title=title),
        )

    tell_agency(assignment.agency, assignment.case_id, "plan_task_done", f"{assignment.id}", words, now)


def tell_granted(assignment: Assignment, until: date, now: datetime) -> None:
    """Tell the agency that it has more time."""

    def words() -> Words:
        values = {"title": _title(assignment), "day": long_date(until, language(), within=True)}
        return (
            _("Extended: %(title)s", **values),
            _("More time was granted for the task: %(title)s. New deadline: %(day)s.", **values),
        )

    key = f"task-{assignment.id}:{until}"
    tell_agency(assignment.agency, assignment.case_id, "extension_granted", key, words, now)


def tell_refused(assignment: Assignment, reason: str, now: datetime) -> None:
    """Tell the agency that its deadline stands, and why."""

    def words() -> Words:
        values = {"title": _title(assignment), "reason": reason}
        return (
            _("No extension: %(title)s", **values),
            _("More time was refused for the task: %(title)s. Reason: %(reason)s", **values),
        )

    key = f"task-{assignment.id}:{now.isoformat()}"
    tell_agency(assignment.agency, assignment.case_id, "extension_refused", key, words, now)


def _title(assignment: Assignment) -> str:
    return assignment.case.title if assignment.case else assignment.plan_task.content
