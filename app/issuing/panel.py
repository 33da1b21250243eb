"""The panel with what a case has issued."""

from collections.abc import Sequence
from datetime import datetime

from flask_babel import gettext as _

from app.cases.models import Case
from app.cases.panels import Panel, case_panels
from app.issuing.queries import documents_of
from app.issuing.service.correcting import may_correct
from app.organisation.roles import Actor


def _offer(case: Case, actor: Actor, _now: datetime) -> Sequence[Panel]:
    documents = documents_of(case.id)
    if not documents:
        return ()
    values = {"documents": documents, "may_correct": may_correct(actor)}
    return [Panel(_("Issued documents"), "issuing/panel.html", values, on_tasks=False)]


case_panels.append(_offer)
