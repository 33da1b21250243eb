"""Live through the days: what happens by itself, the worker's steps at fixed moments, and people at their desks."""

import logging
import traceback
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, time, timedelta
from functools import partial

from flask import current_app

from app.cases import hooks
from app.clock import LOCAL, local_date
from app.database import unit_of_work
from app.demo.past import Past
from app.demo.story import Act
from app.errors import DomainError
from app.extensions import db
from app.organisation.calendar import office_calendar
from app.simulating.agenda import Agenda, Doing
from app.simulating.checks import what_is_stuck
from app.simulating.desk import Desk
from app.simulating.journal import Journal
from app.simulating.span import Span

# When the worker does what: it plans the day's reminders, sends them, and then does all that is due twice a day.
_PLANS, _SENDS = frozenset({"timers", "reminders", "jobs"}), frozenset({"mails", "mail records"})
_BY_DAY, _AT_NIGHT = _PLANS | _SENDS, frozenset({"timers", "jobs", "timeline", "expired"})
_WORKED = ((time(7, 30), _PLANS), (time(8, 1), _SENDS), (time(12), _BY_DAY), (time(17, 30), _BY_DAY))
_LOOKS = (time(8, 20), time(13, 40))

_log = logging.getLogger(__name__)


def live(span: Span, acts: Iterable[Act], journal: Journal) -> None:
    """Let the days of the span pass with these acts among them; the journal gets what is remembered."""
    year = _Year(span, journal)
    with _listening(year.journal):
        for act in sorted(acts):
            year.agenda.put(act.at, partial(year.play, act))
        for day in span.days():
            year.begin(datetime.combine(day, time(0, 5), LOCAL))
            for at, do in year.agenda.until(datetime.combine(day, time(23, 59), LOCAL)):
                year.let(do, at)


@contextmanager
def _listening(journal: Journal) -> Iterator[None]:
    hooks.case_moved.append(journal.note_end)
    try:
        yield
    finally:
        hooks.case_moved.remove(journal.note_end)


class _Year:
    """What goes on in the year."""

    def __init__(self, span: Span, journal: Journal) -> None:
        self.span = span
        self.agenda = Agenda()
        self.journal = journal
        self._past = Past(self.journal.keep_letter)
        self._desk = Desk(span, self.agenda, self.journal)

    def begin(self, midnight: datetime) -> None:
        """Put down what a day brings."""
        day = local_date(midnight)
        with unit_of_work(db.session, writes=False):
            is_worked = office_calendar().is_working_day(day)
        self.agenda.put(midnight, partial(self._work, _AT_NIGHT))
        if is_worked:
            for at, steps in _WORKED:
                self.agenda.put(datetime.combine(day, at, LOCAL), partial(self._work, steps))
            for at in _LOOKS:
                self.agenda.put(datetime.combine(day, at, LOCAL), self._desk.look)
        if _is_checked(self.span, midnight):
            self.agenda.put(datetime.combine(day, time(18), LOCAL), self._check)

    def let(self, do: Doing, at: datetime) -> None:
        """Let something happen; what fails is noted and the year goes on, so that one run shows all that is wrong."""
        with current_app.app_context():  # a session of its own, as a request has
            try:
                do(at)
            except Exception as error:
                _log.exception("the year stumbled")
                self.journal.note_problem(at, f"{type(error).__name__}: {error} ({_place(error)})")

    def play(self, act: Act, now: datetime) -> None:
        """Do what is not the answer to a task."""
        try:
            with unit_of_work(db.session):
                act.do(now)
        except DomainError as error:
            self.journal.note_problem(now, f"{act.do}: {type(error).__name__} {error}")

    def _work(self, names: Collection[str], now: datetime) -> None:
        self._past.work(now, names)

    def _check(self, now: datetime) -> None:
        with unit_of_work(db.session, writes=False):
            for stuck in what_is_stuck(now):
                self.journal.note_problem(now, stuck)
            if local_date(now) == self.span.last:
                for refused in self._desk.stubborn():
                    self.journal.note_problem(now, refused)


def _is_checked(span: Span, at: datetime) -> bool:
    """Whether the day is a month's last, or the last of all."""
    return local_date(at) == span.last or local_date(at + timedelta(days=1)).day == 1


def _place(error: Exception) -> str:
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{last.filename.rpartition('/app/')[2]}:{last.lineno}"
