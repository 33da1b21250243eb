"""What can go wrong with plan tasks."""

from app.errors import Conflict, NotFound


class AssignmentNotFound(NotFound):
    """The case carries no plan task, or the actor may not know of it."""

    message = "There is no such plan task, or you may not see it."


class PlanNotInForce(Conflict):
    """Only a plan in force can be run."""

    slug = "plan-not-in-force"
    message = "Only the tasks of a plan in force can be started. Put the plan in force first."


class NotWithTheAgency(Conflict):
    """The department has it now, or it is over."""

    slug = "plan-task-not-with-agency"
    message = "This task is not with its lead agency now: it waits for the department, rests, or is over."


class LeadsAlready(Conflict):
    """The agency has the same task for the same year."""

    slug = "plan-task-leads-already"
    message = "This agency leads the same task in the same year already. Choose another one."


class AskedAlready(Conflict):
    """The coordinating agency has been asked and has not answered."""

    slug = "contribution-asked-already"
    message = "This agency has been asked already and has not answered yet."
