"""When a task is due: its time cell, else a cycle in its content, else the heading or title above it."""

import re
from dataclasses import replace
from typing import Final

from app.deadlines.phrases import (
    Cadence,
    DueKind,
    DuePhrase,
    Milestone,
    PhraseReading,
    PlanPeriod,
    cadences_in,
    read_phrase,
)
from app.deadlines.phrases.cadence import bullets
from app.deadlines.phrases.letters import plain_letters
from app.plans.reading.columns import Role
from app.plans.reading.drafts import Draft
from app.plans.reading.text import fold_space

_PERIOD_IN_TITLE: Final = re.compile(
    r"(?:giai doan )(?:\d |[ivx]+ )?(?:tu )?(?:nam )?20\d\d ?(?:-|den) ?(?:nam )?20\d\d|(?<!den )nam 20\d\d(?= *$| *\()"
)
_YEARLY: Final = 12


def schedule(draft: Draft, *, has_column: bool, title: str, period: PlanPeriod) -> tuple[str | None, DuePhrase]:
    """Return the time as printed and the due rule; `None` where nothing at all is printed."""
    cadences = cadences_in(draft.content)
    printed = fold_space(draft.fields.get(Role.TIME, ""))
    if printed:
        return printed, _with_cadences(read_phrase(printed, period), cadences, draft.content)
    inherited = _from_headings(draft.group, title, period)
    if inherited:
        text, due, reason = inherited
        return text, replace(
            due, review=(*due.review, *((reason,) if has_column or reason == "time_from_title" else ()))
        )
    empty = "" if has_column else None
    if cadences:
        return empty, _cycle(cadences, period)
    return empty, DuePhrase(DueKind.NONE, review=("no_time",))


def _from_headings(group: tuple[str, ...], title: str, period: PlanPeriod) -> tuple[str, DuePhrase, str] | None:
    """Return the innermost heading that is a time phrase, else a period named in the table's title."""
    for heading in reversed(group):
        reading = read_phrase(heading, period)
        if reading.dates and reading.combined().first_due and not reading.review:
            return heading, reading.combined(), "time_from_heading"
    named = _PERIOD_IN_TITLE.search(plain_letters(title))
    if not named:
        return None
    text = title[named.start() : named.end()]
    return text, read_phrase(text, period).combined(), "time_from_title"


def _cycle(cadences: list[Cadence], period: PlanPeriod) -> DuePhrase:
    first = cadences[0]
    if first.years == 1 and len(cadences) == 1:
        return read_phrase("hằng năm", period).combined()
    reading = read_phrase(f"{first.years} năm/lần", period)
    return replace(reading.combined(), milestones=tuple(map(_undated, cadences)))


def _undated(cadence: Cadence) -> Milestone:
    return Milestone(DueKind.EVERY_N_YEARS, None, cadence.part, cadence.years * _YEARLY)


def _with_cadences(reading: PhraseReading, cadences: list[Cadence], content: str) -> DuePhrase:
    """Set the cycles of the content against the dates of the time cell."""
    due = reading.combined()
    other = [cadence for cadence in cadences if cadence.years != 1 or due.kind is not DueKind.EVERY_YEAR]
    parts = bullets(content)
    if len(reading.dates) > 1 and len(parts) == len(reading.dates):
        return _paired(due, reading.dates, parts, cadences)
    if not other:
        return due
    if due.kind is DueKind.EVERY_N_YEARS and [cadence.years * _YEARLY for cadence in other] == [due.every_months]:
        return due
    return replace(due, milestones=(*due.milestones, *map(_undated, other)), review=(*due.review, "inner_schedule"))


def _paired(due: DuePhrase, dates: tuple[DuePhrase, ...], parts: list[str], cadences: list[Cadence]) -> DuePhrase:
    """Pair activities with dates by the order of their bullets: the first "sơ kết", the last "tổng kết"."""
    cycle = {cadence.bullet: cadence.years * _YEARLY for cadence in cadences}
    milestones = tuple(
        Milestone(
            DueKind.EVERY_N_YEARS if position in cycle else date.kind,
            date.first_due,
            part.strip(" ;."),
            cycle.get(position, date.every_months),
        )
        for position, (part, date) in enumerate(zip(parts, dates, strict=True))
    )
    kind = DueKind.EVERY_N_YEARS if cycle else due.kind
    every = next(iter(cycle.values()), due.every_months)
    return replace(due, kind=kind, every_months=every, milestones=milestones, review=(*due.review, "paired_by_order"))
