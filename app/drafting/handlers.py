"""The handlers behind the service tasks of drafting a plan, and its batch jobs."""

from datetime import datetime

from app.cases.batches import in_batches
from app.drafting.service import budgeting, closing, consulting, issuing, opening, proposing
from app.processes.handlers import ServiceCall, handler


@handler("annual_plan.ask_proposals")
def ask_proposals(call: ServiceCall) -> None:
    """Freeze who is asked for proposals and open each agency's case.

    Needs: the drafting that the task "open_drafting" created.
    Sets: nothing on the token; the proposals of the drafting.
    Errors: none a diagram could catch.
    """
    opening.freeze_roster(call.case_id, call.now)


@handler("annual_plan.close_collection")
def close_collection(call: ServiceCall) -> None:
    """End the collecting and the cases whose proposal never reached the department.

    Needs: a drafting whose roster is frozen.
    Sets: nothing on the token; the drafting's status.
    Errors: none a diagram could catch.
    """
    closing.begin_closing(call.case_id, call.now)


@handler("annual_plan.put_in_force")
def put_in_force(call: ServiceCall) -> None:
    """Make a plan in force of the draft's rows.

    Needs: the plan's number, day and signer, recorded by "issue_document".
    Sets: nothing on the token; the plan with its tasks, which no longer change.
    Errors: none a diagram could catch; without a recorded document the step becomes an incident.
    """
    issuing.put_in_force(call.case_id, call.now)


@handler("annual_plan.start_tasks")
def start_tasks(call: ServiceCall) -> None:
    """Let the plan's tasks of its year begin.

    Needs: the plan that "annual_plan.put_in_force" made.
    Sets: nothing on the token; a case for each lead agency of each task.
    Errors: none a diagram could catch.
    """
    issuing.start_tasks(call.case_id, call.now)


@handler("annual_plan.schedule_report")
def schedule_report(call: ServiceCall) -> None:
    """Enter the year's reporting duty into the register of obligations.

    Needs: the plan that "annual_plan.put_in_force" made.
    Sets: nothing on the token; a duty of the plan, and what listens to it.
    Errors: none a diagram could catch.
    """
    issuing.schedule_report(call.case_id, call.now)


@handler("plan_proposal.accept")
def accept_proposal(call: ServiceCall) -> None:
    """Take the rows of a proposal into the draft.

    Needs: a proposal that the department has looked at.
    Sets: nothing on the token; the proposal's state, rows of the draft.
    Errors: none a diagram could catch.
    """
    proposing.accept(call.case_id, call.now)


@handler("plan_consultation.list_budget")
def list_budget(call: ServiceCall) -> None:
    """List the rows of the draft for the finance agency, which sees the case from then on.

    Needs: the drafting of the case.
    Sets: nothing on the token; the case's fact "budget_rows".
    Errors: none a diagram could catch.
    """
    budgeting.list_budget(call.case_id, call.now)


@handler("plan_consultation.ask_opinions")
def ask_opinions(call: ServiceCall) -> None:
    """Open the case of each agency whose opinion is asked for.

    Needs: the agencies that the task "choose_agencies" named.
    Sets: nothing on the token; the cases of the opinions.
    Errors: none a diagram could catch.
    """
    consulting.ask(call.case_id, call.now)


@handler("plan_consultation.gather_opinions")
def gather_opinions(call: ServiceCall) -> None:
    """List the opinions that have to be accepted or explained; cases not answered end.

    Needs: the agencies that were asked.
    Sets: nothing on the token; the case's fact "opinions".
    Errors: none a diagram could catch.
    """
    consulting.gather(call.case_id, call.now)


@in_batches(opening.OPEN_JOB)
def open_proposals(drafting_id: int, now: datetime) -> int:
    """Open the next batch of agencies' cases.

    Needs: a drafting whose roster is frozen.
    Sets: the proposals' cases.
    Errors: any error fails the batch, which is tried again.
    """
    return opening.open_batch(drafting_id, now)


@in_batches(closing.CLOSE_JOB)
def close_proposals(drafting_id: int, now: datetime) -> int:
    """Cancel the next batch of cases whose proposal never came.

    Needs: a drafting whose roster is frozen.
    Sets: the cases' status.
    Errors: any error fails the batch, which is tried again.
    """
    return closing.close_batch(drafting_id, now)


@in_batches(consulting.ASK_JOB)
def open_opinions(drafting_id: int, round_number: int, now: datetime) -> int:
    """Open the next batch of cases of agencies whose opinion is asked for.

    Needs: the agencies that were chosen in that round.
    Sets: the opinions' cases.
    Errors: any error fails the batch, which is tried again.
    """
    return consulting.ask_batch(drafting_id, round_number, now)
