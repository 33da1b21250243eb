"""Laboratories that ask for support, enterprises that apply: two of the first were taken up in the autumn before."""

from collections.abc import Iterator
from datetime import date, datetime
from functools import partial
from typing import Any

from sqlalchemy import select

from app.deadlines.calendar import WorkingCalendar
from app.demo.accounts import COORDINATOR, SPECIALIST
from app.demo.doings import as_
from app.demo.register import PHONE, agency_by, entry
from app.demo.story import Act
from app.extensions import db
from app.programmes.service.applying import enter_application
from app.programmes.service.surveying import Survey, enter_survey
from app.simulating.span import Span, moment
from app.support.models import AccreditationBody
from app.support.service.bodies import SHIPPED, enter_body
from app.support.service.requesting import request_support

# Agency, field, whether in the year before, the day of the request, whether it belongs to a legal entity.
_REQUESTS = (
    ("TTKT", "calibration", True, (9, 7), True),
    ("CDC", "medical", True, (9, 14), True),
    ("BVDK", "medical", False, (3, 15), True),
    ("THUYSAN", "testing", False, (6, 7), False),
)
# Invented enterprises: name, tax code, sector, what they wish, the day on which they apply (None: surveyed only).
_ENTERPRISES: tuple[tuple[str, str, str, str, tuple[int, int] | None], ...] = (
    ("Công ty TNHH Cơ khí Bến Thượng", "2900000011", "mechanics", "guided", (3, 9)),
    ("Công ty Cổ phần Bao bì Nam Cường", "2900000022", "packaging", "supported", (4, 6)),
    ("Công ty TNHH Mía đường Cẩm Thạch", "2900000033", "food", "supported", (5, 12)),
    ("Công ty Cổ phần Dệt may Hải Đăng", "2900000044", "textile", "guided", (8, 18)),
    ("Hợp tác xã Nông sản Mường Sơn", "2900000055", "agriculture", "guided", None),
)
_SURVEYED, _BODIES = (2, 17), "10:40"


def acts(span: Span, calendar: WorkingCalendar) -> Iterator[Act]:
    """Yield requests, surveys and applications."""

    def on(year: int, day: tuple[int, int], at: str) -> datetime:
        return moment(calendar.next_working_day(date(year, *day)), at)

    yield Act(moment(calendar.next_working_day(span.begins), _BODIES), _enter_bodies)
    for code, field, is_before, day, is_entity in _REQUESTS:
        yield Act(on(span.year - is_before, day, "15:20"), partial(_request, code, field, is_entity))
    for number, one in enumerate(_ENTERPRISES):
        yield Act(on(span.year, _SURVEYED, f"{9 + number:02d}:30"), partial(_survey, one[:3]))
        if one[4]:
            yield Act(on(span.year, one[4], "09:50"), partial(_apply, one[:4]))


def _enter_bodies(now: datetime) -> None:
    """Put the bodies on the list that the product comes with, where the tables were made without them."""
    there = set(db.session.scalars(select(AccreditationBody.name)))
    for name, programmes in SHIPPED:
        if name not in there:
            enter_body(name, programmes, actor=as_(COORDINATOR), now=now)


def request_of(laboratory: str, field: str, *, is_entity: bool = True) -> dict[str, Any]:
    """Return what a laboratory enters in the form of the request."""
    return {
        "laboratory": laboratory,
        "field": field,
        "wanted_scope": "Các phép thử, hiệu chuẩn thường xuyên của đơn vị.",
        "address": "Phường Lam Thành",
        "is_in_province": True,
        "is_legal_entity": is_entity,
        "staff": 9,
        "equipment": "partial",
        "has_accreditation": False,
        "present_state": "Có thiết bị, chưa có hệ thống tài liệu.",
    }


def _request(code: str, field: str, is_entity: bool, now: datetime) -> None:
    request = request_of(f"Phòng thử nghiệm, {entry(code).name}", field, is_entity=is_entity)
    request_support(agency_by(code), request, actor=as_(SPECIALIST), now=now)


def _survey(one: tuple[str, str, str], now: datetime) -> None:
    name, tax_code, sector = one
    survey = Survey(name, tax_code, now.date(), sector=sector, need="Quản lý phương tiện đo trong sản xuất")
    enter_survey(survey, actor=as_(SPECIALIST), now=now)


def address_of(tax_code: str) -> str:
    """Return where the enterprise reads its mail."""
    return f"kythuat@{tax_code}.example"


def application_of(name: str, tax_code: str, sector: str, wish: str) -> dict[str, Any]:
    """Return what the enterprise enters in the form of the application."""
    return {
        "enterprise_name": name,
        "tax_code": tax_code,
        "address": "Khu công nghiệp Đông Lam",
        "sector": sector,
        "wish": wish,
        "need": "Giảm sai số, giảm hao hụt trong sản xuất và giao nhận.",
        "instruments": "Cân, áp kế, đồng hồ đo lưu lượng",
        "head_name": f"Giám đốc {name}",
        "head_email": f"giamdoc@{tax_code}.example",
        "contact_name": f"Phòng Kỹ thuật {name}",
        "contact_email": address_of(tax_code),
        "contact_phone": PHONE,
        "contact_post": "Trưởng phòng",
    }


def _apply(one: tuple[str, str, str, str], now: datetime) -> None:
    enter_application(application_of(*one), actor=as_(SPECIALIST), now=now)
