"""What states, channels and rungs are called on pages and in exports."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from app.reports.models import CampaignStatus, SubmissionState

STATES: dict[SubmissionState, Any] = {
    SubmissionState.not_started: _l("Not started"),
    SubmissionState.drafting: _l("Drafting"),
    SubmissionState.with_head: _l("Waiting for the head's signature"),
    SubmissionState.submitted: _l("Submitted, waiting for the check"),
    SubmissionState.returned: _l("Returned, to be completed"),
    SubmissionState.accepted: _l("Accepted"),
}
STATUSES: dict[CampaignStatus, Any] = {
    CampaignStatus.preparing: _l("Being prepared"),
    CampaignStatus.opening: _l("Being opened"),
    CampaignStatus.open: _l("Open"),
    CampaignStatus.closing: _l("Being closed"),
    CampaignStatus.closed: _l("Closed"),
    CampaignStatus.ended: _l("Ended without a result"),
}


def rung_words(rung: str) -> str:
    """Say which step of the reminder ladder a mail was: "5 working days before"."""
    if rung == "0":
        return _("on the day itself")
    if rung == "last":
        return _("on the last lawful day")
    if rung == "hand":
        return _("ordered by hand")
    number = int(rung[1:])
    if rung.startswith("-"):
        return ngettext("%(num)d working day before", "%(num)d working days before", number)
    return ngettext("%(num)d working day after", "%(num)d working days after", number)
