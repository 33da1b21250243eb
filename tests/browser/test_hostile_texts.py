"""Texts that would be code elsewhere, before a real browser: nothing runs, and nothing has to be stopped."""

import pytest

from app.cases.commenting import comment
from app.cases.starting import NewCase, start_case
from app.organisation.roles import SYSTEM
from tests.abuse.test_hostile_texts import PAYLOADS
from tests.support import processes
from tests.support.clock import NOW

pytestmark = pytest.mark.browser

PROOF = "window.ran = true"  # what a payload would do


@pytest.fixture
def hostile_case(writing, people) -> int:
    """A case whose title and remarks are payloads."""
    payloads = [payload.replace("evil()", PROOF) for payload in PAYLOADS]
    with writing():
        processes.deploy_approval()
        title = " ".join(payloads)[:400]
        case, _tasks = start_case(NewCase("approval", people.agency, title), actor=SYSTEM, now=NOW)
        for payload in payloads:
            comment(case.id, payload, actor=people.focal_point.actor, now=NOW)
        return case.id


@pytest.mark.parametrize("path", ["/cases/{case}", "/tasks", "/cases", "/search?q=%22%3E%3Cscript%3Ewindow.ran=true"])
def test_nothing_runs(hostile_case, people, page_of, live_url, complaints, path):
    page = page_of(people.focal_point)
    page.goto(live_url + path.format(case=hostile_case))
    page.wait_for_load_state("networkidle")
    for element in page.query_selector_all("main a, main img, main svg"):
        element.dispatch_event("mouseover")
    assert page.evaluate("window.ran") is None
    assert [one for one in complaints if "Content Security Policy" in one] == []
