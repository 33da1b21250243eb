"""A due date as people read it: the absolute line and the relative line under it.

Working days are counted by the deadlines package and given here: days after today up to and including the due
day; negative when the day is past (days after the due day up to and including today).
"""

from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import gettext as _
from flask_babel import ngettext

from app.clock import local_date
from app.deadlines.wording import Nearness, Standing
from app.web.formatting import date_vi, day_month

SOON = 5  # working days left from which a date turns amber


@dataclass(frozen=True)
class Due:
    """Both lines of a due date; `css` is "", "soon" or "late", and colour is never alone: `icon` says the same."""

    absolute: str
    relative: str = ""
    css: str = ""
    icon: str = ""


def relative_due(day: date, today: date, working_days: int, overdue: bool | None = None) -> str:
    """Say how far off `day` is: "còn 4 ngày làm việc", "hết hôm nay", "quá hạn 2 ngày làm việc".

    `overdue` overrides the comparison with today, for dates that count as missed only after a later day.
    """
    if overdue if overdue is not None else day < today:
        return _overdue(day, working_days)
    if day < today:
        return _("not yet counted as overdue")
    if day == today:
        return _("until the end of today")
    if working_days <= 0:
        return _("no working day left before it")
    return ngettext("%(num)d working day left", "%(num)d working days left", working_days)


def _overdue(day: date, working_days: int) -> str:
    """Say by how many working days a date was missed, or since when if none has passed yet."""
    late_by = -working_days
    if late_by <= 0:
        return _("overdue since %(day)s", day=day_month(day))
    return ngettext("%(num)d working day overdue", "%(num)d working days overdue", late_by)


def due(day: date | None, today: date, working_days: int, overdue: bool | None = None) -> Due:
    """Return the two lines of an open due date; no date reads "Chưa ấn định hạn"."""
    if day is None:
        return unset()
    is_overdue = overdue if overdue is not None else day < today
    relative = relative_due(day, today, working_days, overdue)
    if is_overdue:
        return Due(date_vi(day), relative, "late", "exclamation-triangle-fill")
    if working_days <= SOON:
        return Due(date_vi(day), relative, "soon", "alarm")
    return Due(date_vi(day), relative)


def due_of(standing: Standing, today: date) -> Due:
    """Return the lines of a date from how it stands; the words agree with those of the reminders."""
    late = standing.nearness is Nearness.overdue
    return due(standing.day, today, -standing.working_days if late else standing.working_days, late)


def extended(day: date, original: date) -> Due:
    """Return a date that was moved: "gia hạn từ 27/11"."""
    return Due(date_vi(day), _("extended from %(day)s", day=day_month(original)), "", "calendar-plus")


def met(day: date, early_by: int) -> Due:
    """Return a date that was kept on `day`; `early_by` is in working days, negative when it was late."""
    if early_by > 0:
        relative = ngettext("submitted %(num)d working day early", "submitted %(num)d working days early", early_by)
    elif early_by < 0:
        relative = ngettext("submitted %(num)d working day late", "submitted %(num)d working days late", -early_by)
    else:
        relative = _("submitted on time")
    return Due(date_vi(day), relative, "", "check-lg")


def closed(at: datetime, early_by: int | None) -> Due:
    """Return when work was closed and, where it had a date, how well that was kept."""
    return Due(date_vi(at)) if early_by is None else met(local_date(at), early_by)


def paused(reason: str) -> Due:
    """Return a date that does not count at present, e.g. while an extension is being decided."""
    return Due(_("Deadline paused"), reason, "", "pause-circle")


def unset(printed: str = "") -> Due:
    """Return the lines of work without a date; `printed` is the document's own phrase."""
    return Due(_("No deadline set"), _("by the document: “%(phrase)s”", phrase=printed) if printed else "")
