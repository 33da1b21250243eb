"""The reading as it was kept with the plan: never changed, whatever people decide afterwards."""

import json
from dataclasses import dataclass
from typing import Any

from app.plans.models import Plan
from app.plans.reading import PlanDocument


@dataclass(frozen=True)
class NotATask:
    """A printed row that is no task, and why."""

    source: str
    text: str
    why: str


@dataclass(frozen=True)
class Evidence:
    """What the reader gave: its JSON, the printed rows by number, and how many rows the annex has."""

    json: dict[str, Any]
    rows: dict[int, list[str]]
    annex_rows: int
    missing: tuple[int, ...]  # rows of the annex that turn up nowhere; none, unless the reader has a fault

    def printed(self, source: str) -> list[tuple[int, list[str]]]:
        """Return the printed rows of a source "first-last", with their numbers."""
        first, last = bounds(source)
        return [(number, self.rows[number]) for number in range(first, last + 1) if number in self.rows]

    def task(self, position: int) -> dict[str, Any]:
        """Return what was read of a row, by its position counted from 1."""
        read: dict[str, Any] = self.json["tasks"][position - 1]
        return read

    def not_tasks(self) -> list[NotATask]:
        """Return the rows that are no tasks."""
        return [NotATask(source_text(note["source"]), note["text"], note["why"]) for note in self.json["not_tasks"]]


def kept(document: PlanDocument) -> str:
    """Return a reading as the plan keeps it: the reader's JSON, and the rows as printed."""
    annex = _annex_rows(document)
    told = _told(document)
    return json.dumps(
        {
            **document.as_json(),
            "rows": [[row.number, [cell for cell in row.folded if cell]] for row in document.rows if not row.is_blank],
            "annex_rows": len(annex),
            "missing": [number for number in annex if number not in told],
        },
        ensure_ascii=False,
    )


def evidence_of(plan: Plan) -> Evidence:
    """Return the reading kept with a plan; it may be large, so ask once a page."""
    read = json.loads(plan.reading)
    rows: dict[int, list[str]] = dict(read.get("rows", []))
    covered = len({row for note in (*read["tasks"], *read["not_tasks"]) for row in _span(note["source"])})
    return Evidence(read, rows, read.get("annex_rows", covered), tuple(read.get("missing", ())))


def source_text(source: list[int] | tuple[int, int]) -> str:
    """Write a source: "12-13"."""
    return f"{source[0]}-{source[1]}"


def bounds(source: str) -> tuple[int, int]:
    """Read a source that `source_text` wrote."""
    first, _, last = source.partition("-")
    return int(first), int(last or first)


def _annex_rows(document: PlanDocument) -> list[int]:
    """Return the printed rows of the annex: of its tables, or where a text has none from its first row to its last."""
    told = _told(document)
    in_tasks = {number for task in document.tasks for number in _span(task.source)}
    tables = {row.table for row in document.rows if row.number in in_tasks and row.table is not None}
    first, last = min(told), max(told)
    return [
        row.number
        for row in document.rows
        if not row.is_blank and (row.table in tables if tables else first <= row.number <= last)
    ]


def _told(document: PlanDocument) -> set[int]:
    sources = [task.source for task in document.tasks] + [note.source for note in document.not_tasks]
    return {number for source in sources for number in _span(source)}


def _span(source: list[int] | tuple[int, int]) -> range:
    return range(source[0], source[1] + 1)
