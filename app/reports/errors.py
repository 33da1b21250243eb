"""What can go wrong in a campaign."""

from app.errors import Conflict, NotFound


class CampaignNotFound(NotFound):
    """There is no such campaign, or the actor may not know of it."""

    message = "There is no such reporting round, or you may not see it."


class ObligationNotFound(NotFound):
    """There is no such reporting duty, or the actor may not know of it."""

    message = "There is no such reporting duty, or you may not see it."


class SubmissionNotFound(NotFound):
    """The agency is not on the campaign's roster, or the actor may not know of it."""

    message = "This agency is not on the list of this reporting round."


class ReportAlreadyReceived(Conflict):
    """The report is with the department already."""

    slug = "report-already-received"
    message = "This agency's report has been received already."


class ExtensionAlreadyAsked(Conflict):
    """A request is waiting for its answer."""

    slug = "extension-already-asked"
    message = "This agency has asked for an extension already; it has not been decided yet."


class CampaignClosed(Conflict):
    """The round is over."""

    slug = "campaign-closed"
    message = "This reporting round is closed."
