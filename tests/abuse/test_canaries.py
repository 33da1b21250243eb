"""A confidential case is unknown to whom it does not name: no page, search, export or mail gives a word of it."""

import email
import email.policy
import html
import io
import re
import zipfile
from collections import deque

import pytest
from werkzeug.test import TestResponse

from app.jobs.steps import STEPS, Tick, run_step
from tests.abuse.again import Snapshot
from tests.abuse.relations import CANARY, VIEWERS, settle_relations
from tests.abuse.world import World, shown
from tests.support.clock import NOW
from tests.support.people import Person

UNCLEARED = sorted(set(VIEWERS) - {"focal_point", "specialist", "former"})
PAGES = 60  # as far as a crawl goes; the lists and searches come first
ASKED = (
    *(f"/tasks?box={box}" for box in ("mine", "agency", "unassigned", "done")),
    "/tasks?q=chimvang&box=agency",
    *(f"/cases?show={show}&q=chimvang" for show in ("running", "late", "ended", "all")),
    "/cases?show=all",
    "/search?q=chimvang",
    "/overview",
    "/",
)
PROGRAMS = ("/tasks?limit=200", "/tasks?mine=1", "/tasks?status=completed", "/processes")


@pytest.fixture(scope="module")
def secret(world) -> World:
    """The world with two confidential cases in it."""
    settle_relations(world)
    return world


@pytest.mark.parametrize("viewer", UNCLEARED)
def test_no_page_gives_a_word_of_it(secret, viewer):
    person = getattr(secret.people, viewer)
    seen = crawled(secret, person)
    assert len(seen) > len(ASKED)
    assert [path for path, text in seen.items() if CANARY in text] == []


@pytest.mark.parametrize("viewer", UNCLEARED)
def test_no_answer_to_a_program_gives_a_word_of_it(secret, viewer):
    program = secret.program(getattr(secret.people, viewer))
    assert [path for path in PROGRAMS if CANARY in shown(program.get(path))] == []


def test_it_counts_in_nobodys_figures(secret):
    """The head's list of the agency is as long as the agency's open cases, less the confidential ones."""
    page = shown(secret.browser(secret.people.head).get("/tasks?box=agency"))
    listed = set(re.findall(r"/tasks/(\d+)", page))
    told = secret.program(secret.people.head).get("/tasks?status=open&limit=200").json["items"]
    assert listed <= {str(task["id"]) for task in told}
    assert not [task for task in told if CANARY in task["case"]["title"]]


def test_those_who_are_named_do_see_it(secret):
    assert CANARY in shown(secret.browser(secret.people.focal_point).get("/cases?show=all"))


class Postbox:
    """A mail server that keeps what it is given."""

    def __init__(self) -> None:
        self.mails: list[str] = []

    def send(self, _sender: str, _recipient: str, content: bytes) -> None:
        mail = email.message_from_bytes(content, policy=email.policy.default)
        parts = (part.get_content() for part in mail.walk() if part.get_content_maintype() == "text")
        self.mails.append("\n".join((str(mail["Subject"]), *parts)))

    def close(self) -> None:
        """Nothing is open."""


def test_no_mail_gives_a_word_of_it(secret):
    snapshot, postbox = Snapshot(secret), Postbox()
    try:
        for _ in range(3):
            for step in STEPS:
                run_step(secret.app, step, Tick(lambda: NOW, postbox))
        assert postbox.mails
        assert [mail for mail in postbox.mails if CANARY in mail] == []
    finally:
        snapshot.restore()


def crawled(world: World, person: Person) -> dict[str, str]:
    """Open what was asked for, then follow links; return what each page says."""
    browser, waiting, seen = (
        world.browser(person),
        deque((*ASKED, f"/campaigns/{world.round.campaign_id}/export.xlsx")),
        dict[str, str](),
    )
    while waiting and len(seen) < PAGES:
        path = waiting.popleft()
        if path in seen:
            continue
        response = browser.get(path, follow_redirects=True)
        assert response.status_code < 500, path
        seen[path] = readable(response)
        links = re.findall(r'href="(/[^"#]*)', seen[path])
        waiting.extend(link for link in links if not link.startswith(("/assets", "/_style")))
    return seen


def readable(response: TestResponse) -> str:
    """Return what an answer says; of a spreadsheet or document, all of its parts."""
    if not zipfile.is_zipfile(io.BytesIO(response.data)):
        return html.unescape(response.data.decode(errors="replace"))
    with zipfile.ZipFile(io.BytesIO(response.data)) as parts:
        return "".join(parts.read(name).decode(errors="replace") for name in parts.namelist())
