"""Enterprises that apply by themselves, without an account: they enter the form, then follow the link in the mail."""

from collections.abc import Iterator
from datetime import date, datetime
from functools import partial

from app.applications.kinds import kind_of
from app.applications.service.confirming import confirm
from app.applications.service.drafting import begin_draft, send_draft
from app.deadlines.calendar import WorkingCalendar
from app.demo.story import Act
from app.programmes.public import KEY
from app.simulating.happenings.supported import address_of, application_of
from app.simulating.journal import Journal
from app.simulating.span import Span, moment

# Invented enterprises: name, tax code, sector, what they wish; the day; whether they ever follow the link.
_APPLIES = (
    ("Công ty TNHH Thực phẩm Trường Thi", "2900000066", "food", "guided", (3, 23), True),
    ("Công ty Cổ phần Nước khoáng Mường Khê", "2900000077", "water", "supported", (6, 22), True),
    ("Cơ sở Gạch ngói Hòa Bắc", "2900000088", "other", "guided", (7, 14), False),
)


def acts(span: Span, calendar: WorkingCalendar, journal: Journal) -> Iterator[Act]:
    """Yield the applications, and the clicks that confirm them in the afternoon."""
    for *about, on, confirms in _APPLIES:
        name, tax_code, sector, wish = about
        day = calendar.next_working_day(date(span.year, *on))
        yield Act(moment(day, "09:12"), partial(_apply, name, tax_code, sector, wish))
        if confirms:
            yield Act(moment(day, "14:05"), partial(_confirm, journal, tax_code))


def _apply(name: str, tax_code: str, sector: str, wish: str, now: datetime) -> None:
    kind = kind_of(KEY)
    draft = begin_draft(kind, application_of(name, tax_code, sector, wish), now).draft
    send_draft(kind, draft, agrees=True, now=now)


def _confirm(journal: Journal, tax_code: str, now: datetime) -> None:
    """Follow the link of the letter that came."""
    confirm(journal.links[address_of(tax_code)], now)
