"""What a case that came from an application shows of it."""

from collections.abc import Sequence
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _

from app.applications import codes
from app.applications.kinds import kind_of
from app.applications.queries import application_of, form_of
from app.cases.access import SEES_ALL
from app.cases.links import Link, case_links
from app.cases.models import Case
from app.cases.panels import Panel, case_panels
from app.forms import render_context, summary_of
from app.organisation.access import sees_identities
from app.organisation.roles import Actor, Role


def _offer(case: Case, actor: Actor, now: datetime) -> Sequence[Panel]:
    application = application_of(case.id)
    if application is None or not (actor.has(*SEES_ALL) or case.agency_id in actor.agency_ids):
        return ()
    kind = kind_of(application.kind)
    shows = application.erased_at is None and sees_identities(actor)
    view = render_context(
        form_of(kind), application.answers, context=dict(kind.fixed), readonly=True, now=now
    ) if shows else None  # fmt: skip
    values = {
        "application": application,
        "sections": summary_of(view) if view else (),
        "code": codes.shown(application.tracking_code),
    }
    return [Panel(_("The application"), "applications/panel.html", values)]


def _links(case: Case, actor: Actor) -> Sequence[Link]:
    if not actor.has(Role.coordinator):
        return ()
    application = application_of(case.id)
    if application is None or application.erased_at is not None:
        return ()
    return [Link(_("Erase personal data"), url_for("applications.erasing", case_id=case.id), "trash")]


case_panels.append(_offer)
case_links.append(_links)
