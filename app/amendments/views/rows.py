"""Propose what is to become of one row."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.amendments.errors import AmendmentSubmitted
from app.amendments.models import AmendmentChange, PlanAmendment
from app.amendments.queries import changes_of, is_editable, require_amendment, understood_due
from app.amendments.schemas import ROW
from app.amendments.service.changing import (
    add_row,
    added_row,
    change_added_row,
    change_row,
    drop_row,
    groups_of,
    take_back,
)
from app.amendments.service.starting import may_amend
from app.amendments.views.blueprint import ONE_AMENDMENT, blueprint
from app.clock import utc_now
from app.deadlines.wording import short_date
from app.errors import Forbidden, Invalid
from app.extensions import db
from app.legible import key
from app.organisation.access import access
from app.organisation.gate import current_actor
from app.organisation.schemas.forms import Errors, filled, problems
from app.plans import labels
from app.plans.differences import COLUMNS, cells_of
from app.plans.errors import RowNotFound
from app.plans.models import PlanTask
from app.plans.service.amending import RowAct

Entries = dict[str, Any]


@blueprint.get("/<int:case_id>/rows/new")
@access(ONE_AMENDMENT)
def new_row(case_id: int) -> ResponseReturnValue:
    """Show an empty row."""
    return _page(_editable(case_id), None, {}, {})


@blueprint.post("/<int:case_id>/rows/new")
@access(ONE_AMENDMENT)
def add(case_id: int) -> ResponseReturnValue:
    """Propose a new row."""

    def command(entries: Entries) -> None:
        add_row(case_id, _group(entries), entries, entries["reason"], actor=current_actor(), now=utc_now())

    return _carry_out(case_id, None, command, _("The new row is proposed."))


@blueprint.get("/<int:case_id>/added/<int:change_id>")
@access(ONE_AMENDMENT)
def added(case_id: int, change_id: int) -> ResponseReturnValue:
    """Show a row that is to be added, to be changed."""
    amendment = _editable(case_id)
    change = added_row(amendment, change_id)
    return _page(amendment, None, {**change.texts, "group": change.group_path, "reason": change.reason}, {}, change)


@blueprint.post("/<int:case_id>/added/<int:change_id>")
@access(ONE_AMENDMENT)
def change_added(case_id: int, change_id: int) -> ResponseReturnValue:
    """Change a row that is to be added, or add it no more."""
    change = added_row(require_amendment(case_id, current_actor()), change_id)
    if "_take_back" in request.form:
        return _taken_back(case_id, change_id)

    def command(entries: Entries) -> None:
        group, actor = _group(entries), current_actor()
        change_added_row(case_id, change_id, group, entries, entries["reason"], actor=actor, now=utc_now())

    return _carry_out(case_id, None, command, _("The row to be added is changed."), change)


@blueprint.get("/<int:case_id>/rows/<int:task_id>")
@access(ONE_AMENDMENT)
def row(case_id: int, task_id: int) -> ResponseReturnValue:
    """Show a row as it is proposed so far, to be changed or dropped."""
    amendment = _editable(case_id)
    task = _task(amendment, task_id)
    change = _change(amendment, task)
    texts = change.texts if change and change.act is RowAct.change else cells_of(task)
    return _page(amendment, task, {**texts, "reason": change.reason if change else ""}, {})


@blueprint.post("/<int:case_id>/rows/<int:task_id>")
@access(ONE_AMENDMENT)
def keep(case_id: int, task_id: int) -> ResponseReturnValue:
    """Propose new texts for the row, or to drop it."""
    task = _task(require_amendment(case_id, current_actor()), task_id)
    actor, now = current_actor(), utc_now()
    if "_drop" in request.form:
        return _carry_out(
            case_id,
            task,
            lambda entries: drop_row(case_id, task_id, entries["reason"], actor=actor, now=now),
            _("It is proposed to drop the row."),
        )
    return _carry_out(
        case_id,
        task,
        lambda entries: change_row(case_id, task_id, entries, entries["reason"], actor=actor, now=now),
        _("The change of the row is proposed."),
    )


@blueprint.post("/<int:case_id>/changes/remove")
@access(ONE_AMENDMENT)
def remove(case_id: int) -> ResponseReturnValue:
    """Leave the row as it is after all; the form names its `change`."""
    return _taken_back(case_id, request.form.get("change", 0, type=key))


def _taken_back(case_id: int, change_id: int) -> ResponseReturnValue:
    take_back(case_id, change_id, actor=current_actor(), now=utc_now())
    flash(_("The change is taken back."), "ok")
    return redirect(url_for("amendments.show", case_id=case_id), 303)


def _carry_out(
    case_id: int,
    task: PlanTask | None,
    command: Callable[[Entries], Any],
    said: str,
    change: AmendmentChange | None = None,
) -> ResponseReturnValue:
    """Do what the form asks for and go back to the rows; or show what is wrong with it."""
    entries, errors = filled(ROW, request.form)
    if not errors:
        try:
            command(entries)
            flash(f"{said} {_understood(case_id, task, entries)}".strip(), "ok")
            return redirect(url_for("amendments.show", case_id=case_id), 303)
        except Invalid as invalid:
            errors = {name: [_(one) for one in texts] for name, texts in invalid.errors.items()}
    return _page(require_amendment(case_id, current_actor()), task, request.form, errors, change)


def _group(entries: Entries) -> tuple[str, ...]:
    return tuple(json.loads(entries["group"])) if entries["group"] else ()


def _understood(case_id: int, task: PlanTask | None, entries: Entries) -> str:
    """Say which day a new time phrase is read as; nothing where the time stays or the row goes."""
    text = entries["time_text"]
    if "_drop" in request.form or (task is not None and text == task.time_text):
        return ""
    day = understood_due(require_amendment(case_id, current_actor()).plan, text) if text else None
    if day is None:
        return _("Its time names no day that can be counted: the row will have no deadline.")
    return _("Its time is read as due on %(day)s.", day=short_date(day))


def _page(
    amendment: PlanAmendment,
    task: PlanTask | None,
    form: Mapping[str, Any],
    errors: Errors,
    change: AmendmentChange | None = None,
) -> ResponseReturnValue:
    """Show the form of a row: one of the plan (`task`), one that is to be added (`change`), or a new one."""
    page = render_template(
        "amendments/row.html",
        amendment=amendment,
        plan=amendment.plan,
        task=task,
        change=change,
        form=form,
        columns=[(column, labels.COLUMNS[column]) for column in COLUMNS],
        groups=[(path, " › ".join(json.loads(path))) for path in groups_of(amendment.plan_id)],
        errors=errors,
        problems=problems(errors),
    )
    return page, 422 if errors else 200


def _editable(case_id: int) -> PlanAmendment:
    """Return an amendment whose rows the caller may edit now; raise Forbidden, AmendmentSubmitted."""
    actor = current_actor()
    amendment = require_amendment(case_id, actor)
    if not may_amend(actor):
        raise Forbidden
    if not is_editable(amendment):
        raise AmendmentSubmitted
    return amendment


def _task(amendment: PlanAmendment, task_id: int) -> PlanTask:
    task = db.session.get(PlanTask, task_id)
    if task is None or task.plan_id != amendment.plan_id:
        raise RowNotFound
    return task


def _change(amendment: PlanAmendment, task: PlanTask) -> AmendmentChange | None:
    return next((change for change in changes_of(amendment.id) if change.task_id == task.id), None)
