"""What is done with one task beside its steps: ask agencies to contribute, let it rest."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from marshmallow import Schema

from app.cases.access import require_case
from app.cases.models import Case
from app.cases.queries import waiting_on
from app.clock import utc_now
from app.errors import Forbidden, Invalid
from app.extensions import db
from app.legible import key
from app.organisation.access import access
from app.organisation.gate import current_actor
from app.organisation.models import Agency
from app.organisation.roles import Role
from app.organisation.schemas.forms import Errors, filled, problems
from app.plan_tasks.helping import helpers_of
from app.plan_tasks.models import Assignment
from app.plan_tasks.schemas import REQUEST, REST
from app.plan_tasks.service.contributing import ask_contributions, may_ask
from app.plan_tasks.service.records import require_assignment
from app.plan_tasks.service.suspending import suspend
from app.plan_tasks.views.blueprint import ONE_TASK, blueprint

Entries = Mapping[str, Any]


@blueprint.get("/cases/<int:case_id>/contributions")
@access(ONE_TASK)
def asking(case_id: int) -> ResponseReturnValue:
    """Ask whom the lead agency needs something from, what and until when."""
    assignment, case = _task(case_id)
    _require_lead(assignment)
    return _asking_page(assignment, case, {}, (), {})


@blueprint.post("/cases/<int:case_id>/contributions")
@access(ONE_TASK)
def ask(case_id: int) -> ResponseReturnValue:
    """Ask the chosen agencies for their part."""
    assignment, case = _task(case_id)
    chosen = request.form.getlist("agencies", type=key)

    def command(entries: Entries) -> str:
        known = {agency.id for agency in helpers_of(assignment, utc_now())}
        wanted = [agency_id for agency_id in chosen if agency_id in known]
        asked = ask_contributions(
            case_id, wanted, entries["request"], entries["until"], actor=current_actor(), now=utc_now()
        )
        return ngettext("%(num)d agency has been asked.", "%(num)d agencies have been asked.", len(asked))

    missing = {} if chosen else {"agencies": [_("Choose at least one agency.")]}
    return _carry_out(
        case, REQUEST, command, lambda errors: _asking_page(assignment, case, request.form, chosen, errors), missing
    )


@blueprint.get("/cases/<int:case_id>/rest")
@access(ONE_TASK)
def resting(case_id: int) -> ResponseReturnValue:
    """Ask why the task rests and when it is looked at again."""
    assignment, case = _task(case_id)
    if not current_actor().has(Role.coordinator):
        raise Forbidden
    return _resting_page(assignment, case, {}, {})


@blueprint.post("/cases/<int:case_id>/rest")
@access(ONE_TASK)
def rest(case_id: int) -> ResponseReturnValue:
    """Let the task rest."""
    assignment, case = _task(case_id)

    def command(entries: Entries) -> str:
        suspend(case_id, entries["reason"], entries["review_on"], actor=current_actor(), now=utc_now())
        return _("The task rests. Decide how it goes on in the task that has just opened.")

    return _carry_out(case, REST, command, lambda errors: _resting_page(assignment, case, request.form, errors), {})


def _task(case_id: int) -> tuple[Assignment, Case]:
    case = require_case(current_actor(), db.session.get(Case, case_id))
    return require_assignment(case.id), case


def _require_lead(assignment: Assignment) -> None:
    if not may_ask(current_actor(), assignment.agency_id):
        raise Forbidden


def _carry_out(
    case: Case,
    schema: Schema,
    command: Callable[[Entries], str],
    again: Callable[[Errors], ResponseReturnValue],
    missing: Errors,
) -> ResponseReturnValue:
    """Do what the form asks for and go back to the case; or show all that is wrong with it, `missing` first."""
    entries, errors = filled(schema, request.form)
    errors = {**dict(missing), **errors}
    if not errors:
        try:
            flash(command(entries), "ok")
            return redirect(url_for("cases.show", case_id=case.id))
        except Invalid as invalid:
            errors = {name: [_(one) for one in texts] for name, texts in invalid.errors.items()}
    return again(errors)


def _asking_page(
    assignment: Assignment, case: Case, values: Entries, chosen: Sequence[int], errors: Errors
) -> ResponseReturnValue:
    agencies: Sequence[Agency] = helpers_of(assignment, utc_now())
    page = render_template(
        "plan_tasks/asking.html",
        case=case,
        agencies=[(str(agency.id), agency.name) for agency in agencies],
        chosen=[str(one) for one in chosen],
        form=values,
        errors=errors,
        problems=problems(errors),
    )
    return page, 422 if errors else 200


def _resting_page(assignment: Assignment, case: Case, values: Entries, errors: Errors) -> ResponseReturnValue:
    page = render_template(
        "plan_tasks/resting.html",
        case=case,
        waiting=[task for task in waiting_on([case.id])[case.id] if task.agency_id == assignment.agency_id],
        form=values,
        errors=errors,
        problems=problems(errors),
    )
    return page, 422 if errors else 200
