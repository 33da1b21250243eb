"""The gap analysis of one laboratory, edited chapter by chapter."""

from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.cases.access import require_case
from app.cases.models import Case, CaseStatus
from app.clock import utc_now
from app.errors import Forbidden, Invalid
from app.extensions import db
from app.forms import FormInvalid, render_context, submitted, validate
from app.organisation.access import access
from app.organisation.gate import current_actor
from app.support import labels, queries
from app.support.clauses import CHAPTERS
from app.support.errors import GapsChangedByAnother
from app.support.forms import assessed, gap_form, read_versions, shown, versions_of
from app.support.models import GapState
from app.support.service.files import require_support
from app.support.service.gaps import assess, may_assess
from app.support.views.blueprint import blueprint
from app.support.views.rules import ONE_LABORATORY

Errors = Mapping[str, list[str]]


@blueprint.get("/<int:case_id>/gaps")
@access(ONE_LABORATORY)
def gaps(case_id: int) -> ResponseReturnValue:
    """Show one chapter of the gap analysis, to be filled in."""
    case = _case(case_id)
    return _page(case, _chapter(case.id), None, {})


@blueprint.post("/<int:case_id>/gaps")
@access(ONE_LABORATORY)
def keep_gaps(case_id: int) -> ResponseReturnValue:
    """Save one chapter."""
    case = _case(case_id)
    chapter, form = _chapter(case.id), gap_form()
    typed = submitted(form, request.form, request.files)
    now = utc_now()
    try:
        clean = validate(form, typed, context=_context(case.id, chapter), now=now)
        rows = assessed(clean["gaps"], read_versions(request.form.get("_versions", "")))
        with db.session.begin_nested():
            changed = assess(case.id, rows, actor=current_actor(), now=now)
    except FormInvalid as invalid:
        return _page(case, chapter, typed, invalid.errors)
    except Invalid as invalid:
        return _page(case, chapter, typed, _by_row(invalid, chapter, case.id))
    except GapsChangedByAnother as conflict:
        return _page(case, chapter, typed, {}, remark=_(conflict.message, **conflict.values))
    flash(_("Saved: %(number)s clauses changed.", number=len(changed)) if changed else _("Nothing was changed."), "ok")
    following = chapter + 1 if "_next" in request.form and chapter < max(CHAPTERS) else chapter
    return redirect(url_for("support.gaps", case_id=case.id, chapter=following), 303)


def _case(case_id: int) -> Case:
    """Return a case whose gaps the caller may write; raise CaseNotFound, SupportNotFound, Forbidden."""
    actor = current_actor()
    case = require_case(actor, db.session.get(Case, case_id))
    require_support(case.id)
    if not may_assess(actor, case):
        raise Forbidden
    return case


def _chapter(case_id: int) -> int:
    """Return the chapter the address names; else the first with something left to assess."""
    named = request.args.get("chapter", default=0, type=int)
    if named in CHAPTERS:
        return named
    chapters = queries.by_chapter(queries.gaps_of(case_id))
    left = (chapter for chapter, _title, _items, done in chapters if done.states[GapState.unassessed])
    return next(left, min(CHAPTERS))


def _context(case_id: int, chapter: int) -> dict[str, Any]:
    inside = next(items for number, _t, items, _p in queries.by_chapter(queries.gaps_of(case_id)) if number == chapter)
    return {"gaps": shown(inside)}


def _by_row(invalid: Invalid, chapter: int, case_id: int) -> dict[str, list[str]]:
    places = {row["clause"]: at for at, row in enumerate(_context(case_id, chapter)["gaps"])}
    errors = {}
    for path, sentences in invalid.errors.items():
        clause, _dot, field = path.rpartition(".")
        errors[f"gaps[{places[clause]}].{field}"] = [_(sentence) for sentence in sentences]
    return errors


def _page(
    case: Case, chapter: int, typed: Mapping[str, Any] | None, errors: Errors, remark: str = ""
) -> ResponseReturnValue:
    chapters = queries.by_chapter(queries.gaps_of(case.id))
    items = next(inside for number, _title, inside, _progress in chapters if number == chapter)
    context = {"gaps": shown(items)}
    page = render_template(
        "support/gap_form.html",
        case=case,
        support=require_support(case.id),
        chapter=chapter,
        chapters=chapters,
        labels=labels,
        view=render_context(
            gap_form(), typed if typed is not None else context, errors, context=context, now=utc_now()
        ),
        versions=versions_of(items),
        remark=remark,
        is_running=case.status is CaseStatus.running,
        is_last=chapter == max(CHAPTERS),
    )
    return page, 409 if remark else 422 if errors else 200
