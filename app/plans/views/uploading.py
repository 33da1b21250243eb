"""The first step of an import: choose the file, have it read; and giving a reading up."""

from datetime import date, datetime

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _

from app.clock import utc_now
from app.files.guard import UnsafeFile
from app.organisation.access import access
from app.organisation.gate import current_actor
from app.plans.access import require_plan
from app.plans.errors import PlanNotReadable, PlanReadBefore
from app.plans.service import discard_plan, import_document
from app.plans.uploads import ACCEPTED, MAX_BYTES
from app.plans.views.blueprint import IMPORTS, blueprint


@blueprint.get("/new")
@access(IMPORTS)
def new() -> ResponseReturnValue:
    """Ask for the file."""
    return _form({})


@blueprint.post("")
@access(IMPORTS)
def upload() -> ResponseReturnValue:
    """Read the file and show row by row what was understood."""
    errors: dict[str, list[str]] = {}
    issued, typed = None, request.form.get("issued", "").strip()
    if typed:
        issued = day_of(typed)
        if issued is None:
            errors["issued"] = [_("This day is not in the calendar. Write day/month/year, for example 07/3/2026.")]
    file = request.files.get("file")
    if file is None or not file.filename:
        errors["file"] = [_("Choose the plan's file.")]
    if not request.form.get("is_open"):
        errors["is_open"] = [_("Confirm that the file holds no state secret.")]
    if errors or file is None or not file.filename:
        return _form(errors)
    try:
        plan = import_document(file.read(), file.filename, actor=current_actor(), now=utc_now(), issued=issued)
    except (UnsafeFile, PlanNotReadable) as refused:
        return _form({"file": [refused.sentence(str(get_locale()))]})
    except PlanReadBefore as before:
        flash(_(before.message), "info")
        return redirect(url_for("plans.show", plan_id=before.plan_id))
    return redirect(url_for("plans.reading", plan_id=plan.id))


@blueprint.get("/<int:plan_id>/discard")
@access(IMPORTS)
def discarding(plan_id: int) -> ResponseReturnValue:
    """Ask before a reading and all decisions on it are given up."""
    return render_template("plans/discard.html", plan=require_plan(current_actor(), plan_id))


@blueprint.post("/<int:plan_id>/discard")
@access(IMPORTS)
def discard(plan_id: int) -> ResponseReturnValue:
    """Give a reading up, to begin again."""
    discard_plan(plan_id, actor=current_actor(), now=utc_now())
    flash(_("The reading was given up. You can upload the file again."), "ok")
    return redirect(url_for("plans.new"))


def day_of(typed: str) -> date | None:
    """Return a day written day/month/year, None when it is not in the calendar."""
    try:
        return datetime.strptime(typed.strip(), "%d/%m/%Y").date()  # noqa: DTZ007 (a day has no zone)
    except ValueError:
        return None


def _form(errors: dict[str, list[str]]) -> ResponseReturnValue:
    page = render_template(
        "plans/upload.html",
        errors=errors,
        problems=[(name, sentence) for name, sentences in errors.items() for sentence in sentences],
        accept=",".join(ACCEPTED),
        max_bytes=MAX_BYTES,
        form=request.form,
    )
    return page, 422 if errors else 200
