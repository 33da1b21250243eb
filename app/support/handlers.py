"""The handlers behind the service tasks of the support of laboratories."""

from app.processes.handlers import ServiceCall, handler
from app.support.service import accrediting, files, intake, maintaining, preparing, withdrawing


@handler("iso17025.open_file")
def open_file(call: ServiceCall) -> None:
    """Open the laboratory's file with the 29 clauses.

    Needs: the request in the case's facts.
    Sets: nothing on the token; the file, its gap analysis, the choices of later forms.
    Errors: none a diagram could catch.
    """
    files.open_file(call.case_id, call.now)


@handler("iso17025.note_eligibility")
def note_eligibility(call: ServiceCall) -> None:
    """Keep what the table of conditions says, for the one who decides.

    Needs: eligibility, the context that the table answered.
    Sets: nothing on the token; the file and the case's facts.
    Errors: none a diagram could catch.
    """
    intake.note_eligibility(call.case_id, call.variables.get("eligibility") or {}, call.now)


@handler("iso17025.refuse")
def refuse(call: ServiceCall) -> None:
    """Close the file with the reason of the refusal and tell the laboratory.

    Needs: the decision of the task "check_request".
    Sets: nothing on the token; the file; one mail to each of the laboratory's people.
    Errors: none a diagram could catch.
    """
    intake.refuse(call.case_id, call.now)


@handler("iso17025.note_agreement")
def note_agreement(call: ServiceCall) -> None:
    """Keep what was agreed and signed.

    Needs: what the task "draft_agreement" filed last.
    Sets: nothing on the token; the money and the end of the agreement in the file.
    Errors: none a diagram could catch.
    """
    intake.note_agreement(call.case_id, call.now)


@handler("iso17025.note_system")
def note_system(call: ServiceCall) -> None:
    """Record the outcome "system in place".

    Needs: what the task "check_system" confirmed.
    Sets: nothing on the token; the outcome.
    Errors: none a diagram could catch.
    """
    preparing.note_system(call.case_id, call.now)


@handler("iso17025.note_accreditation")
def note_accreditation(call: ServiceCall) -> None:
    """Record the outcome "accredited" as the certificate says it.

    Needs: what the task "record_decision" filed.
    Sets: nothing on the token; the outcome.
    Errors: none a diagram could catch.
    """
    accrediting.note_accreditation(call.case_id, call.now)


@handler("iso17025.note_end")
def note_end(call: ServiceCall) -> None:
    """Note that the accreditation no longer holds.

    Needs: the day and the reason filed by the task "record_reassessment".
    Sets: nothing on the token; the end of the outcome, the file's phase.
    Errors: none a diagram could catch.
    """
    maintaining.note_end(call.case_id, call.now)


@handler("iso17025.note_withdrawal")
def note_withdrawal(call: ServiceCall) -> None:
    """Close the file of a laboratory that has withdrawn.

    Needs: an open file.
    Sets: nothing on the token; the file's phase.
    Errors: none a diagram could catch.
    """
    withdrawing.note_withdrawal(call.case_id, call.now)
