"""The list of supported laboratories, with how many distinct ones hold each outcome."""

from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.cases.access import SEES_ALL
from app.clock import local_date, utc_now
from app.legible import key
from app.organisation.access import access
from app.organisation.gate import current_actor
from app.support import labels, queries
from app.support.models import OutcomeKind, Phase
from app.support.views.blueprint import blueprint
from app.support.views.rules import READS_LABORATORIES


@blueprint.get("")
@access(READS_LABORATORIES)
def index() -> ResponseReturnValue:
    """List laboratories, newest first, by phase, outcome or lateness; an agency sees its own."""
    actor, now = current_actor(), utc_now()
    today, before = local_date(now), request.args.get("before", default=0, type=key)
    found = queries.laboratories(actor, now, today, _wanted(), before=before, limit=queries.PAGE + 1)
    rows = found[: queries.PAGE]
    is_more = len(found) > queries.PAGE
    return render_template(
        "support/laboratories.html",
        rows=rows,
        outcomes=queries.holding([support.case_id for support, _is_late in rows], today),
        counts=queries.count_laboratories(today) if actor.has(*SEES_ALL) else None,
        labels=labels,
        kinds=tuple(OutcomeKind),
        phases=[("", _("All phases")), *((one.value, labels.PHASES[one]) for one in Phase)],
        held=[("", _("All outcomes")), *((one.value, labels.OUTCOMES[one]) for one in OutcomeKind)],
        chosen=request.args,
        next_href=_further(rows[-1][0].id) if is_more else "",
    )


def _wanted() -> queries.Filter:
    phase, outcome = request.args.get("phase", ""), request.args.get("outcome", "")
    return queries.Filter(
        phase=Phase(phase) if phase in {one.value for one in Phase} else None,
        outcome=OutcomeKind(outcome) if outcome in {one.value for one in OutcomeKind} else None,
        late=request.args.get("late") == "1",
    )


def _further(before: int) -> str:
    chosen: dict[str, Any] = {name: request.args[name] for name in ("phase", "outcome", "late") if name in request.args}
    return url_for("support.index", before=before, **chosen)
