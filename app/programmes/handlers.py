"""The handlers behind the service tasks of the programme's processes."""

from app.processes.handlers import ServiceCall, handler
from app.programmes.service import admitting, drafting, rating, reviewing, selecting


@handler("programme.keep_selection_points")
def keep_selection_points(call: ServiceCall) -> None:
    """Keep the points of each criterion of the selection, and what the table suggests.

    Needs: selection_lines, as the decision "selection_points" gives them; an enrolment.
    Optional: suggested_help, as the decision of that name gives it.
    Sets: nothing on the token; the enrolment's points in place of earlier ones, the case's fact suggested_help.
    Errors: none a diagram could catch.
    """
    suggested = call.variables.get("suggested_help")
    selecting.keep_selection(call.case_id, call.variables["selection_lines"], suggested, call.now)


@handler("programme.admit")
def admit(call: ServiceCall) -> None:
    """Give the accepted enterprise its agency and invite its focal point and its head.

    Needs: an enrolment that was selected.
    Sets: nothing on the token; agency, seats, invitations, the agency of the case.
    Errors: none a diagram could catch.
    """
    admitting.admit(call.case_id, call.now)


@handler("programme.put_in_force")
def put_in_force(call: ServiceCall) -> None:
    """Apply the version that the enterprise's head approved, and say when its review is due.

    Needs: a version with its approval.
    Sets: nothing on the token; the enrolment's state and the case's fact review_on.
    Errors: none a diagram could catch.
    """
    drafting.put_in_force(call.case_id, call.now)


@handler("programme.accept_review")
def accept_review(call: ServiceCall) -> None:
    """Accept the yearly review; the next is due a year later.

    Needs: a review that was filed.
    Sets: nothing on the token; the review and the case's fact review_on.
    Errors: none a diagram could catch.
    """
    reviewing.accept(call.case_id, call.now)


@handler("programme.keep_rating")
def keep_rating(call: ServiceCall) -> None:
    """Keep the points of each criterion of the rating, and the class they lead to.

    Needs: rating_lines and rating_class, as the decisions of those names give them; an enrolment.
    Sets: nothing on the token; points, proposed class, the case's fact document_title.
    Errors: none a diagram could catch.
    """
    rating.keep_rating(call.case_id, call.variables["rating_lines"], call.variables["rating_class"], call.now)


@handler("programme.note_proposal")
def note_proposal(call: ServiceCall) -> None:
    """Note the day of the department's proposal.

    Needs: a proposal that the leader signed.
    Sets: nothing on the token; the day of the proposal.
    Errors: none a diagram could catch.
    """
    rating.note_proposal(call.case_id, call.now)
