"""The page that explains the dialect keeps its promises."""

import re
from pathlib import Path

import app
from app import engine
from app.engine.checks.own_elements import OURS
from app.engine.dialect import ROLES
from tests.engine.walking import NOW

PAGE = (Path(app.__file__).parents[1] / "docs" / "bpmn-profile.md").read_text("utf-8")
EXAMPLE = re.search(r"```xml\n(<\?xml.*?)```", PAGE, re.DOTALL)[1].encode()
FORMS = {"request", "check", "sign"}


def test_the_complete_example_is_accepted_and_does_what_it_says():
    compiled = engine.compile_process(EXAMPLE, forms=FORMS, handlers={"register_support"})
    process = engine.load_process(compiled.spec)
    at = engine.start(process, variables={}, case={"agency": "H01"}, now=NOW)
    seen: list[str] = list(at.passed)
    at = engine.fire_timers(process, at.state, case={}, now=at.next_due)
    for verdict in ("returned", "passed"):
        while any(task.element != "sign" for task in at.tasks):
            task = next(task for task in at.tasks if task.element != "sign")
            seen += at.passed
            at = engine.complete(process, at.state, task.id, variables={"verdict": verdict}, case={}, now=NOW)
            if task.element == "check":
                break
    seen += at.passed
    at = engine.complete(process, at.state, at.tasks[0].id, variables={}, case={}, now=NOW)
    seen += at.passed
    at = engine.finish_service(process, at.state, at.services[0].id, variables={}, case={}, now=NOW)
    assert at.status == "completed"
    assert {flow.id for flow in compiled.flows} <= {*seen, *at.passed}


def test_the_page_names_every_role_and_every_element_of_ours():
    for name in (*ROLES, *(f"td:{tag}" for tag in OURS)):
        assert name in PAGE, name
    for attributes, _ in OURS.values():
        for attribute in attributes:
            assert f'{attribute}="' in PAGE, attribute
