"""The API as a program calls it."""

from dataclasses import dataclass
from typing import Any

from werkzeug.test import TestResponse

from app.application import TienDo
from app.extensions import db
from app.organisation.models import ApiToken
from app.organisation.tokens import digest, new_token
from tests.support.clock import NOW
from tests.support.people import Person
from tests.support.units import unit


@dataclass(frozen=True)
class Program:
    """A program with a person's bearer token."""

    app: TienDo
    token: str

    def get(self, path: str, **values: Any) -> TestResponse:
        """GET below /api/v1."""
        return self._send("get", path, **values)

    def post(self, path: str, body: Any = None, *, key: str | None = None, **values: Any) -> TestResponse:
        """POST `body` as JSON below /api/v1, with an Idempotency-Key if given."""
        headers = {"Idempotency-Key": key} if key else {}
        if body is not None:
            values["json"] = body
        return self._send("post", path, headers=headers, **values)

    def _send(self, method: str, path: str, headers: dict[str, str] | None = None, **values: Any) -> TestResponse:
        headers = {"Authorization": f"Bearer {self.token}", **(headers or {})}
        return getattr(self.app.test_client(), method)(f"/api/v1{path}", headers=headers, **values)


def program_of(app: TienDo, person: Person) -> Program:
    """Give the person a token and return the program that uses it."""
    token = new_token()
    with unit(app, writes=True):
        db.session.add(ApiToken(user_id=person.id, token_digest=digest(token), issued_at=NOW))
    return Program(app, token)
