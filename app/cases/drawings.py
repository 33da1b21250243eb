"""How the diagrams of a case show where it has been and where it stands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from app import engine
from app.cases.inside import Path, calls_within, path_of, path_of_task, process_at, seen_from, text_of
from app.cases.models import Case, CaseStatus, TaskStatus, UserTask
from app.cases.position import running
from app.clock import local_date
from app.processes.deployed import Deployed
from app.processes.way import ends_behind, passed_through
from app.timeline.queries import Entry

Marks = dict[str, str]  # element or flow → how the diagram shows it


@dataclass(frozen=True)
class Drawing:
    """A process of the case; `path` is where it stands in the case, "" for the case's own."""

    process: Deployed
    path: str
    marks: Marks


@dataclass(frozen=True)
class _Place:
    """Where the case stands, and how that is shown."""

    path: Path
    element: str
    mark: str


@dataclass(frozen=True)
class _Visit:
    """A step that was reached, and when it was left (None: not yet)."""

    path: Path
    element: str
    reached: datetime
    left: datetime | None


def drawings_of(case: Case, tasks: Sequence[UserTask], told: Sequence[Entry], now: datetime) -> list[Drawing]:
    """Return the case's own process, then the called ones that it stands in, each as far as the case has come."""
    visits, places = list(_visits(tasks, told)), list(_places(case, tasks, now))
    found = []
    for path in _paths(places):
        process = process_at(case, path)
        if process is not None:
            found.append(Drawing(process, text_of(path), _marks(process, path, case, places, visits)))
    return found


def _places(case: Case, tasks: Sequence[UserTask], now: datetime) -> Iterator[_Place]:
    """Yield where the case stands: at the open tasks; where there are none, at what it waits for."""
    waiting = [task for task in tasks if task.status is TaskStatus.open]
    for task in waiting:
        yield _Place(path_of_task(task), task.element, "is-late" if _is_late(task, now) else "is-now")
    if waiting or case.status is not CaseStatus.running:
        return
    for *within, element in engine.look(running(case).process, case.state).rests_at:
        yield _Place(calls_within(case, within), element, "is-now")


def _paths(places: Sequence[_Place]) -> list[Path]:
    """Return the paths to be drawn: the case's own process, and each called one that it stands in."""
    around = (place.path[:depth] for place in places for depth in range(len(place.path) + 1))
    return sorted({(), *around}, key=lambda path: (len(path), path))


def _marks(process: Deployed, level: Path, case: Case, places: Sequence[_Place], visits: Sequence[_Visit]) -> Marks:
    reached: dict[str, datetime] = {}
    left: dict[str, datetime] = {}
    last_left: dict[str, datetime] = {}
    for visit in visits:
        element = seen_from(level, visit.path, visit.element)
        if element is None:
            continue
        reached[element] = max(visit.reached, reached.get(element, visit.reached))
        if visit.left is not None:
            left[element] = min(visit.left, left.get(element, visit.left))
            last_left[element] = max(visit.left, last_left.get(element, visit.left))
    here = _here(level, places)
    done = [element for element in left if element not in here]
    if case.status is CaseStatus.completed and left:
        ends = ends_behind(process.spec, max(last_left, key=last_left.__getitem__))
        reached |= dict.fromkeys(ends, case.ended_at or case.started_at)
        done += ends
    return dict.fromkeys((*passed_through(process.spec, reached, left), *done), "is-done") | here


def _here(level: Path, places: Sequence[_Place]) -> Marks:
    """Return how the steps are shown at which the case stands: late if anything in them is."""
    found: Marks = {}
    for place in places:
        element = seen_from(level, place.path, place.element)
        if element is not None and found.get(element) != "is-late":
            found[element] = place.mark
    return found


def _visits(tasks: Sequence[UserTask], told: Sequence[Entry]) -> Iterator[_Visit]:
    """Yield each time a step was reached; cancelled work left by no flow of its own."""
    for task in tasks:
        if task.status is not TaskStatus.cancelled:
            yield _Visit(path_of_task(task), task.element, task.opened_at, task.closed_at)
    for entry in told:
        if entry.action == "service.completed" and "element" in entry.payload:
            path = path_of(str(entry.payload.get("call_path", "")))
            yield _Visit(path, str(entry.payload["element"]), entry.at, entry.at)


def _is_late(task: UserTask, now: datetime) -> bool:
    return task.overdue_after is not None and local_date(task.overdue_after) < local_date(now)
