"""Enterprises and a laboratory apply without an account: they fill the form in, then follow the link in the mail."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import partial
from typing import Any

from app.applications.kinds import kind_of
from app.applications.service.confirming import confirm
from app.applications.service.drafting import begin_draft, send_draft
from app.deadlines.calendar import WorkingCalendar
from app.demo.story import Act
from app.programmes import public as programmes
from app.simulating.happenings.supported import address_of, application_of, request_of
from app.simulating.journal import Journal
from app.simulating.span import Span, moment
from app.support import public as support

# Invented enterprises: name, tax code, sector, what they wish; the day; whether they ever follow the link.
_APPLIES = (
    ("Công ty TNHH Thực phẩm Trường Thi", "2900000066", "food", "guided", (3, 23), True),
    ("Công ty Cổ phần Nước khoáng Mường Khê", "2900000077", "water", "supported", (6, 22), True),
    ("Cơ sở Gạch ngói Hòa Bắc", "2900000088", "other", "guided", (7, 14), False),
)
_LABORATORY, _ITS_TAX_CODE, _ITS_DAY = "Phòng thử nghiệm Mía đường Cẩm Thạch", "2900000099", (4, 19)


def acts(span: Span, calendar: WorkingCalendar, journal: Journal) -> Iterator[Act]:
    """Yield the applications, and the clicks that confirm them in the afternoon."""
    for *about, on, confirms in _APPLIES:
        name, tax_code, sector, wish = about
        day = calendar.next_working_day(date(span.year, *on))
        yield Act(moment(day, "09:12"), partial(_apply, programmes.KEY, application_of(name, tax_code, sector, wish)))
        if confirms:
            yield Act(moment(day, "14:05"), partial(_confirm, journal, tax_code))
    day = calendar.next_working_day(date(span.year, *_ITS_DAY))
    yield Act(moment(day, "09:40"), partial(_apply, support.KEY, _request()))
    yield Act(moment(day, "14:25"), partial(_confirm, journal, _ITS_TAX_CODE))


def _request() -> dict[str, Any]:
    return {
        **request_of(_LABORATORY, "testing"),
        "organisation_name": "Công ty Mía đường Cẩm Thạch",
        "tax_code": _ITS_TAX_CODE,
        "contact_name": "Cầm Thị Bích Hạnh",
        "contact_email": address_of(_ITS_TAX_CODE),
        "head_name": "Đinh Quốc Sơn",
        "head_email": f"giamdoc@{_ITS_TAX_CODE}.example",
    }


def _apply(key: str, answers: Mapping[str, Any], now: datetime) -> None:
    kind = kind_of(key)
    send_draft(kind, begin_draft(kind, answers, now).draft, agrees=True, now=now)


def _confirm(journal: Journal, tax_code: str, now: datetime) -> None:
    """Follow the link of the letter that came."""
    confirm(journal.links[address_of(tax_code)], now)
