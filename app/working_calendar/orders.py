"""A decision about days as it is entered, and what may be wrong with it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import gettext as _
from sqlalchemy import select

from app.deadlines.calendar import WorkingCalendar
from app.deadlines.wording import short_date
from app.extensions import db
from app.organisation.calendar import Row, calendar_with
from app.organisation.models import CalendarChange, CalendarDay, ChangeKind
from app.organisation.schemas.forms import Errors

LONGEST = 31  # days in a row
YEARS_BACK, YEARS_AHEAD = 1, 5
_SATURDAY, _SUNDAY = 5, 6


@dataclass(frozen=True)
class Order:
    """What is to hold: some days and whether they are worked, by which document, known since when.

    `corrects_id`: the decision that this one replaces.
    """

    kind: ChangeKind
    name: str
    off: tuple[date, ...]
    worked: tuple[date, ...]
    document_number: str
    document_date: date | None
    issuer: str
    known_on: date
    corrects_id: int | None = None
    cited: str = ""  # the document in somebody's own words, where its parts are not known

    @property
    def source(self) -> str:
        """The document as people cite it."""
        if self.cited or self.document_date is None:
            return self.cited
        return f"Văn bản số {self.document_number} ngày {short_date(self.document_date)} của {self.issuer}"

    @property
    def rows(self) -> list[Row]:
        """The days as the calendar reads them."""
        days = [(day, False) for day in self.off] + [(day, True) for day in self.worked]
        return [(day, works, self.name, self.source) for day, works in sorted(days)]

    @property
    def days(self) -> list[date]:
        """All its days, in order."""
        return [row[0] for row in self.rows]


def in_a_row(first: date, last: date) -> tuple[date, ...]:
    """Return the days from `first` to `last`, at most one more than may be entered."""
    return tuple(first + timedelta(days=number) for number in range(min((last - first).days, LONGEST) + 1))


def faults_of(order: Order, today: date) -> Errors:
    """Return what is wrong with an order, by field, in the person's language; nothing when it can be entered."""
    errors: Errors = {}
    for field, sentence in _faults(order, today):
        errors.setdefault(field, [sentence])
    return errors


def _faults(order: Order, today: date) -> Iterator[tuple[str, str]]:
    yield from _faults_of_document(order, today)
    off_field, worked_field = _fields(order.kind)
    calendar = calendar_with(without=[order.corrects_id] if order.corrects_id else ())
    if order.kind is ChangeKind.range:
        yield from _faults_of_range(order.off)
    for field, days in ((off_field, order.off), (worked_field, order.worked)):
        yield from ((field, sentence) for day in days for sentence in _faults_of_day(day, order, today))
    if order.off and all(_is_plain_weekend(day, calendar) for day in order.off):
        yield off_field, _("%(day)s is no working day anyway. Choose a working day.", day=short_date(order.off[0]))
    for day in order.worked:
        yield from ((worked_field, sentence) for sentence in _faults_of_worked(day, calendar, today))


def _fields(kind: ChangeKind) -> tuple[str, str]:
    return ("first_day" if kind is ChangeKind.range else "day_off"), "day_worked"


def _faults_of_document(order: Order, today: date) -> Iterator[tuple[str, str]]:
    if order.document_date and order.document_date > today:
        yield "document_date", _("The document cannot be dated after today.")
    if order.known_on > today:
        yield "known_on", _("This day is still to come.")
    elif order.document_date and order.known_on < order.document_date:
        yield "known_on", _("Nobody knew of the document before its date.")


def _faults_of_range(days: tuple[date, ...]) -> Iterator[tuple[str, str]]:
    if not days:
        yield "last_day", _("The last day comes before the first.")
    elif len(days) > LONGEST:
        yield "last_day", _("Enter at most %(count)s days in a row.", count=LONGEST)


def _faults_of_day(day: date, order: Order, today: date) -> Iterator[str]:
    if not today.year - YEARS_BACK <= day.year <= today.year + YEARS_AHEAD:
        first, last = today.year - YEARS_BACK, today.year + YEARS_AHEAD
        yield _("Choose a day in the years %(first)s to %(last)s.", first=first, last=last)
    elif held_by := holder_of(day, but=order.corrects_id):
        yield _(
            "%(day)s is in the province's calendar already: %(name)s. Correct or withdraw that decision.",
            day=short_date(day),
            name=held_by.name,
        )


def _faults_of_worked(day: date, calendar: WorkingCalendar, today: date) -> Iterator[str]:
    if day.weekday() == _SUNDAY:
        yield _("%(day)s is a Sunday. Only a Saturday is worked in exchange for another day.", day=short_date(day))
    elif day < today:
        yield _("%(day)s has passed: it cannot become a working day any more.", day=short_date(day))
    elif calendar.is_working_day(day):
        yield _("%(day)s is a working day anyway. Choose a Saturday.", day=short_date(day))


def _is_plain_weekend(day: date, calendar: WorkingCalendar) -> bool:
    return day.weekday() >= _SATURDAY and not calendar.is_working_day(day)


def holder_of(day: date, *, but: int | None = None) -> CalendarChange | None:
    """Return the decision that holds a day at present, leaving out the one with the key `but`."""
    query = (
        select(CalendarChange)
        .join(CalendarDay, CalendarDay.change_id == CalendarChange.id)
        .where(CalendarDay.day == day, CalendarDay.withdrawn_at.is_(None))
    )
    if but is not None:
        query = query.where(CalendarChange.id != but)
    return db.session.scalar(query)
