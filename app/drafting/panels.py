"""What the pages of cases and tasks show of a drafting: how collecting stands, what the draft adds up to."""

import json
from collections.abc import Sequence
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _

from app.cases.access import SEES_ALL
from app.cases.links import Link, case_links
from app.cases.models import Case, UserTask
from app.cases.panels import Panel, case_panels
from app.drafting.models import Drafting, DraftingStatus
from app.drafting.money import in_figures
from app.drafting.queries import counts_of, drafting_of, missing_agencies, opinions_of, require_drafting, totals_of
from app.drafting.service.consulting import OPINION_PROCESS
from app.drafting.service.opening import PROCESS, PROPOSAL_PROCESS
from app.organisation.roles import Actor
from app.tasks.links import task_links

_COLLECTING = (DraftingStatus.opening, DraftingStatus.collecting, DraftingStatus.closing)


def _offer(case: Case, actor: Actor, now: datetime) -> Sequence[Panel]:
    key = case.definition.key
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
        "sees_board": actor.has(*SEES_ALL),
    }
    return [Panel(_("The draft"), "drafting/panel.html", values)]


def links_for_case(case: Case, actor: Actor) -> Sequence[Link]:
    """Return the links for the case of a drafting; none for any other."""
    drafting = drafting_of(case.id) if case.definition.key == PROCESS else None
    if drafting is None:
        return ()
    found = [Link(_("The draft's rows"), url_for("drafting.rows", case_id=drafting.case_id), "list")]
    if actor.has(*SEES_ALL):
        found.append(Link(_("Who has proposed"), url_for("drafting.show", drafting_id=drafting.id), "grid-3x3-gap"))
    return found


def links_for(task: UserTask, actor: Actor) -> Sequence[Link]:
    """Return the links for a task of a drafting; none for any other."""
    return links_for_case(task.case, actor)


if _offer not in case_panels:
    case_panels.append(_offer)
    case_links.append(links_for_case)
    task_links.append(links_for)
