"""What the pages of cases and tasks show of a drafting: how collecting stands, what the draft adds up to."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from app.cases.access import SEES_ALL
from app.cases.links import Link, case_links
from app.cases.models import Case, UserTask
from app.cases.panels import Panel, case_panels
from app.cases.receipts import CHANNELS
from app.drafting.last_year.comparing import compare_draft
from app.drafting.last_year.preceding import preceding, year_of
from app.drafting.models import Drafting, DraftingStatus, PaperReply, TimeRequestState
from app.drafting.money import in_figures, thousands
from app.drafting.paper import awaited, is_of_drafting
from app.drafting.queries import (
    counts_of,
    drafting_of,
    missing_agencies,
    opinions_of,
    replies_of,
    require_drafting,
    time_requests_of,
    totals_of,
)
from app.drafting.service import more_time
from app.drafting.service.consulting import OPINION_PROCESS
from app.drafting.service.opening import PROCESS, PROPOSAL_PROCESS
from app.drafting.service.receiving import may_record
from app.organisation.roles import Actor
from app.plans.links import plan_links
from app.plans.models import Plan
from app.tasks.links import task_links

_COLLECTING = (DraftingStatus.opening, DraftingStatus.collecting, DraftingStatus.closing)


def _offer(case: Case, actor: Actor, now: datetime) -> Sequence[Panel]:
    return [*_of_case(case, actor, now), *_asked_for_time(case), *_recorded(case)]


def _asked_for_time(case: Case) -> Sequence[Panel]:
    """Return what became of the agency's requests for more time; what lapsed says nothing any more."""
    if case.process_key not in more_time.PROCESSES:
        return ()
    requests = [one for one in time_requests_of(case.id) if one.state is not TimeRequestState.lapsed]
    return [Panel(_("More time"), "drafting/time_panel.html", {"requests": requests})] if requests else ()


def _recorded(case: Case) -> Sequence[Panel]:
    """Return what the department recorded for agencies on the case: they see it, and from which document."""
    if not is_of_drafting(case):
        return ()
    replies = [_as_entered(reply) for reply in replies_of(case.id)]
    if not replies:
        return ()
    values = {"replies": replies, "channels": CHANNELS, "in_figures": in_figures}
    return [Panel(_("Received outside the system"), "drafting/replies_panel.html", values)]


def _as_entered(reply: PaperReply) -> dict[str, Any]:
    entries = json.loads(reply.entries)
    is_nil = bool(entries.get("is_nil"))
    rows = [] if is_nil else entries.get("rows") or []
    return {
        "reply": reply,
        "is_nil": is_nil,
        "rows": [{**row, "funding": thousands(row.get("funding"))} for row in rows],
        "agrees": "agree" in (entries.get("opinion_decision"), entries.get("budget_decision")),
        "opinion": entries.get("opinion") or entries.get("budget_note") or "",
    }


def _of_case(case: Case, actor: Actor, now: datetime) -> Sequence[Panel]:
    key = case.process_key
    if key == PROCESS:
        drafting = drafting_of(case.id)
        return _of_drafting(drafting, actor, now) if drafting else ()
    if key in (PROPOSAL_PROCESS, OPINION_PROCESS):
        facts = json.loads(case.facts)
        if "drafting_id" in facts:
            drafting = require_drafting(facts["drafting_id"])
            values = {"drafting": drafting, "due": facts.get("due_in_words", ""), "reads": key == OPINION_PROCESS}
            return [Panel(_("The plan that is being drafted"), "drafting/request_panel.html", values)]
    return ()


def _of_drafting(drafting: Drafting, actor: Actor, now: datetime) -> Sequence[Panel]:
    missing, left = missing_agencies(drafting.id, limit=30 if drafting.status in _COLLECTING else 0)
    values = {
        "drafting": drafting,
        "totals": totals_of(drafting.id),
        "counts": counts_of([drafting.id], now)[drafting.id],
        "missing": missing,
        "left_out": max(0, left - len(missing)),
        "opinions": [one for one in opinions_of(drafting.id) if one.given_at is not None],
        "in_figures": in_figures,
        "against": _against_last_year(drafting, actor, now),
    }
    return [Panel(_("The draft"), "drafting/panel.html", values)]


def _against_last_year(drafting: Drafting, actor: Actor, now: datetime) -> dict[str, int] | None:
    """Return how many rows of the draft go on, are new and are gone; None where nothing tells which plan was before."""
    former = preceding(drafting.year, drafting.title, actor=actor, but=drafting.plan).plan
    if former is None or drafting.status is DraftingStatus.ended:
        return None
    year = year_of(former) or drafting.year - 1
    return {show.value: count for show, count in compare_draft(drafting, former, year, now).counts().items()}


def links_for_plan(plan: Plan, _actor: Actor) -> Sequence[Link]:
    """Return the link to what is new in an issued plan of one year; none for plans of several years."""
    if year_of(plan) is None:
        return ()
    href = url_for("drafting.plan_against_last_year", plan_id=plan.id)
    return [Link(_("Against last year's plan"), href, "clock-history")]


def links_for_case(case: Case, actor: Actor) -> Sequence[Link]:
    """Return the links for the case of a drafting; none for any other."""
    found = _to_record(case, actor) + _to_ask(case, actor)
    drafting = drafting_of(case.id) if case.process_key == PROCESS else None
    if drafting is None:
        return found
    found += [Link(_("The draft's rows"), url_for("drafting.rows", case_id=drafting.case_id), "list")]
    against = url_for("drafting.draft_against_last_year", case_id=drafting.case_id)
    found.append(Link(_("Against last year's plan"), against, "clock-history"))
    if actor.has(*SEES_ALL):
        found.append(Link(_("Who has proposed"), url_for("drafting.show", drafting_id=drafting.id), "grid-3x3-gap"))
    return found


def _to_record(case: Case, actor: Actor) -> list[Link]:
    """Offer the department to record what the case waits for, should it have come on paper."""
    if not (is_of_drafting(case) and may_record(actor)) or awaited(case) is None:
        return []
    return [Link(_("Record a reply on paper"), url_for("drafting.paper", case_id=case.id), "inbox")]


def links_for(task: UserTask, actor: Actor) -> Sequence[Link]:
    """Return the links for a task of a drafting; none for any other."""
    return links_for_case(task.case, actor)


def _to_ask(case: Case, actor: Actor) -> list[Link]:
    """Offer the agency to ask for more time while its reply is with it and no request waits."""
    if not more_time.may_ask(actor, case) or not more_time.is_with_the_agency(case.id):
        return []
    if more_time.is_undecided(case.id):
        return []
    return [Link(_("Ask for more time"), url_for("drafting.more_time", case_id=case.id), "calendar-plus")]


if _offer not in case_panels:
    case_panels.append(_offer)
    case_links.append(links_for_case)
    task_links.append(links_for)
    plan_links.append(links_for_plan)
