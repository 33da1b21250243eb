"""What the page of an enterprise's case, and of the tasks in it, shows; and what can be done with the case."""

import json
from collections.abc import Sequence
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _

from app.applications.queries import application_of, form_of
from app.cases.endings import Ending, case_endings
from app.cases.links import Link, case_links
from app.cases.models import Case
from app.cases.panels import Panel, case_panels
from app.forms import Section, render_context, summary_of
from app.organisation.access import sees_identities
from app.organisation.roles import Actor
from app.programmes import labels
from app.programmes.models import ENDED, State
from app.programmes.public import PROGRAMME
from app.programmes.queries import enterprise_file
from app.programmes.records import enrolment_of_case, require_enrolment
from app.programmes.service.leaving import may_ask


def _offer(case: Case, actor: Actor, now: datetime) -> Sequence[Panel]:
    enrolment = enrolment_of_case(case.id)
    if enrolment is None:
        return ()
    shown = {"file": enterprise_file(enrolment), "labels": labels, "sections": _application(case, actor, now)}
    return [Panel(_("The enterprise's file"), "programmes/panel.html", shown)]


def _application(case: Case, actor: Actor, now: datetime) -> Sequence[Section]:
    """Return what was applied with, where the department entered it: a public application has a panel of its own."""
    if application_of(case.id) is not None or not sees_identities(actor):
        return ()
    answers = json.loads(require_enrolment(case.id).application)
    return summary_of(render_context(form_of(PROGRAMME), answers, context={}, readonly=True, now=now))


def _links(case: Case, actor: Actor) -> Sequence[Link]:
    enrolment = enrolment_of_case(case.id)
    if enrolment is None or enrolment.state in ENDED or not may_ask(actor, enrolment):
        return ()
    found = []
    if enrolment.state is State.in_force:
        found.append(Link(_("Revise the programme"), url_for("enterprises.revising", case_id=case.id), "pencil"))
    leaving = url_for("enterprises.withdrawing", case_id=case.id)
    return [*found, Link(_("Withdraw from the programme"), leaving, "x-circle")]


def _ending(case: Case) -> Ending | None:
    """Say how the enrolment ended: rated, not selected, withdrawn."""
    enrolment = enrolment_of_case(case.id)
    if enrolment is None or enrolment.state not in ENDED:
        return None
    symbol, css = ("award", "ok") if enrolment.state is State.rated else ("x-circle", "")
    return Ending(labels.STATES[enrolment.state], symbol, css, enrolment.reason or "")


case_endings.append(_ending)
case_panels.append(_offer)
case_links.append(_links)
