"""How a date was read, in words of both languages: what is meant, by which convention, until when."""

import re
from datetime import timedelta
from typing import Final

from app.deadlines.calendar import WorkingCalendar
from app.deadlines.landing import landing
from app.deadlines.limit_reasons import OPEN
from app.deadlines.limits import Period, Unit, Without
from app.deadlines.phrases.letters import plain_letters
from app.deadlines.phrases.values import DueKind, DuePhrase
from app.deadlines.reasons import Reason
from app.deadlines.wording import day_month, in_figures, long_date, short_date

NO_DATE: Final = Reason(
    "Không hiểu ra ngày nào; hệ thống không tự đoán.", "No date was understood, and none is guessed."
)
_LAST_DAY: Final = Reason("không ghi ngày thì hạn là ngày cuối năm, 31/12", "no day is named, so it is 31 December")
_LAST_OF_LAST: Final = Reason(
    "nhiều năm thì hạn là ngày cuối của năm cuối, 31/12", "for several years it is 31 December of the last one"
)
# by practice where no article is named
_CONVENTIONS: Final[dict[DueKind, Reason]] = {
    DueKind.EVERY_YEAR: _LAST_DAY,
    DueKind.YEAR: Reason(f"{_LAST_DAY.vi} (cả năm → 31/12)", f"{_LAST_DAY.en} (the whole year → 31/12)"),
    DueKind.YEAR_RANGE: _LAST_OF_LAST,
    DueKind.PHASE: _LAST_OF_LAST,
    DueKind.FROM_YEAR: _LAST_DAY,
    DueKind.EVERY_N_YEARS: _LAST_DAY,
    DueKind.BY_YEAR_END: Reason(
        "“đến năm”, “cuối năm” là đến hết năm đó, 31/12 (cuối năm: khoản 3 Điều 146 Bộ luật Dân sự 2015)",
        "“to the year” and “the end of the year” include all of it, to 31 December "
        "(end of the year: Article 146.3, Civil Code 2015)",
    ),
    DueKind.QUARTER: Reason(
        "không ghi ngày thì hạn là ngày cuối quý", "no day is named, so it is the last day of the quarter"
    ),
    DueKind.MONTH: Reason(
        "không ghi ngày thì hạn là ngày cuối tháng (khoản 2 Điều 146 Bộ luật Dân sự 2015)",
        "no day is named, so it is the last of the month (Article 146.2, Civil Code 2015)",
    ),
    DueKind.HALF_YEAR: Reason(
        "không ghi ngày thì hạn là ngày cuối của 6 tháng", "no day is named, so it is the last day of the half-year"
    ),
    DueKind.BY_DATE: Reason("tính cả ngày được ghi", "the day that is named counts"),
    DueKind.BEFORE_DATE: Reason("“trước” không tính chính ngày được ghi", "“before” leaves the named day out"),
}
_NINE_MONTHS: Final = re.compile(r"\b(?:0?9|chin) thang\b(?! \d)")
_PARTS: Final = frozenset({DueKind.QUARTER, DueKind.MONTH, DueKind.HALF_YEAR})
_UNITS: Final = {
    Unit.working_day: ("ngày làm việc", "working day"),
    Unit.day: ("ngày", "day"),
    Unit.week: ("tuần", "week"),
    Unit.month: ("tháng", "month"),
    Unit.year: ("năm", "year"),
}
_CYCLES: Final = {
    1: Reason("mỗi tháng một lần", "once a month"),
    3: Reason("mỗi quý một lần", "once a quarter"),
    6: Reason("6 tháng một lần", "once in six months"),
    12: Reason("mỗi năm một lần", "once a year"),
}


def sentences_on(due: DuePhrase) -> tuple[Reason, ...]:
    """Return how one date was read; why it is doubtful is said apart."""
    if due.kind is DueKind.ON_REQUEST:
        return (OPEN[Without.on_request],)
    if due.kind is DueKind.NONE:
        return (OPEN[Without.unstated],)
    if due.after:
        return _on_period(due, due.after)
    meaning = [part for part in (_cycle(due), _years(due), _convention(due)) if part]
    said = Reason(_upper("; ".join(one.vi for one in meaning)) + ".", _upper("; ".join(o.en for o in meaning)) + ".")
    return (said, _limit(due))


def _on_period(due: DuePhrase, period: Period) -> tuple[Reason, ...]:
    """Return the rule of a period, and how it was counted once its first day is known."""
    if due.counted_from and due.first_due:
        return landing(period, due.counted_from, WorkingCalendar()).steps
    vi, en = _UNITS[period.unit]
    return (
        Reason(
            f"Quy tắc: {in_figures(period.count)} {vi}, không tính ngày đầu (khoản 2 Điều 147 Bộ luật Dân sự 2015).",
            f"The rule: {period.count:,} {en}{'s' if period.count > 1 else ''}, the first day not counted "
            "(Article 147.2, Civil Code 2015).",
        ),
    )


def _cycle(due: DuePhrase) -> Reason | None:
    if due.every_months is None:
        return None
    years = due.every_months // 12
    return _CYCLES.get(due.every_months) or Reason(f"{years} năm một lần", f"once in {years} years")


def _years(due: DuePhrase) -> Reason | None:
    if due.start and due.start == due.end:
        return Reason(f"năm {due.start}", f"in {due.start}")
    if due.start and due.end:
        return Reason(f"từ năm {due.start} đến năm {due.end}", f"from {due.start} to {due.end}")
    if due.start:
        return Reason(f"từ năm {due.start}, chưa ghi năm cuối", f"from {due.start}, no last year named")
    return Reason(f"đến hết năm {due.end}", f"to the end of {due.end}") if due.end else None


def _convention(due: DuePhrase) -> Reason | None:
    if "vague_time" in due.review:
        return Reason("không rõ là ngày nào", "which day is not clear")
    if due.kind is DueKind.BEFORE_DATE and due.first_due:
        named, last = day_month(due.first_due), day_month(due.first_due - timedelta(days=1))
        return Reason(
            f"“trước” nên không tính ngày {named}: ngày cuối còn kịp là {last}",
            f"“before”, so {named} itself does not count: the last day in time is {last}",
        )
    if due.kind is DueKind.BY_DATE and _NINE_MONTHS.search(plain_letters(due.printed)):
        return Reason("9 tháng thì hạn là ngày cuối tháng 9, 30/9", "nine months end on the last of September, 30/9")
    convention = _CONVENTIONS[due.kind]
    if due.kind in _PARTS and due.first_due:
        day = day_month(due.first_due)
        return Reason(f"{convention.vi}, {day}", f"{convention.en}, {day}")
    return convention


def _limit(due: DuePhrase) -> Reason:
    if due.first_due is None:
        return Reason("Chưa có ngày cụ thể.", "There is no date yet.")
    last = due.first_due - timedelta(days=1) if due.exclusive else due.first_due
    first_vi, first_en = ("Lần đầu", "The first time") if due.every_months else ("Hạn", "The limit")
    printed_vi = f"trước ngày {short_date(due.first_due)}, tức " if due.exclusive else ""
    printed_en = f"before {short_date(due.first_due)}, that is " if due.exclusive else ""
    return Reason(
        f"{first_vi}: {printed_vi}chậm nhất hết {long_date(last, 'vi', within=True)}.",
        f"{first_en}: {printed_en}by the end of {long_date(last, 'en')}.",
    )


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
