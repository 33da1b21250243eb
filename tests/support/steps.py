"""The shipped processes of a few features, and steps on their cases done as requests would do them."""

from typing import Any

from app.cases.completing import complete_task
from app.organisation.roles import Actor
from tests.support import processes, units
from tests.support.clock import NOW
from tests.support.deploying import deploy_shipped

SHARED = ("sign_off", "issue_document", "committee_decision")
SIGN = {"sign_decision": "approve"}
ISSUED = {
    "document_title": "Tờ trình",
    "document_number": "45/TTr-SKHCN",
    "issued_on": "2026-11-19",
    "signer": "Vũ Đức Long",
    "signer_post": "Giám đốc Sở",
    "file_follows": True,
}
APPROVED = {"committee_decision": "approve"}


def deploy(*keys: str) -> None:
    """Deploy shipped processes, in the open unit of work."""
    deploy_shipped(*keys)


def do(case_id: int, element: str, entries: dict[str, Any], actor: Actor, now: Any = NOW) -> None:
    """Complete the open task at `element` of the case."""
    with units.writing():
        complete_task(processes.open_task(case_id, element).id, entries, actor=actor, now=now)
