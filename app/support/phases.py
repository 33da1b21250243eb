"""Which step of the diagrams belongs to which phase of the support."""

from collections.abc import Mapping

from app.support.models import OutcomeKind, Phase

PHASES: Mapping[str, Phase] = {
    "check_request": Phase.intake,
    "complete_request": Phase.intake,
    "survey": Phase.survey,
    "draft_agreement": Phase.agreement,
    "training": Phase.training,
    "documents": Phase.documents,
    "operate": Phase.operation,
    "internal_audit": Phase.internal_audit,
    "management_review": Phase.management_review,
    "apply": Phase.application,
    "on_site_assessment": Phase.assessment,
    "correct": Phase.corrections,
    "record_decision": Phase.decision,
    "choose_recognition": Phase.recognition,
    "surveillance": Phase.maintenance,
}
# The upkeep waits for most of a year before its first task.
BEGINNINGS: Mapping[str, Phase] = {"maintenance_begins": Phase.maintenance}
SLOW_REVIEW = "review_slow"  # a step beside any of them
ENDS = frozenset({Phase.refused, Phase.withdrawn, Phase.system_only, Phase.closed})
# What a reader sees above the file: some phases stand under one heading.
MILESTONES: tuple[tuple[Phase, ...], ...] = (
    (Phase.intake, Phase.survey),
    (Phase.agreement,),
    (Phase.training, Phase.documents),
    (Phase.operation,),
    (Phase.internal_audit, Phase.management_review),
    (Phase.application, Phase.assessment, Phase.corrections, Phase.decision),
    (Phase.recognition, Phase.maintenance),
)
# How many of them lie behind a support that has ended, by the furthest it came to.
BEHIND = ((OutcomeKind.accredited, 7), (OutcomeKind.system, 5))
OUTCOMES = tuple(OutcomeKind)
