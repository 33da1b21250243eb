"""The pages of obstacles: the list, and reporting one; what follows happens on tasks and cases."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _

from app.cases.access import require_case, require_task
from app.cases.attachments import Upload
from app.cases.models import Case, UserTask
from app.clock import local_date, utc_now
from app.errors import Forbidden, Invalid
from app.extensions import db
from app.files.refusals import UnsafeFile
from app.legible import key
from app.obstacles import labels
from app.obstacles.queries import Show, agencies_with_obstacles, listed, rows_of_plan
from app.obstacles.schemas import RAISED
from app.obstacles.service.raising import Blocked, Words, may_raise, raise_obstacle
from app.organisation.access import SIGNED_IN, access, only
from app.organisation.calendar import office_calendar
from app.organisation.gate import current_actor
from app.organisation.roles import DEPARTMENT_ROLES, SEAT_ROLES, Role
from app.organisation.schemas.forms import Errors, filled, problems
from app.plans.access import require_plan
from app.plans.models import PlanTask

blueprint = Blueprint("obstacles", __name__, url_prefix="/obstacles", template_folder="../templates")

READERS = (*SEAT_ROLES, *DEPARTMENT_ROLES, Role.committee_office, Role.auditor)


@blueprint.get("")
@access(only(READERS))
def index() -> ResponseReturnValue:
    """List the obstacles the caller may know of: open ones by age, or those that have ended."""
    actor, now = current_actor(), utc_now()
    show = Show.ended if request.args.get("show") == Show.ended.value else Show.open
    agency_id, after = request.args.get("agency", type=key), request.args.get("after", type=key)
    page = listed(actor, show, agency_id=agency_id, after=after)
    calendar, today = office_calendar(), local_date(now)
    return render_template(
        "obstacles/list.html",
        page=page,
        show=show,
        agency_id=agency_id,
        agencies=agencies_with_obstacles(actor),
        age=lambda one: calendar.working_days_between(local_date(one.raised_at), today),
        labels=labels,
        may_report=may_raise(actor),
    )


@blueprint.get("/new")
@access(SIGNED_IN)
def new() -> ResponseReturnValue:
    """Ask what is in the way, since when, why, and what should be done."""
    return _page(_about(request.args), {"scope": "task"}, {})


@blueprint.post("/new")
@access(SIGNED_IN)
def report() -> ResponseReturnValue:
    """Report the obstacle."""
    about = _about(request.form)
    entries, errors = filled(RAISED, request.form)
    if not errors:
        try:
            scope = entries.pop("scope")
            with db.session.begin_nested():  # what is refused late leaves nothing behind
                obstacle = raise_obstacle(
                    Words(**entries), _blocked(about, scope), actor=current_actor(), now=utc_now(), uploads=_uploads()
                )
            flash(_("Obstacle #%(number)s is reported. The coordinator decides how it is dealt with within two working "
                    "days.", number=obstacle.id), "ok")  # fmt: skip
            return redirect(url_for("cases.show", case_id=obstacle.case_id), 303)
        except Invalid as invalid:
            errors = {name: [_(one) for one in texts] for name, texts in invalid.errors.items()}
        except UnsafeFile as unsafe:
            errors = {"files": [unsafe.sentence(str(get_locale()))]}
    return _page(about, request.form, errors)


def _about(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the obstacle is about, as the address or the form names it; raise what hides it, and Forbidden."""
    actor = current_actor()
    numbers = {name: _number(given.get(name)) for name in ("task", "case", "plan", "row")}
    about: dict[str, Any] = {"task": None, "case": None, "plan": None, "row": None}
    if numbers["task"] is not None:
        about["task"] = require_task(actor, db.session.get(UserTask, numbers["task"]))
        about["case"] = about["task"].case
    elif numbers["case"] is not None:
        about["case"] = require_case(actor, db.session.get(Case, numbers["case"]))
    elif numbers["plan"] is not None:
        about["plan"] = require_plan(actor, numbers["plan"])
        row = db.session.get(PlanTask, numbers["row"]) if numbers["row"] is not None else None
        about["row"] = row if row is not None and row.plan_id == about["plan"].id else None
    if not may_raise(actor, about["case"]):
        raise Forbidden
    return about


def _number(text: Any) -> int | None:
    try:
        return key(text) if text else None
    except ValueError:
        return None


def _blocked(about: Mapping[str, Any], scope: str) -> Blocked:
    if about["task"] is not None and scope == "task":
        return Blocked(task_id=about["task"].id)
    if about["case"] is not None:
        return Blocked(case_id=about["case"].id)
    return Blocked(
        plan_id=about["plan"].id if about["plan"] else None, plan_task_id=about["row"].id if about["row"] else None
    )


def _uploads() -> list[Upload]:
    is_open = "files" in request.form.getlist("not_secret")
    given = [one for one in request.files.getlist("files") if one.filename]
    return [Upload(one.filename or "", BytesIO(one.stream.read()), is_open) for one in given]


def _page(about: Mapping[str, Any], form: Mapping[str, Any], errors: Errors) -> ResponseReturnValue:
    page = render_template(
        "obstacles/new.html",
        form=form,
        errors=errors,
        problems=problems(errors),
        rows=rows_of_plan(about["plan"].id) if about["plan"] is not None else (),
        back=_back(about),
        **about,
    )
    return page, 422 if errors else 200


def _back(about: Mapping[str, Any]) -> str:
    if about["task"] is not None:
        return url_for("tasks.show", task_id=about["task"].id)
    if about["case"] is not None:
        return url_for("cases.show", case_id=about["case"].id)
    return url_for("plans.show", plan_id=about["plan"].id) if about["plan"] else url_for("obstacles.index")
