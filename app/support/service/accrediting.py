"""From the application to a body to its decision: nonconformities, corrections, the certificate."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select

from app.cases.hooks import Completion, on_completed
from app.clock import local_date
from app.errors import Invalid
from app.extensions import db
from app.organisation.roles import SYSTEM
from app.organisation.texts import N_
from app.support.clauses import CLAUSES
from app.support.models import Nonconformity, OutcomeKind
from app.support.queries import open_nonconformities
from app.support.service.checking import ends_after, not_later_than_today
from app.support.service.files import add_facts, filed_at, open_file, require_support, subject_of
from app.support.service.outcomes import Reached, note_outcome
from app.timeline.log import record

PROCESS = "iso17025_accreditation"


@on_completed(PROCESS)
def _followed(completion: Completion) -> Mapping[str, Any] | None:
    step = _STEPS.get(completion.task.element)
    if step is not None:
        step(completion)
    return None


def _applied(completion: Completion) -> None:
    not_later_than_today(completion.data, "applied_on", completion.now)
    open_file(completion.case.id, completion.now).accreditation_body = completion.data["accreditation_body"]


def _assessed(completion: Completion) -> None:
    data, case = completion.data, completion.case
    not_later_than_today(data, "assessed_on", completion.now)
    found = data.get("nonconformities") or []
    if data["assessment_result"] != "nonconforming":
        return
    if not found:
        raise Invalid({"nonconformities": [N_("Enter each nonconformity, or choose that there was none.")]})
    _require_rows(found, date.fromisoformat(data["assessed_on"]))
    last = db.session.scalar(select(func.max(Nonconformity.number)).where(Nonconformity.case_id == case.id)) or 0
    assessed_on = date.fromisoformat(data["assessed_on"])
    record(subject_of(case.id), "support.nonconformities", completion.actor, completion.now, number=len(found))
    db.session.add_all(_nonconformity(case.id, row, assessed_on, number) for number, row in enumerate(found, last + 1))
    db.session.flush()
    _show_corrections(completion)


def _require_rows(found: Sequence[Mapping[str, Any]], assessed_on: date) -> None:
    errors: dict[str, list[str]] = {}
    for index, row in enumerate(found):
        if row["clause"].strip() not in CLAUSES:
            errors[f"nonconformities[{index}].clause"] = [N_("This is none of the 29 clauses. Example: 7.6.")]
        if date.fromisoformat(row["due_on"]) < assessed_on:
            errors[f"nonconformities[{index}].due_on"] = [N_("The limit lies before the assessment.")]
    if errors:
        raise Invalid(errors)


def _nonconformity(case_id: int, row: Mapping[str, Any], assessed_on: date, number: int) -> Nonconformity:
    return Nonconformity(
        case_id=case_id,
        number=number,
        clause=row["clause"].strip(),
        is_major=row["severity"] == "major",
        finding=row["finding"],
        assessed_on=assessed_on,
        due_on=date.fromisoformat(row["due_on"]),
    )


def _show_corrections(completion: Completion, due: date | None = None) -> None:
    """Lay the open nonconformities out for the form that corrects them, due by the earliest of their limits."""
    rows = open_nonconformities(completion.case.id)
    shown = [{"number": str(row.number), "clause": row.clause, "finding": row.finding} for row in rows]
    until = due or min(row.due_on for row in rows)
    add_facts(completion.case, corrections=shown, corrections_due=until.isoformat())


def _corrected(completion: Completion) -> None:
    rows = {str(row.number): row for row in open_nonconformities(completion.case.id)}
    for index, entry in enumerate(completion.data.get("corrections") or []):
        done = date.fromisoformat(entry["corrected_on"])
        if done > local_date(completion.now):
            raise Invalid({f"corrections[{index}].corrected_on": [N_("This day has not come yet.")]})
        row = rows.get(entry["number"])
        if row is not None:
            row.action, row.corrected_on = entry["action"], done


def _checked(completion: Completion) -> None:
    if completion.data["corrections_decision"] == "return":
        due = date.fromisoformat(completion.data["corrections_due"])
        if due <= local_date(completion.now):
            raise Invalid({"corrections_due": [N_("Choose a day after today.")]})
        _show_corrections(completion, due)
        return
    for row in open_nonconformities(completion.case.id):
        row.accepted_at = completion.now


def _decided(completion: Completion) -> None:
    if completion.data["accreditation_decision"] == "granted":
        check_certificate(completion)


def check_certificate(completion: Completion) -> None:
    """Raise Invalid unless the dates of the certificate can be true."""
    not_later_than_today(completion.data, "certificate_date", completion.now)
    ends_after(completion.data, "certificate_date", "valid_until")


_STEPS = {
    "apply": _applied,
    "on_site_assessment": _assessed,
    "correct": _corrected,
    "check_corrections": _checked,
    "record_decision": _decided,
}


def note_accreditation(case_id: int, now: datetime) -> None:
    """Record the accreditation as the certificate says it."""
    granted = certificate(filed_at(case_id, "record_decision"), require_support(case_id).accreditation_body)
    note_outcome(case_id, granted, actor=SYSTEM, now=now)


def certificate(data: Mapping[str, Any], issuer: str) -> Reached:
    """Return the accreditation that a form's certificate fields describe."""
    files = data.get("certificate_files") or []
    return Reached(
        OutcomeKind.accredited,
        date.fromisoformat(data["certificate_date"]),
        number=data["certificate_number"],
        issuer=issuer,
        scope=data["certified_scope"],
        valid_until=date.fromisoformat(data["valid_until"]),
        attachment_id=int(files[0]) if files else None,
    )
