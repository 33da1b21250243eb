"""Texts that would be code elsewhere: stored wherever people write, shown as what they are."""

import email
import re
from collections import deque
from collections.abc import Iterator

import lxml.html
import pytest

from app.jobs.steps import STEPS, Tick, run_step
from tests.abuse.again import Snapshot
from tests.abuse.sending import AGENCY, DUTY, PERSON
from tests.abuse.world import World
from tests.files.made import PDF
from tests.support.clock import NOW
from tests.support.people import Person

PAYLOADS = (
    "<script>evil()</script>",
    '"><img src=x onerror=evil()>',
    "'><svg onload=evil()>",
    "javascript:evil()",
    "</textarea></title><script>evil()</script>",
    '<a href="javascript:evil()">x</a>',
    '<iframe srcdoc="<script>evil()</script>">',
    "<!--><script>evil()</script>-->",
    '<meta http-equiv="refresh" content="0;url=//evil.example">',
    "{{ 7 * 7 }}{% include '/etc/passwd' %}${7*7}",
    "\u202egnp.exe\u2028<b onmouseover=evil()>",
)
PAGES = 60  # as far as one of the payloads is followed; the others are looked for where texts stand


@pytest.fixture
def changing(world) -> Iterator[World]:
    """The world; what a test does to it is undone."""
    snapshot = Snapshot(world)
    yield world
    snapshot.restore()


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_text_is_never_code(changing, payload):
    write_everywhere(changing, payload)
    people, found = changing.people, []
    pages = PAGES if payload == PAYLOADS[0] else 0
    for person in (people.coordinator, people.focal_point):
        for path, page in opened(changing, person, pages):
            found += [f"{path}: {flaw}" for flaw in code_in(page)]
    assert found == []


def write_everywhere(world: World, text: str) -> None:
    """Write the text wherever a person may write one."""
    people, report = world.people, f"/reports/{world.round.report_case()}"
    steps = [
        (people.coordinator, "/agencies", {**AGENCY, "name": text, "short_name": text[:120], "aliases": text}),
        (people.coordinator, "/obligations", {**DUTY, "title": text, "legal_basis": text}),
        (people.administrator, "/users", {**PERSON, "name": text, "phone": text[:40]}),
        (people.administrator, f"/users/{people.leader.id}/edit", {"name": text, "email": people.leader.email}),
        (people.focal_point, f"/cases/{world.request.case_id}/remarks", {"text": text}),
        (people.focal_point, f"{report}/extension", {"until": "04/12/2026", "reason": text}),
        (people.coordinator, f"{report}/call", {"spoke_with": text, "note": text}),
        (people.coordinator, f"{report}/number", {"number": text[:60], "signed_on": "19/11/2026"}),
        (people.focal_point, f"/tasks/{world.dossier.task_id}", {"subject": text, "_send": ""}),
        (people.focal_point, f"/tasks/{world.request.task_id}", {"subject": text, "_save": ""}),
    ]
    assert world.upload(PDF, f"{text}.pdf").status_code in (200, 422)
    for person, path, fields in steps:
        answer = world.post(person, path, fields)
        assert answer.status_code in (302, 303), f"{path}: {answer.status}"
    body = {"process": "approval", "agency": "SCT", "title": text}
    assert world.program(people.focal_point).post("/cases", body).status_code == 201


def opened(world: World, person: Person, further: int) -> Iterator[tuple[str, lxml.html.HtmlElement]]:
    """Open the pages on which the texts stand, and `further` ones that they lead to."""
    with_words = {"query_string": {"q": "<script>evil()</script>"}}
    first = ("/tasks?box=agency", "/cases?show=all", "/agencies", "/users", "/obligations", "/campaigns",
             f"/cases/{world.request.case_id}", f"/cases/{world.dossier.case_id}", f"/tasks/{world.request.task_id}",
             f"/campaigns/{world.round.campaign_id}/agencies/{world.people.agency.id}", "/overview")  # fmt: skip
    browser, waiting, seen = world.browser(person), deque(first), set[str]()
    for path in ("/search", "/agencies"):
        yield path, lxml.html.fromstring(browser.get(path, **with_words).data)
    while waiting and len(seen) < max(further, len(first)):
        path = waiting.popleft()
        if path in seen:
            continue
        seen.add(path)
        response = browser.get(path)
        assert response.status_code < 500, path
        if response.mimetype != "text/html" or not response.data:
            continue
        page = lxml.html.fromstring(response.data)
        yield path, page
        waiting.extend(link for link in page.xpath("//main//a/@href") if link.startswith("/") and "lang=" not in link)


def code_in(page: lxml.html.HtmlElement) -> Iterator[str]:
    """Yield what a browser would run."""
    yield from (f"handler {name}" for name in page.xpath("//@*[starts-with(name(), 'on')]"))
    yield from (f"script {one.text}" for one in page.xpath("//script") if "evil" in (one.text or ""))
    yield from (f"address {one}" for one in page.xpath("//@href | //@src | //@action") if is_script(one))
    yield from (f"element {one.tag}" for one in page.xpath("//iframe | //object | //embed | //meta[@http-equiv]"))
    if "4949" in page.text_content():
        yield "a template was run"


def is_script(address: str) -> bool:
    return bool(re.match(r"\s*(javascript|data|vbscript):", address, re.IGNORECASE)) and "data:image" not in address


class Postbox:
    """A mail server that keeps what it is given, as bytes."""

    def __init__(self) -> None:
        self.mails: list[bytes] = []

    def send(self, _sender: str, _recipient: str, content: bytes) -> None:
        self.mails.append(content)

    def close(self) -> None:
        """Nothing is open."""


@pytest.mark.parametrize("gap", ["\r\n", "\n", "\r", "\u2028", "\x85", "\x0b"], ids=repr)
def test_a_line_break_in_a_name_makes_no_header(changing, gap):
    people, text = changing.people, f"Mận{gap}Bcc: evil@evil.example"
    changing.post(people.administrator, f"/users/{people.deputy.id}/edit", {"name": text, "email": people.deputy.email})
    changing.post(people.administrator, "/users", {**PERSON, "name": text})
    started = changing.program(people.focal_point).post(
        "/cases", {"process": "approval", "agency": "SCT", "title": f"Việc{gap}Bcc: evil@evil.example"}
    )
    assert started.status_code == 201
    file = changing.upload(PDF, f"a{gap}Set-Cookie: b.pdf")
    assert file.status_code in (200, 422)  # a name cut in two is no longer that of a PDF
    if href := re.search(r'href="(/cases/files/\d+)"', file.text):
        assert "Set-Cookie" not in changing.get(people.focal_point, href[1]).headers
    postbox = Postbox()
    for _ in range(3):
        for step in STEPS:
            run_step(changing.app, step, Tick(lambda: NOW, postbox))
    assert postbox.mails
    for content in postbox.mails:
        mail = email.message_from_bytes(content)
        assert mail["Bcc"] is None
        assert "evil@" not in str(mail["To"])
