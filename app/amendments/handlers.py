"""The handlers behind the service tasks of an amendment."""

from app.amendments.service import finishing
from app.processes.handlers import ServiceCall, handler


@handler("amendment.name_decision")
def name_decision(call: ServiceCall) -> None:
    """Prefill the title of the decision that a specialist records next.

    Needs: the amendment of the case.
    Sets: nothing on the token; the fact `document_title`.
    Errors: none a diagram could catch.
    """
    finishing.name_decision(call.case_id)


@handler("amendment.put_in_force")
def put_in_force(call: ServiceCall) -> None:
    """Make the amended version of the plan; it is in force from then on, the former one is replaced.

    Needs: the proposed changes, and the decision recorded last in the case.
    Sets: nothing on the token; the new plan, and the fact `new_plan_id`.
    Errors: none a diagram could catch.
    """
    finishing.put_in_force(call.case_id, call.now)
