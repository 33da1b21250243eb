"""The rows of a draft: read them page by page, change a page of them in a grid, add one, put one back."""

from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from app.clock import utc_now
from app.drafting import grid, queries
from app.drafting.access import EDITS_ROWS, READS_DRAFT, require_readable
from app.drafting.carrying import entries_from, named
from app.drafting.errors import RowsChanged
from app.drafting.models import Drafting
from app.drafting.money import in_figures
from app.drafting.service import rows as service
from app.drafting.views.blueprint import blueprint
from app.errors import Invalid
from app.forms import FormInvalid, initial, render_context, submitted, validate
from app.legible import key
from app.organisation.access import access
from app.organisation.gate import current_actor
from app.organisation.roles import Role
from app.plans.models import PlanTask


@blueprint.get("/cases/<int:case_id>/rows")
@access(READS_DRAFT)
def rows(case_id: int) -> ResponseReturnValue:
    """Show the rows: as a grid to those who may change them now, to others as a table."""
    drafting = require_readable(current_actor(), case_id)
    return _page(drafting, _page_number())


@blueprint.post("/<int:drafting_id>/rows")
@access(EDITS_ROWS)
def save(drafting_id: int) -> ResponseReturnValue:
    """Change the rows of one page."""
    drafting, page, now = queries.require_drafting(drafting_id), _page_number(), utc_now()
    shown = queries.kept_rows(drafting_id, page=page, page_size=grid.PAGE_SIZE)
    form, context = grid.form_named("draft_rows"), grid.context_of(shown, page)
    data = submitted(form, request.form, request.files)
    try:
        if len(data.get("rows", [])) != len(shown):
            raise RowsChanged
        clean = validate(form, data, context=context, now=now)
        changed = service.edit_rows(
            drafting_id, grid.edits_of(shown, clean), base_version=request.form.get("_version", 0, type=int),
            actor=current_actor(), now=now,
        )  # fmt: skip
    except FormInvalid as invalid:
        return _page(drafting, page, data, invalid.errors)
    except Invalid as invalid:
        return _page(drafting, page, data, _in_words(invalid))
    except RowsChanged as refused:
        return _page(drafting, page, data, {form.id: [_(refused.message)]})
    flash(ngettext("%(num)d row was changed.", "%(num)d rows were changed.", len(changed)), "ok")
    return redirect(url_for("drafting.rows", case_id=drafting.case_id, page=page), 303)


@blueprint.get("/<int:drafting_id>/rows/new")
@access(EDITS_ROWS)
def new(drafting_id: int) -> ResponseReturnValue:
    """Show an empty row, or one that goes on with a row of an issued plan: the address names it as `origin`."""
    drafting, origin = queries.require_drafting(drafting_id), _origin()
    entries = {**entries_from(origin), "lead": origin.lead_text[:1000]} if origin else {}
    return _new(drafting, entries, {}, origin)


@blueprint.post("/<int:drafting_id>/rows/new")
@access(EDITS_ROWS)
def add(drafting_id: int) -> ResponseReturnValue:
    """Add a row of the department's own."""
    drafting, form, now = queries.require_drafting(drafting_id), grid.form_named("draft_row"), utc_now()
    origin = _origin()
    data = submitted(form, request.form, request.files)
    try:
        clean = validate(form, data, context={}, now=now)
        known = origin.id if origin else None
        row = service.add_row(drafting_id, clean, origin_id=known, actor=current_actor(), now=now)
    except FormInvalid as invalid:
        return _new(drafting, data, invalid.errors, origin)
    except Invalid as invalid:
        return _new(drafting, data, _in_words(invalid), origin)
    flash(_("The row was added as number %(number)s.", number=row.position), "ok")
    last = -(-queries.totals_of(drafting_id).kept // grid.PAGE_SIZE)
    return redirect(url_for("drafting.rows", case_id=drafting.case_id, page=last), 303)


@blueprint.post("/<int:drafting_id>/rows/<int:row_id>/back")
@access(EDITS_ROWS)
def put_back(drafting_id: int, row_id: int) -> ResponseReturnValue:
    """Take a dropped row into the draft again."""
    drafting = queries.require_drafting(drafting_id)
    service.put_back(drafting_id, row_id, actor=current_actor(), now=utc_now())
    flash(_("The row is back at the end of the draft."), "ok")
    return redirect(url_for("drafting.rows", case_id=drafting.case_id), 303)


def _page(
    drafting: Drafting, page: int, data: Mapping[str, Any] | None = None, errors: Mapping[str, list[str]] | None = None
) -> ResponseReturnValue:
    actor = current_actor()
    totals = queries.totals_of(drafting.id)
    pages = max(1, -(-totals.kept // grid.PAGE_SIZE))
    page = min(page, pages)
    shown = queries.kept_rows(drafting.id, page=page, page_size=grid.PAGE_SIZE)
    may_edit = service.may_edit(actor, drafting)
    form, context = grid.form_named("draft_rows"), grid.context_of(shown, page)
    given = data if data is not None else initial(form, data={}, context=context)
    return (
        render_template(
            "drafting/rows.html",
            drafting=drafting,
            rows=shown,
            first=(page - 1) * grid.PAGE_SIZE + 1,
            page=page,
            pages=pages,
            totals=totals,
            dropped=queries.dropped_rows(drafting.id),
            may_edit=may_edit,
            is_specialist=actor.has(Role.specialist),
            view=render_context(form, given, dict(errors or {}), context=context) if may_edit and shown else None,
            in_figures=in_figures,
        ),
        422 if errors else 200,
    )


def _origin() -> PlanTask | None:
    """Return the row of an issued plan that the new row is to go on with; raise RowNotFound for any other."""
    named_by_address = request.args.get("origin", type=key)
    return service.require_issued(named_by_address) if named_by_address is not None else None


def _new(
    drafting: Drafting, data: Mapping[str, Any], errors: Mapping[str, list[str]], origin: PlanTask | None
) -> ResponseReturnValue:
    form = grid.form_named("draft_row")
    view = render_context(form, data, dict(errors), context={})
    source = named(origin) if origin else ""
    page = render_template("drafting/new_row.html", drafting=drafting, view=view, origin=origin, source=source)
    return page, 422 if errors else 200


def _in_words(invalid: Invalid) -> dict[str, list[str]]:
    return {name: [_(sentence) for sentence in sentences] for name, sentences in invalid.errors.items()}


def _page_number() -> int:
    return max(1, request.args.get("page", 1, type=int))
