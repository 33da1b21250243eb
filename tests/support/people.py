"""The named people of the tests' stories; all invented."""

from dataclasses import dataclass
from functools import cache

from argon2 import PasswordHasher

from app.organisation.models import Agency, AgencyKind
from app.organisation.roles import Actor, Role
from tests.support.clock import NOW
from tests.support.factories import grant, make_agency, make_seat, make_user

PASSWORD = "mười bốn chữ cái trở lên"


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
    trade = make_agency("Sở Công Thương", code="SCT", short_name="Công Thương")
    commune = make_agency("Ủy ban nhân dân xã Hòa Bình", AgencyKind.commune, code="XHB", short_name="xã Hòa Bình")
    department = make_agency("Sở Khoa học và Công nghệ", code="SKHCN", short_name="Khoa học và Công nghệ")
    committee = make_agency("Văn phòng Ủy ban nhân dân tỉnh", AgencyKind.committee, code="VPUB")
    focal_point, deputy = _seated("Nguyễn Minh Hà", "ha", trade, Role.focal_point, deputy="Lê Quốc Đạt")
    assert deputy is not None
    return People(
        focal_point=focal_point,
        deputy=deputy,
        head=_seated("Trần Văn Bình", "binh", trade, Role.agency_head)[0],
        outsider=_seated("Hoàng Thị Mai", "mai", commune, Role.focal_point)[0],
        specialist=_granted("Đỗ Anh Tuấn", "tuan", Role.specialist),
        coordinator=_granted("Phạm Thu Lan", "lan", Role.coordinator),
        leader=_granted("Vũ Đức Long", "long", Role.leader),
        committee_office=_granted("Bùi Ngọc Oanh", "oanh", Role.committee_office),
        administrator=_granted("Ngô Gia Khánh", "khanh", Role.administrator),
        auditor=_granted("Đặng Hồng Nhung", "nhung", Role.auditor),
        agency=trade,
        other_agency=commune,
        department=department,
        committee=committee,
    )


@cache
def password_hash() -> str:
    """Return the hash of PASSWORD, made cheaply: a hash says itself how much work checking it is."""
    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)


def _seated(
    name: str, mailbox: str, agency: Agency, role: Role, deputy: str | None = None
) -> tuple[Person, Person | None]:
    holder = _account(name, mailbox)
    stand_in = _account(deputy, "dat") if deputy else None
    make_seat(agency, role, holder, deputy_id=stand_in and stand_in.id)
    seats = frozenset({(agency.id, role)})
    persons = [
        Person(user.id, user.name, user.email, Actor(user.id, user.name, seats=seats), agency.id)
        for user in (holder, stand_in)
        if user
    ]
    return persons[0], persons[1] if stand_in else None


def _granted(name: str, mailbox: str, role: Role) -> Person:
    user = _account(name, mailbox)
    grant(user, role)
    return Person(user.id, user.name, user.email, Actor(user.id, user.name, roles=frozenset({role})))


def _account(name: str, mailbox: str):
    return make_user(
        name,
        f"{mailbox}@lamgiang.example",
        password_hash=password_hash(),
        password_set_at=NOW,
        first_signed_in_at=NOW,
        last_signed_in_at=NOW,
    )
