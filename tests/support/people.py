"""The named people of the tests' stories; all invented."""

from dataclasses import dataclass
from functools import cache

from argon2 import PasswordHasher

from app.organisation.models import Agency, AgencyKind, User
from app.organisation.roles import Actor, Role
from tests.support.clock import NOW
from tests.support.factories import grant, make_agency, make_seat, make_user, together

PASSWORD = "mười bốn chữ cái trở lên"
AT_THE_DEPARTMENT = {
    Role.specialist: ("Đỗ Anh Tuấn", "tuan"),
    Role.coordinator: ("Phạm Thu Lan", "lan"),
    Role.leader: ("Vũ Đức Long", "long"),
    Role.committee_office: ("Bùi Ngọc Oanh", "oanh"),
    Role.administrator: ("Ngô Gia Khánh", "khanh"),
    Role.auditor: ("Đặng Hồng Nhung", "nhung"),
}


@dataclass(frozen=True)
class Person:
    """Somebody as a test needs them: to act as (`actor`), to sign in as, to address."""

    id: int
    name: str
    email: str
    actor: Actor
    agency_id: int | None = None


@dataclass(frozen=True)
class People:
    """Who appears in the stories, and where they sit."""

    focal_point: Person  # Minh Hà, đầu mối of Sở Công Thương
    head: Person  # its head
    deputy: Person  # deputises for the focal point
    specialist: Person
    coordinator: Person  # Phạm Thu Lan
    leader: Person
    committee_office: Person
    administrator: Person
    auditor: Person
    outsider: Person  # đầu mối of another agency, which has nothing to do with the matter
    agency: Agency  # Sở Công Thương
    other_agency: Agency  # where the outsider sits
    department: Agency  # Sở Khoa học và Công nghệ, which runs the system
    committee: Agency  # Văn phòng Ủy ban nhân dân tỉnh


def settle() -> People:
    """Put everybody into the database, in the open unit of work."""
    with together():
        trade = make_agency("Sở Công Thương", code="SCT", short_name="Công Thương")
        commune = make_agency("Ủy ban nhân dân xã Hòa Bình", AgencyKind.commune, code="XHB", short_name="xã Hòa Bình")
        department = make_agency("Sở Khoa học và Công nghệ", code="SKHCN", short_name="Khoa học và Công nghệ")
        committee = make_agency("Văn phòng Ủy ban nhân dân tỉnh", AgencyKind.committee, code="VPUB")
    with together():
        focal_point, deputy = _account("Nguyễn Minh Hà", "ha"), _account("Lê Quốc Đạt", "dat")
        head = _account("Trần Văn Bình", "binh")
        outsider = _account("Hoàng Thị Mai", "mai")
        granted = {role: _account(name, mailbox) for role, (name, mailbox) in AT_THE_DEPARTMENT.items()}
    with together():
        make_seat(trade, Role.focal_point, focal_point, deputy_id=deputy.id)
        make_seat(trade, Role.agency_head, head)
        make_seat(commune, Role.focal_point, outsider)
        for role, user in granted.items():
            grant(user, role)
    return People(
        focal_point=_seated(focal_point, trade, Role.focal_point),
        deputy=_seated(deputy, trade, Role.focal_point),
        head=_seated(head, trade, Role.agency_head),
        outsider=_seated(outsider, commune, Role.focal_point),
        **{role.value: _granted(user, role) for role, user in granted.items()},
        agency=trade,
        other_agency=commune,
        department=department,
        committee=committee,
    )


@cache
def password_hash() -> str:
    """Return the hash of PASSWORD, made cheaply: a hash says itself how much work checking it is."""
    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)


def _seated(user: User, agency: Agency, role: Role) -> Person:
    actor = Actor(user.id, user.name, seats=frozenset({(agency.id, role)}))
    return Person(user.id, user.name, user.email, actor, agency.id)


def _granted(user: User, role: Role) -> Person:
    return Person(user.id, user.name, user.email, Actor(user.id, user.name, roles=frozenset({role})))


def _account(name: str, mailbox: str) -> User:
    return make_user(
        name,
        f"{mailbox}@lamgiang.example",
        password_hash=password_hash(),
        password_set_at=NOW,
        first_signed_in_at=NOW,
        last_signed_in_at=NOW,
    )
