"""The phrases of letters: days and how far off they are, in the language that is being spoken."""

from datetime import date

from flask_babel import get_locale, ngettext
from flask_babel import gettext as _

from app.deadlines.wording import WEEKDAYS, Nearness, Standing, day_month, long_date


def language() -> str:
    """Return the language being spoken: "vi" or "en"."""
    locale = get_locale()
    return "en" if locale is not None and locale.language == "en" else "vi"


def full_day(day: date, *, within: bool = False) -> str:
    """Write a day with its weekday and year: "Thứ Sáu, 27/11/2026"."""
    return long_date(day, language(), within=within)


def short_day(day: date) -> str:
    """Write a day with its weekday but no year, within a sentence: "thứ Sáu 27/11"."""
    weekday = WEEKDAYS[language()][day.weekday()]
    within = weekday[0].lower() + weekday[1:] if language() == "vi" and weekday != "Chủ nhật" else weekday
    return f"{within} {day_month(day)}"


def how_far(standing: Standing) -> str:
    """Say how far off a deadline is: "còn 4 ngày làm việc", "hết hôm nay", "quá hạn 2 ngày làm việc"."""
    if standing.nearness is Nearness.unset:
        return _("No deadline set")
    if standing.nearness is Nearness.today:
        return _("until the end of today")
    if standing.nearness is Nearness.overdue:
        return ngettext("%(num)d working day overdue", "%(num)d working days overdue", standing.working_days)
    return ngettext("%(num)d working day left", "%(num)d working days left", standing.working_days)
