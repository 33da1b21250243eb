"""The province's own table: the two swaps of 2026, each with the document that ordered it."""

from datetime import date, datetime

from app.demo.accounts import COORDINATOR
from app.demo.doings import as_
from app.organisation.models import ChangeKind
from app.working_calendar.orders import Order
from app.working_calendar.service import enter

SWAPS = (
    Order(
        kind=ChangeKind.swap,
        name="Nghỉ Tết Dương lịch (hoán đổi)",
        off=(date(2026, 1, 2),),
        worked=(date(2026, 1, 10),),
        document_number="12729/VPCP",
        document_date=date(2025, 12, 25),
        issuer="Văn phòng Chính phủ",
        known_on=date(2025, 12, 26),
    ),
    Order(
        kind=ChangeKind.swap,
        name="Nghỉ Quốc khánh (hoán đổi)",
        off=(date(2026, 8, 31),),
        worked=(date(2026, 8, 22),),
        document_number="06/TB-UBND",
        document_date=date(2026, 1, 12),
        issuer="Ủy ban nhân dân tỉnh Lam Giang",
        known_on=date(2026, 1, 13),
    ),
)


def enter_swaps(now: datetime) -> None:
    """Enter those that were known by then."""
    for swap in SWAPS:
        if swap.known_on <= now.date():
            enter(swap, actor=as_(COORDINATOR), now=now)
