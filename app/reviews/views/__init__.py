"""The pages of reviews: the list with what is due, and one review with its agencies and figures."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.cases.access import SEES_ALL
from app.clock import local_date, utc_now
from app.legible import key
from app.organisation.access import access
from app.organisation.gate import current_actor
from app.organisation.roles import Role
from app.reviews.errors import ReviewRunning
from app.reviews.labels import ASSESSMENTS, KINDS, LOOKS, STATES
from app.reviews.models import AssessmentState
from app.reviews.queries import (
    PAGE,
    assessments,
    counts,
    figures_of,
    find_review,
    plans_to_review,
    reviews,
    reviews_due,
)
from app.reviews.service.beginning import begin_review

blueprint = Blueprint("reviews", __name__, url_prefix="/reviews", template_folder="../templates")


@blueprint.get("")
@access(roles=SEES_ALL)
def index() -> str:
    """List the reviews, newest first, and the plans of which one is due."""
    found = reviews(request.args.get("after", type=key))
    page, plans = found[:PAGE], plans_to_review()
    return render_template(
        "reviews/reviews.html",
        reviews=page,
        more=page[-1].id if len(found) > PAGE else None,
        counts=counts([review.id for review in page]),
        due=reviews_due(local_date(utc_now()).year),
        plans=plans,
        may_begin=current_actor().has(Role.coordinator),
        kinds=KINDS,
        states=STATES,
        taken_in=AssessmentState.taken_in,
    )


@blueprint.post("")
@access(roles=(Role.coordinator,), seen_by=SEES_ALL)
def begin() -> ResponseReturnValue:
    """Begin a review of a plan and go to its first task."""
    plan_id = request.form.get("plan", type=key)
    try:
        case = begin_review(plan_id or 0, actor=current_actor(), now=utc_now())
    except ReviewRunning as running:
        flash(_(running.message), "soon")
        return redirect(url_for("reviews.show", review_id=running.review_id), 303)
    return redirect(url_for("tasks.show", task_id=case.open_tasks[0].id), 303)


@blueprint.get("/<int:review_id>")
@access(roles=SEES_ALL)
def show(review_id: int) -> str:
    """Show who has sent what, and the figures."""
    review = find_review(review_id)
    return render_template(
        "reviews/review.html",
        review=review,
        assessments=assessments(review.id),
        figures=figures_of(review),
        kinds=KINDS,
        states=STATES,
        words=ASSESSMENTS,
        looks=LOOKS,
    )
