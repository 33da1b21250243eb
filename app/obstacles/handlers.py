"""The handler behind the service task of an escalated obstacle."""

from app.obstacles.service import steps
from app.processes.handlers import ServiceCall, handler


@handler("obstacle.open_amendment")
def open_amendment(call: ServiceCall) -> None:
    """Begin the amendment of the plan by which the decision is carried out.

    Needs: the fact `wished_amendment`, kept when the task "carry_out" chose a plan.
    Sets: nothing on the token; the amendment and its case, which sends a message when it ends.
    Errors: none a diagram could catch; another amendment of the plan that has begun meanwhile makes it an incident.
    """
    steps.open_amendment(call.case_id, call.now)
