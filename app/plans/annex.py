"""The live annex of a plan: printed rows by group, with what they mean today."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from app.deadlines.calendar import WorkingCalendar
from app.deadlines.moments import fixed_date
from app.deadlines.phrases import DueKind
from app.deadlines.reasons import Reason
from app.organisation.models import Agency
from app.plans.models import Part, PlanTask, PlanTaskAgency
from app.plans.rows import Standing, reasons_of, standing_of
from app.vietnamese import search_key


@dataclass(frozen=True)
class Line:
    """A task of the annex: its lead and coordinating parts, its last day that counts now, whether doubt is left."""

    task: PlanTask
    leads: Sequence[PlanTaskAgency]
    helpers: Sequence[PlanTaskAgency]
    due: date | None
    is_doubtful: bool


@dataclass(frozen=True)
class Wish:
    """What a person wants to see of an annex."""

    words: str = ""
    agency_id: int | None = None
    doubtful: bool = False


def lines_of(tasks: Iterable[PlanTask], today: date) -> list[Line]:
    """Return the tasks as lines of the annex."""
    return [
        Line(
            task,
            [part for part in task.parts if part.part is Part.lead],
            [part for part in task.parts if part.part is not Part.lead],
            last_day(task, today),
            standing_of(reasons_of(task)) is Standing.decide,
        )
        for task in tasks
    ]


def last_day(task: PlanTask, today: date) -> date | None:
    """Return the last day that keeps the date; of a yearly series the next one from today on, while it runs."""
    if task.first_due is None:
        return None
    day = _kept(task.first_due, task)
    if task.due_kind != DueKind.EVERY_YEAR:
        return day
    year = task.first_due.year
    while day < today and (task.due_to is None or year < task.due_to):
        year += 1
        day = _kept(_in_year(task.first_due, year), task)
    return day


def why(line: Line, calendar: WorkingCalendar) -> Sequence[Reason]:
    """Return why the line's date is what it is: the words of the document, and what the calendar makes of the day."""
    if line.due is None:
        return ()
    exclusive = line.task.due_is_exclusive
    printed = line.due + timedelta(days=1) if exclusive else line.due
    found = fixed_date(printed, inclusive=not exclusive, calendar=calendar).explanation
    text = line.task.time_text
    return (Reason(f"Văn bản ghi “{text}”.", f"The document says “{text}”."), *found) if text else found


def matching(lines: Iterable[Line], wish: Wish) -> list[Line]:
    """Return the lines a person wants to see; words are found without marks, in content and names."""
    words = search_key(wish.words).split()
    return [
        line
        for line in lines
        if (not wish.doubtful or line.is_doubtful)
        and (wish.agency_id is None or any(part.agency_id == wish.agency_id for part in line.task.parts))
        and (not words or all(word in _text(line) for word in words))
    ]


def grouped(lines: Iterable[Line]) -> Iterator[tuple[str, list[Line]]]:
    """Yield the lines under their headings, in printed order."""
    for path, group in groupby(lines, key=lambda line: line.task.group_path):
        yield " › ".join(json.loads(path)), list(group)


def agencies_in(lines: Iterable[Line]) -> list[Agency]:
    """Return the agencies named in some lines, in Vietnamese order."""
    found = {part.agency.id: part.agency for line in lines for part in line.task.parts if part.agency is not None}
    return sorted(found.values(), key=lambda agency: agency.sort_key)


def _kept(limit: date, task: PlanTask) -> date:
    return limit - timedelta(days=1) if task.due_is_exclusive else limit


def _in_year(day: date, year: int) -> date:
    """Return the same day in another year; 29 February becomes the 28th."""
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)


def _text(line: Line) -> str:
    names = [part.agency.name if part.agency else part.name for part in line.task.parts]
    return search_key(line.task.number, line.task.content, *names)
