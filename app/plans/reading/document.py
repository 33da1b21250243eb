"""What a reading gives: a plan as plain values, and exactly the JSON of `flask plan read --json`."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from app.deadlines.phrases import DuePhrase, PlanPeriod
from app.plans.reading.rows import SourceRow

Source = tuple[int, int]


@dataclass(frozen=True, slots=True)
class DocumentHead:
    """Title, number and day of a plan as far as it prints them; `period` is what its dates are reckoned from."""

    title: str | None
    number: str | None
    issued: date | None
    issuer: str | None
    period: PlanPeriod

    def as_json(self) -> dict[str, Any]:
        """Return the JSON object `document`."""
        return {
            "title": self.title,
            "number": self.number,
            "issued": self.issued.isoformat() if self.issued else None,
            "issuer": self.issuer,
        }


@dataclass(frozen=True, slots=True)
class PlanTask:
    """One task of the annex.

    The strings are as printed, white space folded; `None` where the annex has no such column, empty where the cell is.
    The `parsed_*` names are written in full, without the lead among its own coordinators. `source` is the first and the
    last source row, `review` why a person should look (see `explain`).
    """

    number: str | None
    group: tuple[str, ...]
    content: str
    lead: str | None
    coordinating: str | None
    directing: str | None
    time: str | None
    result: str | None
    funding: str | None
    parsed_lead: tuple[str, ...]
    parsed_coordinating: tuple[str, ...]
    parsed_directing: tuple[str, ...]
    due: DuePhrase
    source: Source
    review: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return one JSON object of `tasks`."""
        printed = ("content", "lead", "coordinating", "directing", "time", "result", "funding")
        return {
            "number": self.number,
            "group": list(self.group),
            **{name: getattr(self, name) for name in printed},
            "parsed": {
                "lead": list(self.parsed_lead),
                "coordinating": list(self.parsed_coordinating),
                "directing": list(self.parsed_directing),
            },
            "due": self.due.as_json(),
            "source": list(self.source),
            "review": list(self.review),
        }


@dataclass(frozen=True, slots=True)
class Target:
    """A figure to reach, proposed for a person to confirm; `comparator` is ">=" or "=".

    `counting` is "occurrence" for "lượt" (the same body may count twice), else "distinct". `horizon` is the year by
    which it is due and `period` its first and last year, where the text or the row says so.
    """

    metric: str
    value: float
    unit: str
    comparator: str
    counting: str
    horizon: int | None
    period: Source | None
    where: str
    source_text: str
    source: Source
    review: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return one JSON object of `targets`."""
        return {
            "metric": self.metric,
            "value": int(self.value) if float(self.value).is_integer() else self.value,
            "unit": self.unit,
            "comparator": self.comparator,
            "counting": self.counting,
            "horizon": self.horizon,
            "period": list(self.period) if self.period else None,
            "where": self.where,
            "source_text": self.source_text,
            "source": list(self.source),
            "review": list(self.review),
        }


@dataclass(frozen=True, slots=True)
class Duty:
    """A standing duty found in the body, proposed for a person to confirm as an obligation."""

    type: str
    who: tuple[str, ...]
    what: str
    to: tuple[str, ...]
    via: str | None
    when: str | None
    due: DuePhrase
    where: str
    source_text: str
    source: Source
    review: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return one JSON object of `duties`."""
        return {
            "type": self.type,
            "who": list(self.who),
            "what": self.what,
            "to": list(self.to),
            "via": self.via,
            "when": self.when,
            "due": self.due.as_json(),
            "where": self.where,
            "source_text": self.source_text,
            "source": list(self.source),
            "review": list(self.review),
        }


@dataclass(frozen=True, slots=True)
class NotTask:
    """A row of the annex, or a cell of one, that is no task, and why."""

    source: Source
    text: str
    why: str

    @classmethod
    def of(cls, row: SourceRow, why: str, text: str | None = None) -> "NotTask":
        """Return the note for one source row."""
        return cls((row.number, row.number), row.text if text is None else text, why)

    def as_json(self) -> dict[str, Any]:
        """Return one JSON object of `not_tasks`."""
        return {"source": list(self.source), "text": self.text, "why": self.why}


@dataclass(frozen=True, slots=True)
class PlanDocument:
    """A plan that was read. `rows` are all source rows, so that a preview can show them beside what was understood."""

    head: DocumentHead
    tasks: tuple[PlanTask, ...]
    targets: tuple[Target, ...]
    duties: tuple[Duty, ...]
    not_tasks: tuple[NotTask, ...]
    rows: tuple[SourceRow, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the whole reading as JSON values."""
        return {
            "document": self.head.as_json(),
            "tasks": [task.as_json() for task in self.tasks],
            "targets": [target.as_json() for target in self.targets],
            "duties": [duty.as_json() for duty in self.duties],
            "not_tasks": [note.as_json() for note in self.not_tasks],
        }

    def rows_between(self, source: Source) -> tuple[SourceRow, ...]:
        """Return the printed rows a task or a note comes from."""
        return tuple(row for row in self.rows if source[0] <= row.number <= source[1] and not row.is_blank)
