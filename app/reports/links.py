"""What can further be done from the page of a task of the reporting cycle."""

from collections.abc import Sequence

from flask import url_for
from flask_babel import gettext as _

from app.cases import extending
from app.cases.access import SEES_ALL
from app.cases.links import Link, case_links
from app.cases.models import Case, TaskStatus, UserTask
from app.organisation.roles import Actor, Role
from app.reports.models import ExtensionState, Submission
from app.reports.queries import ARRIVED, campaign_of
from app.reports.service import extensions, preparing, submissions
from app.reports.service.opening import REPORT_PROCESS
from app.tasks.links import task_links


def links_for(task: UserTask, actor: Actor) -> Sequence[Link]:
    """Return the links for a task of a round, of a report or of a request for more time; none for any other."""
    offer = {
        REPORT_PROCESS: _of_report,
        preparing.PROCESS: _of_round,
        extending.PROCESS: _of_request,
    }.get(task.case.process_key)
    return offer(task, actor) if offer and task.status is TaskStatus.open else ()


def _of_report(task: UserTask, actor: Actor) -> Sequence[Link]:
    submission = submissions.submission_of_case(task.case_id)
    if submission is None:
        return ()
    found = []
    may_ask = extensions.may_ask(actor, task.case.agency_id) and submission.extension is not ExtensionState.asked
    if may_ask and submission.state not in ARRIVED:
        href = url_for("reports.extension", case_id=task.case_id)
        found.append(Link(_("Ask for more time"), href, "calendar-plus"))
    if submission.report or task.form_key == "report":
        found.extend(_document(task.case_id))
    if submission.document_number is None and task.element == "check_report":
        found.append(Link(_("Record the number"), url_for("reports.number", case_id=task.case_id), "pencil"))
    return found


def _of_round(task: UserTask, _actor: Actor) -> Sequence[Link]:
    if task.element == preparing.TASK:
        return [Link(_("See who would report"), url_for("campaigns.roster", case_id=task.case_id), "people")]
    campaign = campaign_of(task.case_id)
    if campaign is None:
        return ()
    return [_matrix(campaign.id)]


def _of_request(task: UserTask, actor: Actor) -> Sequence[Link]:
    if not actor.has(Role.coordinator):
        return ()
    request = extensions.find(task.case)  # others than reports may ask for more time, too
    submission = submissions.submission_of_case(request.report_case_id) if request else None
    if submission is None:
        return ()
    href = url_for("campaigns.agency", campaign_id=submission.campaign_id, agency_id=submission.agency_id)
    return [Link(_("See the agency's report"), href, "eye")]


def links_for_case(case: Case, actor: Actor) -> Sequence[Link]:
    """Return the links for the case of a report or of a round; none for any other."""
    key = case.process_key
    if key == preparing.PROCESS:
        campaign = campaign_of(case.id)
        return [_matrix(campaign.id)] if campaign and actor.has(*SEES_ALL) else ()
    if key != REPORT_PROCESS:
        return ()
    submission = submissions.submission_of_case(case.id)
    return _of_report_case(submission, case, actor) if submission else ()


def _of_report_case(submission: Submission, case: Case, actor: Actor) -> Sequence[Link]:
    found = []
    if actor.has(*SEES_ALL):
        href = url_for("campaigns.agency", campaign_id=submission.campaign_id, agency_id=submission.agency_id)
        found.append(Link(_("See the round"), href, "grid-3x3-gap"))
    if submission.report:
        found.extend(_document(case.id))
    belongs = extensions.may_ask(actor, case.agency_id) or actor.has(Role.coordinator, Role.specialist)
    if submission.document_number is None and submission.report and belongs:
        found.append(Link(_("Record the number"), url_for("reports.number", case_id=case.id), "pencil"))
    return found


def _document(case_id: int) -> Sequence[Link]:
    return [
        Link(_("Download .docx"), url_for("documents.report", case_id=case_id), "file-earmark-word"),
        Link(_("Download PDF"), url_for("documents.report_pdf", case_id=case_id), "file-earmark-pdf"),
    ]


def _matrix(campaign_id: int) -> Link:
    return Link(_("See the matrix"), url_for("campaigns.show", campaign_id=campaign_id), "grid-3x3-gap")


if links_for not in task_links:
    task_links.append(links_for)
    case_links.append(links_for_case)
