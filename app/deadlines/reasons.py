"""The sentences that explain a date, in both languages; they cite the Civil Code 2015 (91/2015/QH13)."""

from dataclasses import dataclass
from datetime import date

from app.deadlines.wording import long_date, short_date

Names = tuple[str | None, str | None]  # what a day off is called, in Vietnamese and English


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


def counted(count: int, start: date, last: date) -> Reason:
    """Say how working days were counted (Article 147.2)."""
    return Reason(
        f"{count} ngày làm việc sau {_vi(start)}, không tính ngày đầu "
        f"(khoản 2 Điều 147 Bộ luật Dân sự 2015): hết {_vi(last)}.",
        f"{count} working days after {_en(start)}, the first day not counted "
        f"(Article 147.2, Civil Code 2015): until the end of {_en(last)}.",
    )


def period(start: date, last: date) -> Reason:
    """Say how a period ran (Articles 147 and 148)."""
    return Reason(
        f"Thời hạn tính từ ngày tiếp theo của {_vi(start)} (Điều 147 và 148 Bộ luật Dân sự 2015): hết {_vi(last)}.",
        f"The period runs from the day after {_en(start)} "
        f"(Articles 147 and 148, Civil Code 2015): until the end of {_en(last)}.",
    )


def at_hour(hour: str, day: date) -> Reason:
    """Say that the limit has an hour of its own."""
    return Reason(f"Đến {hour}, {_vi(day)}.", f"Until {hour}, {_en(day)}.")


def passed_over(days: list[tuple[date, Names]]) -> Reason:
    """Name the days off that a count of working days passed over."""
    vi = "; ".join(f"{short_date(day)} ({names[0]})" for day, names in days)
    en = "; ".join(f"{short_date(day)} ({names[1]})" for day, names in days)
    return Reason(f"Không tính ngày nghỉ: {vi}.", f"Days off not counted: {en}.")


def remind_early(last: date, names: Names, remind_by: date) -> Reason:
    """Say that reminders go by the last working day before a limit on a day off."""
    return Reason(
        f"{short_date(last)} là ngày nghỉ ({names[0]}): nhắc theo ngày làm việc cuối trước đó, {_vi(remind_by)}.",
        f"{short_date(last)} is a day off ({names[1]}): "
        f"reminders go by the last working day before it, {_en(remind_by)}.",
    )


def rolls_back(last: date, names: Names, day: date) -> Reason:
    """Say that a limit on a day off is read as the last working day before it."""
    return Reason(
        f"{short_date(last)} là ngày nghỉ ({names[0]}): tính theo ngày làm việc cuối trước đó, {_vi(day)}.",
        f"{short_date(last)} is a day off ({names[1]}): the last working day before it counts, {_en(day)}.",
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
    return Reason(f"{count} ngày làm việc trước hạn của hồ sơ.", f"{count} working days before the case is due.")


def arrived_late() -> Reason:
    """Say why the case's own deadline counts for work that arrived after its internal date."""
    return Reason(
        "Việc đến tay sau hạn nội bộ, nên tính theo hạn của hồ sơ.",
        "The work arrived after its internal date, so the case's own deadline counts.",
    )


def _vi(day: date) -> str:
    return long_date(day, "vi", within=True)


def _en(day: date) -> str:
    return long_date(day, "en")
