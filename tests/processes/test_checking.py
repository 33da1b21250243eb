"""What a deployment checks beyond the diagram itself."""

import pytest

from app.engine import Refused
from app.processes.checking import compile_package
from app.processes.packages import Package
from tests.support.processes import APPROVAL, DECISION, REQUEST, diagram


def test_a_reminder_policy_that_nobody_has_written_is_refused_by_element():
    silent = APPROVAL.replace('<td:due rule="5wd"/>', '<td:due rule="5wd"/><td:reminders policy="hourly"/>')
    with pytest.raises(Refused) as refused:
        compile_package(Package(diagram(silent), {"request": REQUEST, "decision": DECISION}), called=())
    [finding] = refused.value.findings
    assert (finding.code, finding.element) == ("unknown-reminders", "write")
