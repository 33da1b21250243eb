"""A province in the middle of its work, in which wrong things are tried: nothing may change in it.

It is made once for many tries, so it has its own application rather than the fixtures of one test.
"""

import html
import io
import json
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from datetime import timedelta
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from app import create_app
from app.application import TienDo
from app.cases.attachments import Upload, attach
from app.cases.models import Incident
from app.extensions import db
from app.organisation.models import AccountLink, LinkPurpose, User
from app.organisation.roles import SYSTEM, Actor, Role
from app.organisation.service.links import send_link
from app.organisation.service.users import disable
from app.plans.service import import_document
from app.processes.packages import Package
from app.processes.service import deploy
from app.timeline.outbox_models import OutboxMessage
from tests.abuse.digests import digests
from tests.files.made import PDF
from tests.plans.documents import NAME, plan_docx, settle_register
from tests.reports import rounds
from tests.support import processes, units
from tests.support.api import Program, program_of
from tests.support.clock import NOW, Clock
from tests.support.databases import Database
from tests.support.factories import grant, make_user
from tests.support.people import People, Person, password_hash, settle
from tests.support.processes import Started
from tests.support.sessions import sign_in

# A file field, a grid, a date: what the small "approval" process does not have.
DOSSIER = processes.form(
    "dossier",
    processes.field("textfield", "subject", "Nội dung", validate={"required": True, "maxLength": 200}),
    processes.field("datetime", "held_on", "Ngày họp", subtype="date", dateLabel="Ngày họp"),
    processes.field("number", "amount", "Số tiền (triệu đồng)", validate={"min": 0}),
    processes.field("filepicker", "papers", "Tài liệu", multiple=True),
)
DOSSIER_PROCESS = processes.SERVICE.replace('form key="request"', 'form key="dossier"').format(
    key="dossier", handler="report_campaign.open"
)


@dataclass
class World:
    """The application with its people and their work."""

    app: TienDo
    people: People
    folder: Path
    request: Started  # a case of Sở Công Thương that waits for its focal point
    dossier: Started  # another, whose form has a file field
    foreign_file: int  # an attachment of another agency's case
    round: rounds.Round
    obligation_id: int
    plan_id: int  # a plan that is being read
    incident_id: int
    links: dict[str, str]  # the tokens of links: "open", "expired", "used"
    english: Person  # a coordinator who reads English
    browsers: dict[str, FlaskClient] = field(default_factory=dict)
    _programs: dict[str, Program] = field(default_factory=dict)
    _tokens: dict[str, str] = field(default_factory=dict)

    def digests(self) -> dict[str, str]:
        """Return the digests of everything that is kept."""
        with units.unit(self.app, writes=False):
            return digests()

    def let_everybody_in(self) -> None:
        """Sign everybody in and hand out tokens, so that nobody does while things are compared."""
        for part in fields(self.people):
            person = getattr(self.people, part.name)
            if isinstance(person, Person):
                self.token(person)
                self.program(person)
        self.token(self.english)
        self.token(None)

    def browser(self, person: Person | None) -> FlaskClient:
        """Return the browser of a person who has signed in; of a stranger for None."""
        name = person.email if person else ""
        if name not in self.browsers:
            self.browsers[name] = self.app.test_client()
            self.browsers[name].environ_base["HTTP_USER_AGENT"] = "Firefox"
            if person:
                sign_in(self.browsers[name], person)
        return self.browsers[name]

    def get(self, person: Person | None, path: str, **values: Any) -> TestResponse:
        """Open a page."""
        return self.browser(person).get(path, **values)

    def post(self, person: Person | None, path: str, fields: dict[str, Any], **values: Any) -> TestResponse:
        """Send a form as its page would, with the token that belongs to the session."""
        return self.browser(person).post(path, data={"csrf_token": self.token(person), **fields}, **values)

    def put(self, person: Person | None, path: str, body: Any) -> TestResponse:
        """Save a draft as the script of the page would."""
        headers = {"X-CSRFToken": self.token(person), "Accept": "application/json"}
        return self.browser(person).put(path, json=body, headers=headers)

    def token(self, person: Person | None) -> str:
        """Return the CSRF token of the person's session, which stays as long as the session."""
        name = person.email if person else ""
        if name not in self._tokens:
            self._tokens[name] = csrf_token(self.browser(person))
        return self._tokens[name]

    def program(self, person: Person) -> Program:
        """Return a program with the person's token."""
        if person.email not in self._programs:
            self._programs[person.email] = program_of(self.app, person)
        return self._programs[person.email]

    def upload(self, content: bytes, name: str, **fields: str) -> TestResponse:
        """Send a file to the file field of the dossier."""
        given = {"file": (io.BytesIO(content), name), "field": "papers", "_not_secret": "papers", **fields}
        return self.post(self.people.focal_point, f"/tasks/{self.dossier.task_id}/files", given)


def csrf_token(client: FlaskClient) -> str:
    """Return the CSRF token of the client's session."""
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', client.get("/account", follow_redirects=True).text)
    assert found
    return found[1]


def shown(response: TestResponse) -> str:
    """Return what an answer says, entities and escapes resolved."""
    if response.is_json:
        return json.dumps(response.json, ensure_ascii=False)
    return html.unescape(response.get_data(as_text=True))


@contextmanager
def world_on(database: Database, folder: Path) -> Iterator[World]:
    """Build the world on an open database."""
    settings = {
        "TESTING": False,  # a failure is answered as in production, not raised
        "PROPAGATE_EXCEPTIONS": False,
        "SECRET_KEY": "a key for tests only",
        "SQLALCHEMY_DATABASE_URI": database.url,
        "STORAGE_DIR": folder / "files",
        "ANCHOR_DIR": folder / "anchor",
        "MAIL_URL": "smtp://127.0.0.1:9",
        "PUBLIC_URL": "http://localhost",
        "ARGON2": {"time_cost": 1, "memory_cost": 8, "parallelism": 1},
    }
    with Clock():
        app = create_app(settings)
        with units.of(app):
            yield _settled(app, folder)
        units.dispose(app)


def _settled(app: TienDo, folder: Path) -> World:
    with units.writing():
        people = settle()
        rounds.deploy()
        processes.deploy_approval()
        deploy(Package(processes.diagram(DOSSIER_PROCESS), {"dossier": DOSSIER}), actor=SYSTEM, now=NOW)
    with units.writing():
        request = processes.start("approval", people.agency)
        dossier = processes.start("dossier", people.agency)
        foreign = processes.start("dossier", people.other_agency)
        upload = Upload("của xã.pdf", io.BytesIO(PDF), is_confirmed_open=True)
        foreign_file = attach(foreign.task_id, "papers", upload, actor=people.outsider.actor, now=NOW).id
        obligation_id = rounds.make_obligation().id
    round = rounds.open_round(people)
    with units.writing():
        settle_register(people.department, people.agency)
        plan_id = import_document(plan_docx(), NAME, actor=people.coordinator.actor, now=NOW).id
        incident_id = make_incident(request.case_id)
        english = _english()
        links = {name: _link(name) for name in ("open", "expired", "used")}
        disable(_account("Nguyễn Văn Nghỉ", "nghi").id, "nghỉ hưu", people.administrator.actor, NOW)
    return World(
        app, people, folder, request, dossier, foreign_file, round, obligation_id, plan_id, incident_id, links, english
    )


def make_incident(case_id: int) -> int:
    """Make something that failed on the case; return its key."""
    incident = Incident(case_id=case_id, element="write", summary="A job failed three times", cause="?", opened_at=NOW)
    db.session.add(incident)
    db.session.flush()
    return incident.id


def _english() -> Person:
    user = _account("John Lê", "john", locale="en")
    grant(user, Role.coordinator)
    return Person(user.id, user.name, user.email, Actor(user.id, user.name, roles=frozenset({Role.coordinator})))


def _account(name: str, mailbox: str, **values: Any) -> User:
    known = {"password_hash": password_hash(), "password_set_at": NOW, "last_signed_in_at": NOW}
    return make_user(name, f"{mailbox}@lamgiang.example", first_signed_in_at=NOW, **{**known, **values})


def _link(kind: str) -> str:
    """Return the token of an invitation that is open, expired or used."""
    user = make_user(f"Nguyễn Văn {kind.title()}", f"{kind}@lamgiang.example")
    at = NOW - timedelta(days=8) if kind == "expired" else NOW
    send_link(user, LinkPurpose.invitation, SYSTEM, at)
    link = db.session.scalars(select(AccountLink).where(AccountLink.user_id == user.id)).one()
    if kind == "used":
        link.closed_at = NOW
    text = db.session.scalars(select(OutboxMessage.text).where(OutboxMessage.recipient_id == user.id)).one()
    found = re.search(r"/account/link/(\S+)", text)
    assert found
    return found[1]


def own_folder(parent: Path) -> Path:
    """Make a folder for one world."""
    folder = parent / f"world-{secrets.token_hex(6)}"
    folder.mkdir()
    return folder


def remove(folder: Path) -> None:
    """Remove a world's folder."""
    shutil.rmtree(folder, ignore_errors=True)
