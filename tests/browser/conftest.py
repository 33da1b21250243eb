"""A real Chromium before a real server: the application under test, on a loopback port of its own."""

import os
import threading
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Page
from werkzeug.serving import make_server

from app.application import TienDo
from scripts.chromium import ADVICE, find
from tests.support.browser import complaints_of, copy_cookies
from tests.support.pages import Visitor
from tests.support.people import Person

POLL = 0.01  # seconds after which a server notices that it shall end


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
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, args=(POLL,), daemon=True)
    thread.start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A page of a stranger's browser."""
    context.set_default_timeout(10_000)
    return context.new_page()


@pytest.fixture
def page_of(app: TienDo, page: Page, live_url: str) -> Callable[[Person], Page]:
    """Return a function that signs a person in and gives their page; addresses are relative to `live_url`."""

    def sign_in(person: Person) -> Page:
        copy_cookies(Visitor(app, person).client, page.context, live_url)
        return page

    return sign_in


@pytest.fixture
def complaints(page: Page) -> list[str]:
    """Everything the browser complains about from here on: script errors, refused resources, broken policies."""
    return complaints_of(page)
