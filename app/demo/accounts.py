"""Who can sign in: the department's own staff, and how everybody came by their password."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import select

from app.demo.enterprise_words import COMPANIES, has_signed_in
from app.demo.register import address, entries, entry
from app.extensions import db
from app.organisation.gate import lifetime
from app.organisation.identity import actor_for
from app.organisation.models import User
from app.organisation.records import locked_user
from app.organisation.roles import SYSTEM, Actor, Role
from app.organisation.service import users
from app.organisation.service.links import set_password
from app.organisation.service.signing_in import Place, let_in

PASSWORD = "dem-trang-song-lam"  # noqa: S105 (everybody's, in a province that does not exist)
PLACE = Place("192.0.2.10", "Firefox")  # an address reserved for documentation
# Invited, never came: the coordinator sees them in the list of those who never signed in.
NEVER_CAME = frozenset({"X.HOABAC", "X.YENKHE", "P.ANPHU", "BTGDV"})


@dataclass(frozen=True)
class Colleague:
    """Somebody of the department, or of the Committee's office, with a role of their own."""

    name: str
    role: Role
    code: str = "SKHCN"

    @property
    def email(self) -> str:
        """Their address."""
        return address(self.name, entry(self.code).domain)


COORDINATOR = Colleague("Phạm Thu Lan", Role.coordinator)
SPECIALIST = Colleague("Hoàng Anh Dũng", Role.specialist)
SECOND_SPECIALIST = Colleague("Đỗ Thị Bích Ngọc", Role.specialist)
LEADER = Colleague("Nguyễn Văn Khải", Role.leader)
COMMITTEE_OFFICE = Colleague("Lưu Quang Huy", Role.committee_office, "VPUB")
ADMINISTRATOR = Colleague("Bùi Tiến Đạt", Role.administrator)
AUDITOR = Colleague("Tạ Kim Thư", Role.auditor, "TTT")
STAFF = (COORDINATOR, SPECIALIST, SECOND_SPECIALIST, LEADER, COMMITTEE_OFFICE, ADMINISTRATOR, AUDITOR)

# The tour begins here: its people are listed first.
TOUR = "SCT"


@dataclass(frozen=True)
class Account:
    """Somebody to sign in as."""

    email: str
    password: str
    role: str
    agency: str
    name: str

    def as_json(self) -> dict[str, str]:
        """Return the account as `demo accounts --json` prints it."""
        return asdict(self)


def accounts() -> list[Account]:
    """Return everybody who can sign in, those of the tour first."""
    seated = sorted(_seated(), key=lambda account: account.agency != entry(TOUR).name)
    staff = [_account(one.name, one.email, one.role, one.code) for one in STAFF]
    return [*seated[:2], *staff, *seated[2:], *_enterprises()]


def open_staff_accounts(now: datetime) -> None:
    """Open the accounts of the department's staff and grant their roles; the administrator comes first."""
    for colleague in sorted(STAFF, key=lambda one: one is not ADMINISTRATOR):
        contact = users.Contact(colleague.name, colleague.email, "0000 000 000")
        user = users.account_of(contact, SYSTEM, now, send_invitation=True)
        users.grant_role(user.id, colleague.role, SYSTEM, now)


def invite_everybody(now: datetime) -> None:
    """Write to all whose account came with the import."""
    users.invite_uninvited(actor(ADMINISTRATOR.email), now)


def accept_invitations(emails: list[str], hashed: str, now: datetime) -> None:
    """Let people follow their invitation: choose the password, and be signed in by it."""
    for email in emails:
        user = locked_user(_user(email).id)
        set_password(user, hashed, Actor(user.id, user.name), now)
        let_in(user, PLACE, lifetime(), now)


def come_back(emails: list[str], now: datetime) -> None:
    """Let people sign in again, so that no account sleeps."""
    for email in emails:
        let_in(locked_user(_user(email).id), PLACE, lifetime(), now)


def actor(email: str) -> Actor:
    """Return the person as they may act now."""
    return actor_for(_user(email))


def everybody_who_came() -> list[str]:
    """Return the addresses of all who accepted their invitation in the first days."""
    later = {account.email for account in _enterprises()}
    return sorted({account.email for account in accounts()} - later)


def _user(email: str) -> User:
    return db.session.scalars(select(User).where(User.email == email)).one()


def _seated() -> Iterator[Account]:
    for one in entries():
        if one.code in NEVER_CAME:
            continue
        for name, role in (
            (one.focal_point, Role.focal_point),
            (one.head, Role.agency_head),
            (one.deputy, Role.focal_point),
        ):
            if name:
                yield _account(name, address(name, one.domain), role, one.code)


def _enterprises() -> Iterator[Account]:
    """Yield the people of the enterprises that were taken into the programme."""
    for company in filter(has_signed_in, COMPANIES):
        yield Account(company.contact_email, PASSWORD, Role.focal_point.value, company.name, company.contact)
        yield Account(company.head_email, PASSWORD, Role.agency_head.value, company.name, company.head)


def _account(name: str, email: str, role: Role, code: str) -> Account:
    return Account(email, PASSWORD, role.value, entry(code).name, name)
