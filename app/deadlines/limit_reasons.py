"""The sentences that say what a time limit means, in both languages; they cite the Civil Code 2015 (91/2015/QH13)."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from app.deadlines.limits import Direction, EveryYears, FixedDay, Period, Phase, Span, Unit, Without
from app.deadlines.reasons import Reason
from app.deadlines.windows import DataWindow
from app.deadlines.wording import in_figures, long_date, short_date

OPEN: Final[Mapping[Without, Reason]] = {
    Without.unstated: Reason("Văn bản không nêu thời hạn, nên không có ngày đến hạn.", "No limit is stated: no date."),
    Without.on_request: Reason(
        "Thực hiện khi có yêu cầu: chưa có ngày đến hạn cho tới khi có văn bản yêu cầu.",
        "Done on request: no date until a document asks for it.",
    ),
    Without.continuous: Reason("Việc thường xuyên, không có ngày đến hạn.", "Continuous work: no date."),
}
_UNITS: Final[Mapping[Unit, tuple[str, str, str, str]]] = {  # vi, en singular, en plural, paragraph of Article 148
    Unit.working_day: ("ngày làm việc", "working day", "working days", "1"),
    Unit.day: ("ngày", "day", "days", "1"),
    Unit.week: ("tuần", "week", "weeks", "2"),
    Unit.month: ("tháng", "month", "months", "3"),
    Unit.year: ("năm", "year", "years", "4"),
}
_EACH: Final[Mapping[Span, tuple[str, str]]] = {
    Span.month: ("hằng tháng", "every month"),
    Span.quarter: ("hằng quý", "every quarter"),
    Span.half_year: ("6 tháng một lần", "every half-year"),
    Span.year: ("hằng năm", "every year"),
}

_ROMAN: Final = {1: "I", 2: "II", 3: "III", 4: "IV"}


def comes_back(limit: FixedDay) -> Reason:
    """Say that a day comes back, and between which years."""
    vi, en = _EACH[limit.every]
    return Reason(
        f"Hạn lặp lại {vi}{_bounds(limit.first, limit.last, 'vi')}; tính lần gần nhất còn kịp.",
        f"Comes back {en}{_bounds(limit.first, limit.last, 'en')}; the next one that can be kept counts.",
    )


def every_years(limit: EveryYears) -> Reason:
    """Say how often a cycle comes back and when it began."""
    return Reason(
        f"{limit.years} năm một lần{_bounds(limit.first, limit.last, 'vi')}; tính lần gần nhất còn kịp.",
        f"Once in {limit.years} years{_bounds(limit.first, limit.last, 'en')}; the next one that can be kept counts.",
    )


def over(start: date) -> Reason:
    """Say that a limit that comes back does so no more."""
    return Reason(
        f"Từ {_vi(start)} không còn lần nào nữa, nên không có ngày đến hạn.",
        f"It does not come back after {_en(start)}: no date.",
    )


def period(limit: Period, start: date, last: date) -> Reason:
    """Say how a period ran (Articles 147.2 and 148)."""
    vi, one, many, paragraph = _UNITS[limit.unit]
    return Reason(
        f"{in_figures(limit.count)} {vi} kể từ {_vi(start)}, không tính ngày đầu "
        f"(khoản 2 Điều 147, khoản {paragraph} Điều 148 Bộ luật Dân sự 2015): hết {_vi(last)}.",
        f"{limit.count:,} {one if limit.count == 1 else many} from {_en(start)}, the first day not counted "
        f"(Articles 147.2 and 148.{paragraph}, Civil Code 2015): until the end of {_en(last)}.",
    )


def no_such_day(day: int, last: date) -> Reason:
    """Say that the last month has no day of the same number (Article 148.3)."""
    month = last.strftime("%m/%Y")
    return Reason(
        f"Tháng {month} không có ngày {day}: lấy ngày cuối tháng (khoản 3 Điều 148 Bộ luật Dân sự 2015).",
        f"{month} has no day {day}: the last of the month counts (Article 148.3, Civil Code 2015).",
    )


def working_days(limit: Period, start: date, last: date) -> Reason:
    """Say how working days were counted, after a day (Article 147.2) or back from it."""
    number = "working day" if limit.count == 1 else "working days"
    if limit.direction is Direction.before:
        return Reason(
            f"{in_figures(limit.count)} ngày làm việc trước {_vi(start)}: hết {_vi(last)}.",
            f"{limit.count:,} {number} before {_en(start)}: until the end of {_en(last)}.",
        )
    return Reason(
        f"{in_figures(limit.count)} ngày làm việc sau {_vi(start)}, không tính ngày đầu "
        f"(khoản 2 Điều 147 Bộ luật Dân sự 2015): hết {_vi(last)}.",
        f"{limit.count:,} {number} after {_en(start)}, the first day not counted "
        f"(Article 147.2, Civil Code 2015): until the end of {_en(last)}.",
    )


def end_of(span: Span, number: int, year: int, last: date) -> Reason:
    """Say when a part of the year ends; months and years by Article 146, the others by practice."""
    law = {Span.month: "2", Span.year: "3"}.get(span)
    return Reason(
        f"{_upper(_part(span, number, year, 'vi'))}: hết {_vi(last)}"
        + (f" (khoản {law} Điều 146 Bộ luật Dân sự 2015)." if law else "."),
        f"{_upper(_part(span, number, year, 'en'))}: until the end of {_en(last)}"
        + (f" (Article 146.{law}, Civil Code 2015)." if law else "."),
    )


def phase(limit: Phase, last: date) -> Reason:
    """Say when a phase ends."""
    return Reason(
        f"Giai đoạn từ năm {limit.first} đến năm {limit.last}: hết {_vi(last)}.",
        f"The phase from {limit.first} to {limit.last}: until the end of {_en(last)}.",
    )


def cut_off(span: Span, number: int, year: int, data: DataWindow) -> Reason:
    """Say which days the data of a periodic report cover."""
    vi, en = _part(span, number, year, "vi"), _part(span, number, year, "en")
    first, last = short_date(data.first), short_date(data.last)
    return Reason(
        f"Số liệu báo cáo {vi} tính từ {first} đến hết {last} (Điều 12 Nghị định 09/2019/NĐ-CP).",
        f"The data of the report for {en} run from {first} to the end of {last} (Article 12, Decree 09/2019/NĐ-CP).",
    )


def within(count: int, closes: date, last: date) -> Reason:
    """Say how long after the data close a report is due."""
    number = "working day" if count == 1 else "working days"
    return Reason(
        f"Gửi trong {in_figures(count)} ngày làm việc sau ngày chốt số liệu {short_date(closes)}: hết {_vi(last)}.",
        f"Due {count:,} {number} after the data close on {short_date(closes)}: until the end of {_en(last)}.",
    )


def _part(span: Span, number: int, year: int, language: str) -> str:
    match span:
        case Span.month:
            vi, en = f"tháng {number} năm {year}", f"month {number} of {year}"
        case Span.quarter:
            vi, en = f"quý {_ROMAN[number]} năm {year}", f"quarter {number} of {year}"
        case Span.half_year:
            half = ("đầu", "first") if number == 1 else ("cuối", "second")
            vi, en = f"6 tháng {half[0]} năm {year}", f"the {half[1]} half of {year}"
        case Span.nine_months:
            vi, en = f"9 tháng đầu năm {year}", f"the first nine months of {year}"
        case Span.year:
            vi, en = f"năm {year}", f"the year {year}"
    return vi if language == "vi" else en


def _bounds(first: int | None, last: int | None, language: str) -> str:
    since, until = (" từ năm {}", " đến năm {}") if language == "vi" else (" from {}", " to {}")
    return (since.format(first) if first else "") + (until.format(last) if last else "")


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _vi(day: date) -> str:
    return long_date(day, "vi", within=True)


def _en(day: date) -> str:
    return long_date(day, "en")
