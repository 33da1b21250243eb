"""Deal with an incident: have what failed tried again."""

from datetime import datetime

from app import engine
from app.cases.access import sees_case
from app.cases.job_running import make_ready
from app.cases.locking import lock_case
from app.cases.models import Case, CaseStatus, Incident
from app.cases.position import running
from app.errors import Conflict, Forbidden, NotFound
from app.extensions import db
from app.organisation.roles import Actor, Role
from app.timeline.log import Subject, record


class IncidentNotFound(NotFound):
    """There is no such incident, or the actor may not know of it."""


class IncidentResolved(Conflict):
    """Somebody has dealt with it already."""

    slug = "incident-resolved"
    message = "Somebody has already had this tried again."


def retry(incident_id: int, *, actor: Actor, now: datetime) -> Incident:
    """Have the failed job, or the case's next timer, tried again from the next tick on; the incident is closed.

    After a person's step that failed there is nothing to try: their entries are kept and they send them again.
    Administrators may for any incident, coordinators for those of cases they see. Raises IncidentNotFound, Forbidden,
    IncidentResolved.
    """
    incident = _locked(incident_id, actor)
    if incident.resolved_at is not None:
        raise IncidentResolved
    if incident.job_id is not None:
        make_ready(incident.job_id)
    elif incident.case_id is not None:
        _wind_timers(lock_case(incident.case_id))
    incident.resolved_at, incident.resolved_by_id = now, actor.id
    record(_subject(incident), "incident.retried", actor, now, incident=incident.id, element=incident.element)
    return incident


def _locked(incident_id: int, actor: Actor) -> Incident:
    """Lock the case before its incident, as every command on a case does."""
    found = db.session.get(Incident, incident_id)
    if found is None or not _may_know(found, actor):
        raise IncidentNotFound
    if not actor.has(Role.administrator, Role.coordinator):
        raise Forbidden
    if found.case_id is not None:
        lock_case(found.case_id)
    return db.session.get_one(Incident, incident_id, with_for_update=True, populate_existing=True)


def _may_know(incident: Incident, actor: Actor) -> bool:
    """Whether the actor sees its case; administrators run the system and know of all."""
    if actor.has(Role.administrator):
        return True
    case = db.session.get(Case, incident.case_id) if incident.case_id else None
    return case is not None and sees_case(actor, case)


def _wind_timers(case: Case) -> None:
    if case.status is CaseStatus.running:
        case.next_due = engine.look(running(case).process, case.state).next_due


def _subject(incident: Incident) -> Subject:
    if incident.case_id is not None:
        return Subject("case", incident.case_id)
    return Subject("job", incident.job_id or 0)
