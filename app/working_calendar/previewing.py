"""What a decision about days would do, shown before it is made: deadlines, rounds, reminders of the coming days."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.cases.access import visible_cases
from app.cases.following import Effect, effects
from app.cases.models import Case, UserTask
from app.cases.recalculating import Change, Move
from app.cases.touched import all_moves
from app.clock import local_date
from app.deadlines.moments import Deadline
from app.extensions import db
from app.organisation.calendar import calendar_with, office_calendar, rows_of
from app.organisation.models import CalendarChange
from app.organisation.roles import Actor
from app.working_calendar.orders import Order
from app.working_calendar.reminders import Day, reminders_moved

PAGE = 50
STEPS_SHOWN = 12  # of "from this day to that one", the most frequent


@dataclass(frozen=True)
class Step:
    """From which day to which: of the date itself ("due"), of its last lawful day, or of the day to remind by."""

    part: str
    old: date
    new: date

    @property
    def days(self) -> int:
        """How many calendar days later; negative: earlier."""
        return (self.new - self.old).days


@dataclass(frozen=True)
class Line:
    """One deadline of the list; a case that the reader may not know of shows only its dates."""

    step: Step
    case: Case | None
    tasks: tuple[UserTask, ...]
    is_case: bool


@dataclass
class Preview:
    """Everything a person needs to know before confirming."""

    change: Change
    count: int = 0
    cases: int = 0
    tasks: int = 0
    later: int = 0
    earlier: int = 0
    steps: Counter[Step] = field(default_factory=Counter)
    lines: list[Line] = field(default_factory=list)
    rounds: Sequence[tuple[Step, Effect]] = ()
    reminders: Sequence[Day] = ()
    page: int = 1

    @property
    def pages(self) -> int:
        """How many pages the list has."""
        return max(1, -(-self.count // PAGE))

    @property
    def most_frequent(self) -> list[tuple[Step, int]]:
        """The steps that most deadlines take."""
        return self.steps.most_common(STEPS_SHOWN)

    @property
    def rest(self) -> int:
        """How many deadlines take other steps."""
        return self.count - sum(count for _, count in self.most_frequent)


def change_by(order: Order) -> Change:
    """Return what entering the order would change in the calendar."""
    without = [order.corrects_id] if order.corrects_id else []
    replaced = [row[0] for key in without for row in rows_of(db.session.get_one(CalendarChange, key))]
    new = calendar_with(order.rows, without=without)
    return Change(office_calendar(), new, sorted({*order.days, *replaced}))


def change_by_withdrawing(decision: CalendarChange) -> Change:
    """Return what withdrawing the decision would change in the calendar."""
    return Change(office_calendar(), calendar_with(without=[decision.id]), [row.day for row in decision.days])


def count_moves(change: Change, now: datetime) -> int:
    """Return how many deadlines would move."""
    return sum(1 for _ in all_moves(change, now))


def preview(change: Change, *, page: int, actor: Actor, now: datetime) -> Preview:
    """Work out what would move; the list from its page `page`, the counts whole, in one pass."""
    shown = Preview(change, page=max(1, page))
    moved: dict[int, Deadline] = {}
    listed = list(_noted(all_moves(change, now), shown, moved))
    shown.lines = _lines(listed, actor)
    shown.rounds = [(step_of(effect.old, effect.new), effect) for effect in effects(change, now)]
    shown.reminders = reminders_moved(change, moved, actor=actor, today=local_date(now))
    return shown


def _noted(moves: Iterable[Move], shown: Preview, moved: dict[int, Deadline]) -> Iterator[tuple[Step, Move]]:
    """Count every move, and yield those of the page that is shown."""
    first = (shown.page - 1) * PAGE
    for number, move in enumerate(moves):
        step = step_of(move.old, move.new)
        shown.count += 1
        shown.cases += move.is_case
        shown.tasks += len(move.task_ids)
        shown.later += step.days > 0
        shown.earlier += step.days < 0
        shown.steps[step] += 1
        moved.update(dict.fromkeys(move.task_ids, move.new))
        if first <= number < first + PAGE:
            yield step, move


def step_of(old: Deadline, new: Deadline) -> Step:
    """Return the step a reader wants to see: of the date if it moves, else of what days off make of it."""
    for part, before, after in (
        ("due", old.due_at, new.due_at),
        ("overdue", old.overdue_after, new.overdue_after),
        ("remind", old.remind_by, new.remind_by),
    ):
        if before != after:
            return Step(part, local_date(before), local_date(after))
    raise ValueError("a move that moves nothing")


def _lines(listed: Sequence[tuple[Step, Move]], actor: Actor) -> list[Line]:
    keys = {move.case_id for _, move in listed}
    cases = {
        case.id: case
        for case in db.session.scalars(
            select(Case).where(Case.id.in_(keys), visible_cases(actor)).options(joinedload(Case.agency))
        )
    }
    task_keys = {key for _, move in listed for key in move.task_ids}
    tasks = {task.id: task for task in db.session.scalars(select(UserTask).where(UserTask.id.in_(task_keys)))}
    return [
        Line(step, cases.get(move.case_id), tuple(tasks[key] for key in move.task_ids), move.is_case)
        for step, move in listed
    ]
