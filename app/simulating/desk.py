"""The desks of the province: whoever sees a task plans when to do it, and then does."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from functools import partial

from sqlalchemy import select

from app.cases.forms import process_of
from app.cases.models import TaskStatus, UserTask
from app.clock import local_date
from app.database import unit_of_work
from app.extensions import db
from app.organisation.calendar import office_calendar
from app.simulating.agenda import Agenda
from app.simulating.answers import day_of
from app.simulating.doing import CouldNot, Hands
from app.simulating.habits import habit_of, in_office_hours, planned_for
from app.simulating.journal import Journal
from app.simulating.span import Span
from app.simulating.staff import Staff, chosen, staff_on

_TRIES = 8
_LONGER_EACH_TIME = 2  # working days until the next try, times the tries so far
_STUBBORN = 3  # refusals after which work that is still open at the end is told of


class Desk:
    """Plans and does what waits for people."""

    def __init__(self, span: Span, agenda: Agenda, journal: Journal) -> None:
        self._span, self._agenda, self._journal = span, agenda, journal
        self._hands = Hands(span)
        self._seen = 0  # the newest task that was looked at
        self._unheld: list[int] = []
        self._names: Counter[str] = Counter()
        self._staff: Staff | None = None
        self._refused: dict[int, tuple[int, str]] = {}  # by task: how often, and why the last time

    def look(self, now: datetime) -> None:
        """Plan what came since the last look, and what nobody could do then."""
        with unit_of_work(db.session, writes=False):
            newest = select(UserTask).where(UserTask.status == TaskStatus.open, UserTask.id > self._seen)
            unheld = select(UserTask).where(UserTask.status == TaskStatus.open, UserTask.id.in_(self._unheld))
            found = [
                *db.session.scalars(unheld.order_by(UserTask.id)),
                *db.session.scalars(newest.order_by(UserTask.id)),
            ]
            self._unheld = []
            self._seen = max([self._seen, *(task.id for task in found)])
            for task in found:
                self._plan(task, now)

    def stubborn(self) -> Iterator[str]:
        """Yield the open tasks that were refused again and again, and why."""
        often = {key: why for key, (times, why) in self._refused.items() if _STUBBORN <= times < _TRIES}
        still = select(UserTask.id).where(UserTask.id.in_(often), UserTask.status == TaskStatus.open)
        for key in db.session.scalars(still.order_by(UserTask.id)):
            yield often[key]

    def _plan(self, task: UserTask, now: datetime) -> None:
        candidates = self._staff_of(now).candidates(task)
        if not candidates:
            self._unheld.append(task.id)
            return
        about = self._name(task)
        process, calendar, today = process_of(task).key, office_calendar(), local_date(now)
        chance = self._span.chance("when", about)
        who = chosen(self._span, candidates, about)
        day = day_of(process, task, today, calendar, chance)
        if day is None:
            habit = habit_of(self._span, self._staff_of(now).emails[who], task.role)
            due = local_date(task.due_at) if task.due_at else None
            at = planned_for(habit, due, now, calendar, chance)
        else:
            at = in_office_hours(max(day, today), now, calendar, chance)
        self._agenda.put(at, partial(self._do, task.id, who, about, 1), about)

    def _do(self, task_id: int, who: int, about: str, attempt: int, now: datetime) -> None:
        with unit_of_work(db.session, writes=False):
            task = db.session.get_one(UserTask, task_id)
            if task.status is not TaskStatus.open:
                return
            present = self._staff_of(now).present(task)
            calendar = office_calendar()
            next_day = calendar.add_working_days(local_date(now), attempt * _LONGER_EACH_TIME if present else 1)
            chance = self._span.chance("again", about, now)
            later = in_office_hours(next_day, now, calendar, chance)
        if not present:
            self._agenda.put(later, partial(self._do, task_id, who, about, attempt), about)
            return
        try:
            self._hands.complete(task_id, who if who in present else present[0], about, now)
        except CouldNot as refused:
            self._refused[task_id] = attempt, f"{about}: {refused}"
            if attempt < _TRIES:
                self._agenda.put(later, partial(self._do, task_id, who, about, attempt + 1), about)
            else:
                self._journal.note_problem(now, f"{about}: {refused}")

    def _staff_of(self, now: datetime) -> Staff:
        today = local_date(now)
        if self._staff is None or self._staff.day != today:
            self._staff = staff_on(today)
        return self._staff

    def _name(self, task: UserTask) -> str:
        """Return what the task is called in this year, whatever its key in the database."""
        agency = task.agency.code if task.agency else task.case.agency.code
        kind = f"{process_of(task).key}.{task.element} {agency}"
        self._names[kind] += 1
        return f"{kind} {self._names[kind]}"
