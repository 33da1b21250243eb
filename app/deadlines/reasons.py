"""The sentences that explain a date, in both languages; they cite the Civil Code 2015 (91/2015/QH13)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.deadlines.calendar import WorkingCalendar
from app.deadlines.wording import WEEKDAYS, in_figures, long_date, short_date

_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True)
class Reason:
    """One step of how a date was reached, in both languages."""

    vi: str
    en: str


def until(day: date) -> Reason:
    """Say that the limit is the end of `day`."""
    return Reason(f"Hết {_vi(day)}.", f"Until the end of {_en(day)}.")


def before(day: date, last: date) -> Reason:
    """Say that "before" leaves `day` itself out."""
    return Reason(
        f"“Trước ngày {short_date(day)}” không tính ngày đó: chậm nhất hết {_vi(last)}.",
        f"“Before {short_date(day)}” leaves that day out: until the end of {_en(last)} at the latest.",
    )


def at_hour(hour: str, day: date) -> Reason:
    """Say that the limit has an hour of its own."""
    return Reason(f"Đến {hour}, {_vi(day)}.", f"Until {hour}, {_en(day)}.")


def remind_early(last: date, remind_by: date, calendar: WorkingCalendar) -> Reason:
    """Say that reminders go by the last working day before a limit on a day off."""
    return Reason(
        f"{off_day(last, calendar, 'vi', ' là ngày nghỉ')}: nhắc theo ngày làm việc cuối trước đó, {_vi(remind_by)}.",
        f"{off_day(last, calendar, 'en', ' is a day off')}: "
        f"reminders go by the last working day before it, {_en(remind_by)}.",
    )


def rolls_back(last: date, day: date, calendar: WorkingCalendar) -> Reason:
    """Say that a limit on a day off is read as the last working day before it."""
    return Reason(
        f"{off_day(last, calendar, 'vi', ' là ngày nghỉ')}: tính theo ngày làm việc cuối trước đó, {_vi(day)}.",
        f"{off_day(last, calendar, 'en', ' is a day off')}: the last working day before it counts, {_en(day)}.",
    )


def stays(last: date) -> Reason:
    """Say that a limit on a day off ends with that day all the same."""
    return Reason(
        f"Nghĩa vụ này tính đúng ngày: quá hạn ngay sau {_vi(last)}.",
        f"This duty goes by the day itself: overdue right after {_en(last)}.",
    )


def rolls_forward(day: date) -> Reason:
    """Say that a limit on a day off ends with the next working day (Article 148.5)."""
    return Reason(
        f"Chỉ quá hạn sau {_vi(day)}: hạn rơi vào ngày nghỉ thì kết thúc khi hết ngày làm việc tiếp theo "
        "(khoản 5 Điều 148 Bộ luật Dân sự 2015).",
        f"Overdue only after {_en(day)}: a limit on a day off ends with the next working day "
        "(Article 148.5, Civil Code 2015).",
    )


def before_case(count: int) -> Reason:
    """Say that the date is counted back from the case's."""
    return Reason(
        f"{in_figures(count)} ngày làm việc trước hạn của hồ sơ.", f"{count:,} working days before the case is due."
    )


def arrived_late() -> Reason:
    """Say why the case's own deadline counts for work that arrived after its internal date."""
    return Reason(
        "Việc đến tay sau hạn nội bộ, nên tính theo hạn của hồ sơ.",
        "The work arrived after its internal date, so the case's own deadline counts.",
    )


def passed_over(before: date, after: date, calendar: WorkingCalendar) -> tuple[Reason, ...]:
    """Name the days off between two days (`after` too, if it is one), where they are more than one."""
    days = calendar.days_off_between(before, after)
    listed = _listed("Các ngày nghỉ bỏ qua", "Days off passed over", days, calendar) if len(days) > 1 else ()
    return (*listed, *_likely(days, calendar))


def skipped(start: date, end: date, calendar: WorkingCalendar) -> tuple[Reason, ...]:
    """Name the days off that a count of working days from `start` (not counted) to `end` left out, and took in."""
    days_off = calendar.days_off_between(start, end)
    worked = [day for day in days_between(start, end) if day.weekday() >= _SATURDAY and day not in days_off]
    return (
        *_listed("Không tính ngày nghỉ", "Days off not counted", days_off, calendar),
        *_listed("Có tính ngày cuối tuần làm bù", "Weekend days worked instead, counted", worked, calendar),
        *_likely(days_off, calendar),
    )


def days_between(start: date, end: date) -> list[date]:
    """Return the days after `start` up to and including `end`."""
    return [start + number * _DAY for number in range(1, (end - start).days + 1)]


def off_day(day: date, calendar: WorkingCalendar, language: str, verb: str = "") -> str:
    """Write a day with its name and the document that made it special: 02/01/2026 (Nghỉ hoán đổi, theo …)."""
    source = calendar.source_of(day)
    by = f"{', theo ' if language == 'vi' else ', by '}{source}" if source else ""
    return f"{short_date(day)}{verb} ({calendar.name_of(day, language)}{by})"


def _listed(vi: str, en: str, days: Sequence[date], calendar: WorkingCalendar) -> tuple[Reason, ...]:
    """List holidays and swapped days by name, plain weekends together."""
    if not days:
        return ()
    return (Reason(f"{vi}: {_list(days, calendar, 'vi')}.", f"{en}: {_list(days, calendar, 'en')}."),)


def _likely(days: Sequence[date], calendar: WorkingCalendar) -> tuple[Reason, ...]:
    """Say that days of Tết or Quốc khánh among `days` are not settled yet (Labour Code 2019, Article 112.3)."""
    years = sorted({day.year for day in days if calendar.is_only_likely(day)})
    return tuple(
        Reason(
            f"Lịch nghỉ Tết, Quốc khánh năm {year} mới là dự kiến, chờ Thủ tướng Chính phủ quyết định "
            "(khoản 3 Điều 112 Bộ luật Lao động 2019).",
            f"The days of Tết and National Day of {year} are only likely until the Prime Minister decides "
            "(Article 112.3, Labour Code 2019).",
        )
        for year in years
    )


def _list(days: Sequence[date], calendar: WorkingCalendar, language: str) -> str:
    names = WEEKDAYS[language]
    plain = [day for day in days if calendar.name_of(day, language) == names[day.weekday()]]
    special = [off_day(day, calendar, language) for day in days if day not in plain]
    weekend = ", ".join(f"{names[day.weekday()]} {short_date(day)}" for day in plain)
    return "; ".join([*special, weekend] if weekend else special)


def _vi(day: date) -> str:
    return long_date(day, "vi", within=True)


def _en(day: date) -> str:
    return long_date(day, "en")
