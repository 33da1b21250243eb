"""Rounds: the list, and beginning one from a duty or ad hoc, with a preview of whom it would ask."""

import json
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.cases.models import Case, TaskStatus
from app.clock import local_date, utc_now
from app.extensions import db
from app.legible import key
from app.organisation import labels as organisation_labels
from app.organisation.access import access
from app.organisation.gate import current_actor
from app.reports import labels
from app.reports.errors import CampaignNotFound, ObligationNotFound
from app.reports.models import Obligation
from app.reports.queries import campaigns, counts_of, obligations, require_obligation
from app.reports.service.preparing import PROCESS, TASK, count_roster, prepare_round
from app.reports.views.blueprint import blueprint
from app.reports.views.rules import OPENS_ROUNDS, READS_ROUNDS
from app.tasks.drafts import find_draft
from app.tasks.queries import tasks_of_case


@blueprint.get("")
@access(READS_ROUNDS)
def index() -> ResponseReturnValue:
    """List the rounds, newest first, with how far each has come."""
    found, now = campaigns(), utc_now()
    return render_template(
        "reports/campaigns.html",
        campaigns=found,
        counts=counts_of([campaign.id for campaign in found], now),
        labels=labels,
        today=local_date(now),
    )


@blueprint.get("/new")
@access(OPENS_ROUNDS)
def new() -> ResponseReturnValue:
    """Offer the duties a round can be opened for, with whom each would ask today."""
    today = local_date(utc_now())
    return render_template(
        "reports/new_round.html",
        duties=[(duty, sum(count_roster(json.loads(duty.roster), today).values())) for duty in obligations()],
    )


@blueprint.post("")
@access(OPENS_ROUNDS)
def begin() -> ResponseReturnValue:
    """Begin a round and lead to the task of preparing it."""
    obligation = _duty(request.form.get("obligation", ""))
    case = prepare_round(obligation, actor=current_actor(), now=utc_now())
    task = _preparing(case)
    flash(_("The round has begun. Check the entries; nothing is sent to the agencies before you send this form."), "ok")
    return redirect(url_for("tasks.show", task_id=task.id) if task else url_for("campaigns.index"))


@blueprint.get("/preparing/<int:case_id>/roster")
@access(OPENS_ROUNDS)
def roster(case_id: int) -> ResponseReturnValue:
    """Show whom the round would ask, as the draft of its preparation stands."""
    case = db.session.get(Case, case_id)
    if case is None or case.process_key != PROCESS:
        raise CampaignNotFound
    kinds = _kinds(case)
    counted = count_roster(kinds, local_date(utc_now()))
    return render_template(
        "reports/roster.html",
        case=case,
        task=_preparing(case),
        counted=[(organisation_labels.AGENCY_KINDS[kind], counted.get(kind, 0)) for kind in kinds],
        total=sum(counted.values()),
    )


def _duty(given: str) -> Obligation | None:
    """Return the duty that was chosen, None for a round that is ad hoc; raise ObligationNotFound."""
    if not given:
        return None
    try:
        return require_obligation(key(given))
    except ValueError as no_key:
        raise ObligationNotFound from no_key


def _preparing(case: Case) -> Any:
    tasks = tasks_of_case(case.id)
    return next((task for task in tasks if task.element == TASK and task.status is TaskStatus.open), None)


def _kinds(case: Case) -> list[Any]:
    """Return the kinds of agency chosen in the draft, else those the obligation names."""
    task = _preparing(case)
    draft = find_draft(task.id) if task else None
    chosen = (draft.data if draft else json.loads(case.facts)).get("roster") or []
    return [kind for kind in organisation_labels.AGENCY_KINDS if kind.value in chosen]
