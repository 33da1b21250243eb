"""What kinds and states are called on pages."""

from typing import Any

from flask_babel import lazy_gettext as _l

from app.reviews.models import AssessmentState, ReviewKind, ReviewState

KINDS: dict[ReviewKind, Any] = {
    ReviewKind.interim: _l("Interim review"),
    ReviewKind.final: _l("Final review"),
}
STATES: dict[ReviewState, Any] = {
    ReviewState.preparing: _l("Being prepared"),
    ReviewState.opening: _l("Being opened"),
    ReviewState.gathering: _l("Gathering self-assessments"),
    ReviewState.drafting: _l("Report being written"),
    ReviewState.approved: _l("Approved and issued"),
    ReviewState.ended: _l("Ended without a result"),
}
ASSESSMENTS: dict[AssessmentState, Any] = {
    AssessmentState.asked: _l("Not sent yet"),
    AssessmentState.with_head: _l("With the head of the agency"),
    AssessmentState.submitted: _l("Sent, waiting for the check"),
    AssessmentState.returned: _l("Returned, to be completed"),
    AssessmentState.taken_in: _l("Taken in"),
    AssessmentState.not_sent: _l("Never sent"),
    AssessmentState.ended: _l("Ended without a result"),
}
LOOKS: dict[AssessmentState, tuple[str, str]] = {  # icon and class beside the words
    AssessmentState.asked: ("circle", "plain"),
    AssessmentState.with_head: ("vector-pen", "head-s"),
    AssessmentState.submitted: ("send", "info"),
    AssessmentState.returned: ("arrow-return-left", "soon"),
    AssessmentState.taken_in: ("check-circle-fill", "ok"),
    AssessmentState.not_sent: ("slash-circle", "plain"),
    AssessmentState.ended: ("x-circle", "plain"),
}
