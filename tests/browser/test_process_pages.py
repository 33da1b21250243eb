"""Processes in a real browser: every shipped diagram opens without a warning, and everybody can use the pages."""

from functools import partial
from pathlib import Path

import pytest
from lxml import etree
from playwright.sync_api import ConsoleMessage, expect

from app.organisation.roles import SYSTEM
from app.processes.packages import Package
from app.processes.service import deploy
from app.processes.shipped import deploy_shipped
from tests.support import processes
from tests.support.browser import flaws, press, violations
from tests.support.clock import NOW
from tests.support.reports import WORKFLOWS, deploy_report

pytestmark = pytest.mark.browser

WORDS = (
    """() => [...document.querySelectorAll("[data-diagram] text.djs-label tspan")].map((line) => line.textContent)"""
)
KEYS = sorted(path.stem for path in Path(WORKFLOWS).glob("*/*.bpmn"))
PLACES = {
    "list": "/processes",
    "process": "/processes/agency_report",
    "form": "/processes/agency_report/1/forms/report",
    "deploying": "/processes/deploy",
    "incidents": "/incidents",
}
STARTING = "/cases/new?process=approval"


@pytest.fixture
def shipped(writing, people):
    """The shipped processes."""
    with writing():
        deploy_report()
        processes.deploy_approval()


def test_the_shipped_diagrams_open_without_a_warning_and_break_no_word(writing, people, page_of, live_url):
    """All in one page: what takes time is to deploy them."""
    with writing():
        deploy_shipped(WORKFLOWS, actor=SYSTEM, now=NOW)
    page, seen = page_of(people.administrator), dict[str, list[str]]()
    page.set_viewport_size({"width": 1280, "height": 900})
    for key in KEYS:
        said = seen.setdefault(key, [])
        listener = partial(_hear, said)
        page.on("console", listener)
        page.goto(f"{live_url}/processes/{key}")
        page.wait_for_selector("[data-drawn=yes]")
        page.remove_listener("console", listener)
        said += [] if page.locator("[data-diagram] .djs-shape").count() > 3 else ["is empty"]
        said += sorted({word for line in page.evaluate(WORDS) for word in line.split()} - words_of(key))
    assert {key: said for key, said in seen.items() if said} == {}


def test_a_wide_diagram_can_be_seen_whole(shipped, people, page_of, live_url):
    page = page_of(people.administrator)
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{live_url}/processes/report_campaign")
    page.wait_for_selector("[data-drawn=yes]")
    frame, pool = page.locator("[data-diagram]"), page.locator("[data-element-id=report_campaign_pool] .djs-visual")
    assert pool.bounding_box()["width"] > frame.bounding_box()["width"]
    page.click("[data-tool=fit]")
    assert pool.bounding_box()["width"] <= frame.bounding_box()["width"] + 1  # a line has a width


def words_of(key: str) -> set[str]:
    """Return the words of all names in a diagram; a word that is drawn and not among them was broken."""
    names = (element.get("name") or "" for element in etree.parse(WORKFLOWS / key / f"{key}.bpmn").iter())
    return {word for name in names for word in name.split()}


def _hear(said: list[str], line: ConsoleMessage) -> None:
    if line.type in ("warning", "error"):
        said.append(line.text)


@pytest.mark.parametrize("place", PLACES)
def test_a_page_is_open_to_everybody(shipped, people, page_of, live_url, complaints, place):
    page = page_of(people.administrator)
    page.goto(f"{live_url}{PLACES[place]}")
    if page.locator("[data-diagram]").count():
        page.wait_for_selector("[data-drawn=yes]")
    assert flaws(page) == []
    assert complaints == []


def test_the_page_that_begins_a_case_is_open_to_everybody(shipped, people, page_of, live_url):
    page = page_of(people.specialist)
    page.goto(f"{live_url}{STARTING}")
    assert flaws(page) == []
    press(page, page.locator("main form button[type=submit]"), refused="Chưa gửi")
    assert flaws(page) == []


def test_a_refused_file_is_explained_where_it_was_chosen(shipped, people, page_of, live_url, folder):
    bad = folder / "asking.bpmn"
    bad.write_bytes(
        processes.diagram('<bpmn:process id="asking" isExecutable="true"><bpmn:startEvent id="Start"/></bpmn:process>')
    )
    page = page_of(people.administrator)
    page.goto(f"{live_url}/processes/deploy")
    page.set_input_files("#files", str(bad))
    press(page, page.locator("main form button[type=submit]"), refused="Chưa triển khai")
    expect(page.locator("tbody")).to_contain_text("Start")
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
    press(page, page.locator("main form button[type=submit]"))
    page.wait_for_selector("text=Hồ sơ giờ chạy theo bản 2")
