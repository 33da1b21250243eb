"""The handler behind the submission to the People's Committee."""

from app.issuing.service.submitting import submit_to_committee
from app.processes.handlers import ServiceCall, handler


@handler("committee.submit")
def submit(call: ServiceCall) -> None:
    """Let the office of the People's Committee see the case.

    Needs: an agency of the kind People's Committee in the register.
    Sets: nothing on the token; the case's relation "submitted to".
    Errors: none a diagram could catch; without a committee in the register the step becomes an incident.
    """
    submit_to_committee(call.case_id, call.now)
