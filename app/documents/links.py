"""Documents that the case of a drafted plan offers to download."""

from collections.abc import Sequence

from flask import url_for
from flask_babel import gettext as _

from app.cases.links import Link, case_links
from app.cases.models import Case, UserTask
from app.drafting.queries import drafting_of
from app.drafting.service.opening import PROCESS
from app.organisation.roles import Actor
from app.tasks.links import task_links


def links_for_case(case: Case, _actor: Actor) -> Sequence[Link]:
    """Return the draft as a file; nothing for any other case."""
    if case.process_key != PROCESS or drafting_of(case.id) is None:
        return ()
    return [
        Link(_("Draft as .docx"), url_for("documents.plan", case_id=case.id), "file-earmark-word"),
        Link(_("Draft as PDF"), url_for("documents.plan_pdf", case_id=case.id), "file-earmark-pdf"),
    ]


def links_for(task: UserTask, actor: Actor) -> Sequence[Link]:
    """Return the same from a task of the case."""
    return links_for_case(task.case, actor)


if links_for not in task_links:
    task_links.append(links_for)
    case_links.append(links_for_case)
