"""What is told of one reminder: a heading and sentences, with the words that past and future share."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from sqlalchemy import select

from app.cases.models import UserTask
from app.extensions import db
from app.notifications.policies.book import current_policies
from app.notifications.policies.labels import name_of
from app.notifications.skips.models import ReminderSkip
from app.notifications.wording import full_day
from app.organisation.models import User


@dataclass(frozen=True)
class Episode:
    """One reminder, or the mail that told of the task's arrival: when, to whom, and why, step by step."""

    at: date
    title: str
    sentences: Sequence[str]
    task: UserTask | None = None


def policy_name(key: str) -> str:
    """Return what a policy is called; one that is no longer there goes by its key."""
    policy = current_policies().get(key)
    return str(name_of(policy)) if policy is not None else key


def left_alone(skip: ReminderSkip) -> str:
    """Say who left the agency alone, and why."""
    return _("%(who)s left the agency alone on that day: %(reason)s", who=skip.skipped_by.name, reason=skip.reason)


def skip_of(task: UserTask, day: date) -> ReminderSkip | None:
    """Return that the task's agency was left alone on the day, if it was."""
    return db.session.scalar(
        select(ReminderSkip).where(ReminderSkip.agency_id == task.agency_id, ReminderSkip.day == day)
    )


def names_of(keys: Sequence[int | None]) -> dict[int, str]:
    """Return the names of users, in one query."""
    wanted = {key for key in keys if key is not None}
    rows = db.session.execute(select(User.id, User.name).where(User.id.in_(wanted))) if wanted else ()
    return {row.id: row.name for row in rows}


def within(day: date) -> str:
    """Write a day inside a sentence."""
    return full_day(day, within=True)
