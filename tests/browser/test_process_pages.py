"""Processes in a real browser: every shipped diagram opens without a warning, and everybody can use the pages."""

from pathlib import Path

import pytest

from app.organisation.roles import SYSTEM
from app.processes.packages import Package
from app.processes.service import deploy
from tests.support import processes
from tests.support.browser import flaws, violations
from tests.support.clock import NOW
from tests.support.reports import WORKFLOWS, deploy_report

pytestmark = pytest.mark.browser

KEYS = sorted(path.stem for path in Path(WORKFLOWS).glob("*/*.bpmn"))
PLACES = {
    "list": "/processes",
    "process": "/processes/agency_report",
    "form": "/processes/agency_report/1/forms/report",
    "deploying": "/processes/deploy",
    "incidents": "/incidents",
}


@pytest.fixture
def shipped(writing, people):
    """The shipped processes."""
    with writing():
        deploy_report()
        processes.deploy_approval()


@pytest.mark.parametrize("key", KEYS)
def test_a_diagram_opens_without_a_warning(shipped, people, page_of, live_url, key):
    page = page_of(people.administrator)
    said: list[str] = []
    page.on("console", lambda line: said.append(line.text) if line.type in ("warning", "error") else None)
    page.goto(f"{live_url}/processes/{key}")
    page.wait_for_selector("[data-drawn=yes]")
    assert page.locator("[data-diagram] .djs-shape").count() > 5
    assert said == []


@pytest.mark.parametrize("place", PLACES)
def test_a_page_is_open_to_everybody(shipped, people, page_of, live_url, complaints, place):
    page = page_of(people.administrator)
    page.goto(f"{live_url}{PLACES[place]}")
    if page.locator("[data-diagram]").count():
        page.wait_for_selector("[data-drawn=yes]")
    assert flaws(page) == []
    assert complaints == []


def test_a_refused_file_is_explained_where_it_was_chosen(shipped, people, page_of, live_url, folder):
    bad = folder / "asking.bpmn"
    bad.write_bytes(
        processes.diagram('<bpmn:process id="asking" isExecutable="true"><bpmn:startEvent id="Start"/></bpmn:process>')
    )
    page = page_of(people.administrator)
    page.goto(f"{live_url}/processes/deploy")
    page.set_input_files("#files", str(bad))
    page.click("main form button[type=submit]")
    page.wait_for_selector("[data-error-summary]")
    assert "Start" in page.locator("tbody").inner_text()
    assert violations(page) == []


def test_moving_a_case_is_open_to_everybody(shipped, writing, people, page_of, live_url):
    with writing():
        started = processes.start("approval", people.agency)
        changed = processes.diagram(processes.APPROVAL.replace("Viết đề nghị", "Soạn đề nghị"))
        forms = {"request": processes.REQUEST, "decision": processes.DECISION}
        deploy(Package(changed, forms), actor=SYSTEM, now=NOW)
    page = page_of(people.coordinator)
    page.goto(f"{live_url}/cases/{started.case_id}/version")
    assert violations(page) == []
    page.click("main form button[type=submit]")
    page.wait_for_selector("text=Hồ sơ giờ chạy theo bản 2")
