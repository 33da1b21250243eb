"""Why did I get this, why did I not: everybody about themselves, coordinators about anybody within their reach."""

from datetime import date

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.cases.access import require_task, sees_case
from app.cases.models import UserTask
from app.cases.standing import standing_of
from app.clock import local_date, utc_now
from app.extensions import db
from app.legible import key
from app.notifications.views.blueprint import blueprint, read_day
from app.notifications.why.episodes import Episode
from app.notifications.why.past import letter_of
from app.notifications.why.replay import replay
from app.organisation.access import BY_OBJECT, SIGNED_IN, access
from app.organisation.calendar import office_calendar
from app.organisation.errors import UserNotFound
from app.organisation.gate import current_actor
from app.organisation.models import User
from app.organisation.records import own_id
from app.organisation.roles import Actor, Role
from app.tasks.explaining import explain


@blueprint.get("/why/days/<day:day>")
@access(SIGNED_IN)
def why_day(day: date) -> ResponseReturnValue:
    """Explain the reader's own letter of a day, task by task; what they may not see any more is not named."""
    actor = current_actor()
    told = [_unnamed(actor, episode) for episode in letter_of(own_id(actor), day)]
    return render_template("reminders/why_day.html", day=day, told=told)


@blueprint.get("/why/tasks/<int:task_id>")
@access(BY_OBJECT)
def why_task(task_id: int) -> ResponseReturnValue:
    """Explain what was and will be said about a task: to the reader, or to whom a coordinator asks about."""
    actor, now = current_actor(), utc_now()
    task = require_task(actor, db.session.get(UserTask, task_id))
    steers = actor.has(Role.coordinator)
    person, day = _person(actor, steers), request.args.get("day", type=read_day)
    today, calendar = local_date(now), office_calendar()
    standing = standing_of(task, today, calendar)
    return render_template(
        "reminders/why_task.html",
        task=task,
        person=person,
        is_own=person is not None and person.id == actor.id,
        steers=steers,
        day=day,
        told=replay(task, now, person_id=person and person.id, day=day),
        standing=standing,
        explanation=explain(task, standing.day, today, calendar),
    )


def _person(actor: Actor, steers: bool) -> User | None:
    """Return whom the page is about: a coordinator's choice (None: everybody), else the reader."""
    asked = request.args.get("person", type=key) if steers else actor.id
    if asked is None:
        return None
    found: User | None = db.session.get(User, asked)
    if found is None:
        raise UserNotFound
    return found


def _unnamed(actor: Actor, episode: Episode) -> tuple[Episode, bool]:
    task = episode.task
    return episode, task is not None and sees_case(actor, task.case)
