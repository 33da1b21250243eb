"""The pages of one task as answers: the form, the list to check, what stands in the way."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Response, make_response, render_template, url_for
from flask_babel import gettext as _

from app.application import keep_writes
from app.cases.forms import form_of
from app.cases.models import UserTask
from app.cases.panels import Panel, panels_for
from app.cases.snapshot import form_context
from app.clock import utc_now
from app.errors import Conflict
from app.forms import Form, FormView, fields_of, render_context, summary_of
from app.organisation.access import sees_identities
from app.organisation.gate import current_actor
from app.tasks.drafts import DraftChangedByAnother
from app.tasks.filed import Filed, receipt_of
from app.tasks.judging import Judged
from app.tasks.links import links_for_task
from app.tasks.sheet import Hand, Sheet, sheet_of

Entries = Mapping[str, Any]
Errors = Mapping[str, list[str]]


@dataclass(frozen=True)
class Remark:
    """A sentence above the form: what happened, e.g. that a colleague has saved meanwhile."""

    text: str
    kind: str = "soon"


def sheet_for_caller(task_id: int) -> Sheet:
    """Return the sheet of a task as the caller may see it; raise TaskNotFound."""
    return sheet_of(task_id, current_actor(), utc_now(), lambda key: url_for("cases.file", attachment_id=key))


def form_page(
    sheet: Sheet, data: Entries, errors: Errors | None = None, *, remark: Remark | None = None, status: int = 0
) -> Response:
    """Answer with the page of the task; with errors it is a 422 that keeps all that was typed.

    What the form says is in words already; what commands say is put into words here.
    """
    errors = {field: [_(sentence) for sentence in sentences] for field, sentences in (errors or {}).items()}
    has_form = sheet.form is not None and sheet.hand is not Hand.other
    page = render_template(
        "tasks/task.html",
        sheet=sheet,
        task=sheet.task,
        view=_view(sheet, data, errors, readonly=sheet.hand is not Hand.own) if has_form else None,
        filed=[(filed, summary_of(_filed_view(sheet, filed))) for filed in sheet.filed],
        links=links_for_task(sheet.task, current_actor()),
        panels=_panels(sheet),
        receipt=receipt_of({}),
        remark=remark,
        errors=errors,
        shows_people=sees_identities(current_actor()),
    )
    return make_response(page, status or (422 if errors else 200))


def check_page(sheet: Sheet, judged: Judged, remark: Remark | None = None) -> Response:
    """Answer with what will be sent, row by row; with a remark it is a 409."""
    page = render_template(
        "tasks/check.html",
        sheet=sheet,
        task=sheet.task,
        sections=summary_of(_view(sheet, judged.filed, readonly=True)) if sheet.form else (),
        fields=fields_of(_view(sheet, judged.typed)) if sheet.form else {},
        receipt=receipt_of(judged.filed),
        decision=_decision(sheet, judged),
        remark=remark,
    )
    return make_response(page, 409 if remark else 200)


def in_the_way(task: UserTask, data: Entries, conflict: Conflict) -> Response:
    """Answer that somebody was faster, and show what was typed: it is not lost.

    A draft that a colleague changed can still be sent over theirs; a closed task shows the entries to read.
    """
    remark = Remark(_(conflict.message, **conflict.values))
    if isinstance(conflict, DraftChangedByAnother):
        return keep_writes(form_page(sheet_for_caller(task.id), data, remark=remark, status=409))
    view = _typed_view(form_of(task), task, data)
    sections = summary_of(view) if view else ()
    return make_response(render_template("tasks/conflict.html", task=task, remark=remark, sections=sections), 409)


def _panels(sheet: Sheet) -> list[Panel]:
    return [panel for panel in panels_for(sheet.task.case, current_actor(), utc_now()) if panel.on_tasks]


def _decision(sheet: Sheet, judged: Judged) -> str:
    """Name the decision that was made, as its option says it; "" for a form that decides nothing."""
    if sheet.decision is None:
        return ""
    return _view(sheet, judged.filed, readonly=True).part(sheet.decision.key).text


def _view(sheet: Sheet, data: Entries, errors: Errors | None = None, *, readonly: bool = False) -> FormView:
    if sheet.form is None:
        raise LookupError(f"task {sheet.task.id} has no form")
    return render_context(
        sheet.form,
        data,
        errors,
        context=sheet.context,
        readonly=readonly,
        attachments=sheet.attachments,
        now=utc_now(),
    )


def _filed_view(sheet: Sheet, filed: Filed) -> FormView:
    return render_context(
        filed.form, filed.data, context=filed.context, readonly=True, attachments=sheet.attachments, now=utc_now()
    )


def _typed_view(form: Form | None, task: UserTask, data: Entries) -> FormView | None:
    if form is None:
        return None
    return render_context(form, data, context=form_context(task.case), readonly=True, now=utc_now())
