"""A process that calls the shared steps, as the features' processes do: signed, submitted, issued, issued again."""

from typing import Any

from app.cases.completing import complete_task
from app.cases.starting import NewCase, start_case
from app.organisation.models import Agency
from app.organisation.roles import SYSTEM, Actor
from app.processes.packages import Package
from tests.engine.drawing import element, end, flow, gateway, path, process, start, user
from tests.support import processes, units
from tests.support.clock import NOW
from tests.support.deploying import deploy, shipped
from tests.support.processes import field, form

SHARED = ("sign_off", "committee_decision", "issue_document")

SIGN = {"sign_decision": "approve"}
RETURN = {"sign_decision": "return", "return_reason": "Bổ sung kinh phí."}
APPROVE = {"committee_decision": "approve"}
SEND_BACK = {"committee_decision": "return", "return_reason": "Làm rõ cơ quan chủ trì."}
ISSUE: dict[str, Any] = {
    "document_title": "Kế hoạch nâng cao năng suất, chất lượng năm 2027",
    "document_number": "412/KH-UBND",
    "issued_on": "2026-11-19",
    "signer": "Lâm Văn Thắng",
    "signer_post": "Phó Chủ tịch",
    "file_follows": True,
}


def _call(identity: str, called: str) -> str:
    return element("callActivity", identity, calledElement=called)


LETTER = process(
    start()
    + user("write", "", '<td:due rule="5wd"/>', '<td:reminders policy="standard"/>')
    + _call("signing", "sign_off")
    + gateway("exclusive", "signed", default="signed_committee")
    + _call("committee", "committee_decision")
    + gateway("exclusive", "approved", default="approved_issuing")
    + _call("issuing", "issue_document")
    + _call("issuing_again", "issue_document")
    + end()
    + path("s", "write", "signing", "signed")
    + flow("signed", "write", '=sign_decision = "return"')
    + path("signed", "committee", "approved")
    + flow("approved", "write", '=committee_decision = "return"')
    + path("approved", "issuing", "issuing_again", "e"),
    key="letter",
)
NOTE = form("note", field("textfield", "subject", "Nội dung"))


def shared_and_caller() -> list[Package]:
    """Return the shipped shared steps and the process of the tests that calls them."""
    return [*map(shipped, SHARED), Package(LETTER, {"note": NOTE})]


class Case:
    """A running case of the letter; every step is a unit of work of its own."""

    def __init__(self, agency: Agency) -> None:
        with units.writing():
            deploy(*shared_and_caller())
            new = NewCase("letter", agency, "Tờ trình", facts={"document_title": ISSUE["document_title"]})
            self.id = start_case(new, actor=SYSTEM, now=NOW)[0].id

    def do(self, element: str, entries: dict[str, Any], actor: Actor) -> int:
        """Complete the open task at `element` and return its key."""
        with units.writing():
            task = processes.open_task(self.id, element)
            return complete_task(task.id, entries, actor=actor, now=NOW)[0].id

    def task(self, element: str) -> int:
        """Return the key of the open task at `element`."""
        with units.reading():
            return processes.open_task(self.id, element).id
