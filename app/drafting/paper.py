"""Which replies of agencies may come outside the system, at which step, and the form that they are entered in."""

import json
from dataclasses import dataclass, replace

from sqlalchemy import select

from app.cases.forms import process_of
from app.cases.messages import waiting_case_ids
from app.cases.models import Case, CaseStatus, TaskStatus, UserTask
from app.drafting.errors import RepliesClosed, ReplyNotAwaited
from app.drafting.queries import replies_of
from app.drafting.service import budgeting, consulting, opening
from app.engine import Message
from app.extensions import db
from app.forms import Form
from app.forms.expressions import keyed
from app.forms.fields import FilePicker, Part, Text
from app.tasks import outside
from app.tasks.outside import Outside

_OF_THE_LETTER = ("document_number", "document_date")  # asked beside the form, with who signed


@dataclass(frozen=True)
class Kind:
    """A reply: the steps at which the agency would give it, the form it would fill in, the message of the diagram."""

    process: str
    elements: tuple[str, ...]
    form: str
    message: str


PROPOSAL = Kind(opening.PROPOSAL_PROCESS, ("write_proposal", "sign_proposal"), "proposal", "proposal_received")
OPINION = Kind(consulting.OPINION_PROCESS, ("give_opinion",), "give_opinion", "opinion_received")
BUDGET = Kind(budgeting.PROCESS, (budgeting.TASK,), "budget_opinion", "budget_opinion_received")
KINDS = (PROPOSAL, OPINION, BUDGET)


@dataclass(frozen=True)
class Awaited:
    """A reply that a case waits for: its kind, and the open task of the agency that it would answer."""

    kind: Kind
    task: UserTask

    @property
    def message(self) -> Message:
        """What tells the case that the reply has come."""
        return Message(self.kind.message, {"case": str(self.task.case_id)})

    @property
    def form(self) -> Form:
        """The agency's own form, without what stands on the letter itself."""
        whole = process_of(self.task).forms[self.kind.form]
        return replace(whole, fields=tuple(part for part in whole.fields if _is_entered(part)))


def is_of_drafting(case: Case) -> bool:
    """Whether a reply may ever come on the case: that of a drafting, a proposal or an opinion."""
    return case.process_key in (opening.PROCESS, *(kind.process for kind in KINDS))


def awaited(case: Case) -> Awaited | None:
    """Return the reply that the case waits for and that may come outside the system; None when there is none."""
    if case.status is not CaseStatus.running:
        return None
    elements = [element for kind in KINDS for element in kind.elements]
    query = select(UserTask).where(
        UserTask.case_id == case.id, UserTask.status == TaskStatus.open, UserTask.element.in_(elements)
    )
    for task in db.session.scalars(query.order_by(UserTask.id)):
        for kind in KINDS:
            if task.element in kind.elements and process_of(task).key == kind.process:
                found = Awaited(kind, task)
                return found if _waits(found) else None
    return None


def require_awaited(case: Case) -> Awaited:
    """Return the reply that the case waits for; raise RepliesClosed or ReplyNotAwaited."""
    found = awaited(case)
    if found is not None:
        return found
    raise RepliesClosed if case.status is CaseStatus.cancelled else ReplyNotAwaited


def _waits(found: Awaited) -> bool:
    """Whether the diagram of the case listens: an older version of it may not."""
    message = found.message
    return found.task.case_id in waiting_case_ids(message.name, message.correlation)


def _is_entered(part: Part) -> bool:
    if isinstance(part, FilePicker | Text):
        return False
    return all(field.key not in _OF_THE_LETTER for field in keyed((part,)))


def answered_on_paper(task: UserTask) -> Outside | None:
    """Return the latest document that answered the form of the task in its case."""
    kind = next((kind for kind in KINDS if kind.form == task.form_key and kind.process == process_of(task).key), None)
    if kind is None:
        return None
    reply = next((reply for reply in replies_of(task.case_id) if reply.element in kind.elements), None)
    return Outside(json.loads(reply.entries), reply.recorded_at, reply.number, reply.signed_on) if reply else None


if answered_on_paper not in outside.finders:
    outside.finders.append(answered_on_paper)
