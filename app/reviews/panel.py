"""What the case of a review, and of a self-assessment, shows of it."""

from collections.abc import Sequence
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _

from app.cases.access import SEES_ALL
from app.cases.links import Link, case_links
from app.cases.models import Case, UserTask
from app.cases.panels import Panel, case_panels
from app.organisation.roles import Actor
from app.reviews.labels import ASSESSMENTS, STATES
from app.reviews.queries import counts, progress_of, review_of
from app.reviews.service.beginning import PROCESS
from app.tasks.links import task_links


def _offer(case: Case, _actor: Actor, _now: datetime) -> Sequence[Panel]:
    if case.process_key != PROCESS:
        return ()
    review = review_of(case.id)
    if review is None or review.frozen_at is None:
        return ()
    values = {
        "review": review,
        "state": STATES[review.state],
        "counts": [(ASSESSMENTS[state], number) for state, number in counts([review.id]).get(review.id, {}).items()],
        "progress": progress_of(review),
    }
    return [Panel(_("The review so far"), "reviews/panel.html", values)]


def _links(case: Case, actor: Actor) -> Sequence[Link]:
    if case.process_key != PROCESS or not actor.has(*SEES_ALL):
        return ()
    review = review_of(case.id)
    if review is None or review.frozen_at is None:
        return ()
    return [Link(_("Agencies and figures"), url_for("reviews.show", review_id=review.id), "table")]


def _task_links(task: UserTask, actor: Actor) -> Sequence[Link]:
    return _links(task.case, actor)


case_panels.append(_offer)
case_links.append(_links)
task_links.append(_task_links)
