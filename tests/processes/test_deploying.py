"""Deploying stores a whole package as a new version, or nothing at all."""

import pytest
from sqlalchemy import func, select

from app.cases.completing import complete_task
from app.engine import Refused
from app.extensions import db
from app.organisation.roles import SYSTEM
from app.processes.models import Definition, DefinitionDecision
from app.processes.packages import Package
from app.processes.queries import latest
from app.processes.service import deploy
from app.processes.shipped import deploy_all
from app.timeline.log import Subject
from app.timeline.queries import entries
from tests.engine.dmn.drawing import given, table
from tests.engine.drawing import element, end, flow, gateway, line, own, path, process, start, user, users
from tests.support import processes
from tests.support.clock import NOW

pytestmark = pytest.mark.database

NOTE = processes.form("note", processes.field("textfield", "amount", "Số tiền"))
DECIDE = own('<td:decision ref="fee"/><td:result variable="fee"/>')
FEE = table(('"nhỏ"', '"free"'), ("-", '"paid"'), inputs=[given("amount")], policy="FIRST")


def charging() -> bytes:
    """Draw a process whose way depends on a decision table."""
    nodes = start() + users("ask", "pay", "file") + element("businessRuleTask", "judge", DECIDE) + end()
    flows = path("s", "ask", "judge", "split", "file", "e") + flow("split", "pay", '=fee = "paid"') + path("pay", "e")
    return process(nodes + gateway("exclusive", "split", default="split_file") + flows, key="charging")


def deployed(package: Package) -> int:
    return deploy(package, actor=SYSTEM, now=NOW).version


def test_a_decision_table_is_deployed_and_decides(database, writing, people, now):
    with writing():
        deployed(Package(charging(), {"note": NOTE}, {"fee.dmn": FEE}))
        started = processes.start("charging", people.agency)
    with writing():
        _, opened = complete_task(started.task_id, {"amount": "lớn"}, actor=people.specialist.actor, now=now)
        assert [task.element for task in opened] == ["pay"]


def test_another_decision_table_is_another_version(database, writing):
    with writing():
        deployed(Package(charging(), {"note": NOTE}, {"fee.dmn": FEE}))
    with writing():
        assert deployed(Package(charging(), {"note": NOTE}, {"fee.dmn": FEE.replace(b"paid", b"owed")})) == 2
        assert db.session.scalar(select(func.count()).select_from(DefinitionDecision)) == 2


def test_the_same_package_again_is_no_new_version(database, writing):
    package = Package(
        processes.diagram(processes.APPROVAL), {"request": processes.REQUEST, "decision": processes.DECISION}
    )
    with writing():
        deployed(package)
    with writing():
        assert deployed(package) == 1


@pytest.mark.parametrize(
    ("policy", "code"),
    [(b"LAST", "decision-table"), (b"PRIORITY", "decision-without-priorities"), (b"UNIQUE", "decision-overlap")],
)
def test_a_decision_that_cannot_be_relied_on_refuses_the_deployment(database, writing, policy, code):
    with writing(), pytest.raises(Refused) as refused:
        deployed(Package(charging(), {"note": NOTE}, {"fee.dmn": FEE.replace(b"FIRST", policy)}))
    told = [finding.element for finding in refused.value.findings if finding.code == code]
    assert told == ["fee.dmn#fee"]


def test_a_refusal_names_faults_of_diagram_and_forms_and_stores_nothing(database, writing, reading):
    broken = processes.form("note", processes.field("html", "x", "X"))
    with writing(), pytest.raises(Refused) as refused:
        deployed(Package(process(line("ask", "x", body=user("ask") + element("scriptTask", "x"))), {"note": broken}))
    assert len({finding.element for finding in refused.value.findings}) > 1
    with reading():
        assert db.session.scalar(select(func.count()).select_from(Definition)) == 0


def test_a_called_process_goes_before_its_caller_whatever_the_order(database, writing):
    call = process(line("look", body=element("callActivity", "look", calledElement="inner")), key="outer")
    inner = process(line("ask", body=user("ask")), key="inner")
    with writing():
        given = [Package(call), Package(inner, {"note": NOTE})]
        assert [one.key for one in deploy_all(given, actor=SYSTEM, now=NOW)] == ["inner", "outer"]


def test_the_timeline_says_who_deployed_which_version(database, writing, reading, people):
    with writing():
        deploy(
            Package(process(line("ask", body=user("ask"))), {"note": NOTE}), actor=people.administrator.actor, now=NOW
        )
    with reading():
        newest = entries(Subject("definition", latest("p").id))[0]
    assert (newest.action, newest.actor_name) == ("definition.deployed", people.administrator.name)
