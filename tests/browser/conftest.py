"""A real Chromium before a real server: the application under test, on a loopback port of its own."""

import os
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from sqlalchemy import case, select
from werkzeug.serving import make_server

from app.application import TienDo
from app.cases.models import TaskStatus, UserTask
from app.extensions import db
from scripts.chromium import ADVICE, find
from tests.support import units
from tests.support.browser import complaints_of, copy_cookies
from tests.support.pages import Visitor
from tests.support.people import Person

POLL = 0.01  # seconds after which a server notices that it shall end
PATIENCE = 30_000  # milliseconds; what comes at all has come by then, also on a machine that is busy with other things

expect.set_options(timeout=PATIENCE)


class Door:
    """The application for one test: who comes after its end finds it shut, who is inside may finish.

    A script of a page that is being closed may still ask for something; the next test has the same application, and its
    database may not hear of it.
    """

    def __init__(self, app: TienDo) -> None:
        self._app = app
        self._inside = 0
        self._is_open = True
        self._changed = threading.Condition()

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer a request (PEP 3333), all of it within the door."""
        with self._changed:
            if not self._is_open:
                start_response("503 Service Unavailable", [("Content-Length", "0")])
                return []
            self._inside += 1
        try:
            answer = self._app(environ, start_response)
            try:
                return list(answer)
            finally:
                getattr(answer, "close", lambda: None)()
        finally:
            with self._changed:
                self._inside -= 1
                self._changed.notify_all()

    def close(self) -> None:
        """Let nobody in any more, and wait until those who are inside have left."""
        with self._changed:
            self._is_open = False
            self._changed.wait_for(lambda: not self._inside)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, object]) -> dict[str, object]:
    """Use the Chromium that there is; root has no sandbox to put it into."""
    chromium = find()
    if chromium is None:
        pytest.exit(ADVICE, returncode=3)
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {**browser_type_launch_args, "executable_path": chromium, "args": arguments}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, object]) -> dict[str, object]:
    """A Vietnamese desk; no animation to wait for."""
    return {
        **browser_context_args,
        "locale": "vi-VN",
        "timezone_id": "Asia/Ho_Chi_Minh",
        "viewport": {"width": 1280, "height": 860},
        "reduced_motion": "reduce",
    }


@pytest.fixture
def live_url(app: TienDo) -> Iterator[str]:
    """The address where the application under test answers; its clock stands still like everybody's."""
    door = Door(app)
    server = make_server("127.0.0.1", 0, door, threaded=True)
    thread = threading.Thread(target=server.serve_forever, args=(POLL,), daemon=True)
    thread.start()
    yield f"http://localhost:{server.server_port}"
    door.close()
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A page of a stranger's browser."""
    context.set_default_timeout(PATIENCE)
    return context.new_page()


@pytest.fixture
def page_of(app: TienDo, page: Page, live_url: str) -> Callable[[Person], Page]:
    """Return a function that signs a person in and gives their page; addresses are relative to `live_url`."""

    def sign_in(person: Person) -> Page:
        copy_cookies(Visitor(app, person).client, page.context, live_url)
        return page

    return sign_in


@pytest.fixture
def at(page_of: Callable[[Person], Page], live_url: str) -> Callable[..., Page]:
    """Return a function that opens the task waiting at an element, as the person whose it is.

    Of several it is the one of the person's agency, and of those the newest; `case_id` names the case.
    """

    def open_it(person: Person, element: str, case_id: int | None = None) -> Page:
        waiting = select(UserTask.id).where(UserTask.element == element, UserTask.status == TaskStatus.open)
        if case_id is not None:
            waiting = waiting.where(UserTask.case_id == case_id)
        is_theirs = case((UserTask.agency_id == person.agency_id, 1), else_=0)
        with units.reading():
            task_id = db.session.scalar(waiting.order_by(is_theirs.desc(), UserTask.id.desc()).limit(1))
        assert task_id, f"nothing waits at {element}"
        page = page_of(person)
        page.goto(f"{live_url}/tasks/{task_id}")
        return page

    return open_it


@pytest.fixture
def complaints(page: Page) -> list[str]:
    """Everything the browser complains about from here on: script errors, refused resources, broken policies."""
    return complaints_of(page)
