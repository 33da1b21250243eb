"""People who come in by a letter: what it says, the account it opens, the seat they have then."""

import re
from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Page
from sqlalchemy import select

from app.applications.kinds import ApplicationKind
from app.applications.service.confirming import confirm
from app.applications.service.drafting import begin_draft, send_draft
from app.extensions import db
from app.organisation.models import Seat, User
from app.organisation.roles import SYSTEM, Role
from app.timeline.outbox_models import OutboxMessage
from tests.support import units
from tests.support.browser import fill, press
from tests.support.clock import NOW
from tests.support.people import PASSWORD, Person


def apply(kind: ApplicationKind, answers: Mapping[str, Any]) -> int:
    """Let somebody without an account apply and confirm it by mail; return the case."""
    with units.writing():
        send_draft(kind, begin_draft(kind, answers, NOW).draft, agrees=True, now=NOW)
    found = letter(answers[kind.names.contact_email], r"(?<=/apply/confirm/)\S+")
    with units.writing():
        return confirm(found, NOW).case_id


def tracking_code(address: str) -> str:
    """Return the code by which whoever applied from the address follows the application."""
    return letter(address, r"\b\w{4}-\w{4}-\w{2}\b")


def follow(page: Page, url: str, code: str, address: str) -> None:
    """Look up, as somebody whom the browser does not know, how an application stands."""
    page.context.clear_cookies()
    page.goto(f"{url}/apply/track")
    fill(page, {"code": code, "email": address})
    press(page, page.get_by_role("button", name="Xem hồ sơ"))


def letter(address: str, found: str) -> str:
    """Return what the newest letter to the address says at the place that matches."""
    with units.reading():
        sent = select(OutboxMessage.text).where(OutboxMessage.address == address).order_by(OutboxMessage.id.desc())
        return next(match[0] for text in db.session.scalars(sent) if (match := re.search(found, text)))


def come_in(page: Page, url: str, address: str) -> None:
    """Follow the invitation to the address, in a browser that knows nobody, and choose a password."""
    page.context.clear_cookies()
    page.goto(url + letter(address, r"(?<=localhost)/(?!apply)\S+"))
    fill(page, {"password": PASSWORD})
    press(page, page.get_by_role("button", name="Đặt mật khẩu và đăng nhập"))


def seated(agency_id: int, role: Role) -> Person:
    """Return whoever sits on an agency's seat."""
    with units.reading():
        seat = db.session.scalars(select(Seat).where(Seat.agency_id == agency_id, Seat.role == role)).one()
        user = db.session.get_one(User, seat.holder_id)
        return Person(user.id, user.name, user.email, SYSTEM, agency_id)
