"""What things about supported laboratories are called on pages."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

from app.support.models import Field, GapState, OutcomeKind, Phase

FIELDS: Mapping[Field, Any] = {
    Field.calibration: _l("Calibration"),
    Field.testing: _l("Testing"),
    Field.medical: _l("Medical testing"),
}
PHASES: Mapping[Phase, Any] = {
    Phase.intake: _l("Taking in the request"),
    Phase.survey: _l("Survey, gap analysis"),
    Phase.agreement: _l("Support agreement"),
    Phase.training: _l("Training"),
    Phase.documents: _l("Writing documents"),
    Phase.operation: _l("In operation"),
    Phase.internal_audit: _l("Internal audit"),
    Phase.management_review: _l("Management review"),
    Phase.application: _l("Applying for accreditation"),
    Phase.assessment: _l("On-site assessment"),
    Phase.corrections: _l("Corrective actions"),
    Phase.decision: _l("Accreditation decision"),
    Phase.recognition: _l("Registration, designation"),
    Phase.maintenance: _l("Keeping the accreditation"),
    Phase.refused: _l("Refused"),
    Phase.withdrawn: _l("Withdrawn by the laboratory"),
    Phase.system_only: _l("Ended with a system in place"),
    Phase.closed: _l("Closed"),
}
OUTCOMES: Mapping[OutcomeKind, Any] = {
    OutcomeKind.system: _l("System in place"),
    OutcomeKind.accredited: _l("Accredited"),
    OutcomeKind.registered: _l("Registered as a service provider"),
    OutcomeKind.designated: _l("Designated"),
}
# words, icon, css
STATES: Mapping[GapState, tuple[Any, str, str]] = {
    GapState.met: (_l("Met"), "check-lg", "ok"),
    GapState.partial: (_l("In part"), "hourglass-split", "soon"),
    GapState.missing: (_l("Missing"), "circle", "plain"),
    GapState.not_applicable: (_l("Does not apply"), "dash-circle", ""),
    GapState.unassessed: (_l("Not assessed yet"), "circle", "plain"),
}
MILESTONES: tuple[Any, ...] = (
    _l("Request, survey"),
    _l("Agreement"),
    _l("Training, documents"),
    _l("Operation"),
    _l("Audit, review"),
    _l("Accreditation"),
    _l("Registration, upkeep"),
)
