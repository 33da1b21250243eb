"""The form a policy is written in: a name and rows of steps, and the day it is tried out on."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from app.deadlines.ladders import FURTHEST, Channel, Ladder, Step, Target
from app.notifications.policies.steps import in_order

NAME = "steps"
AT_MOST = 40
NAME_AT_MOST = 200
_FIELD = re.compile(r"steps-(\d{1,4})-(?:when|days|by|to)")
_DAYS = re.compile(r"[0-9]{1,3}")
_DAY = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/(20[0-9]{2})")  # the calendar knows this century


@dataclass(frozen=True)
class Row:
    """One step as it was typed."""

    when: str = "before"
    days: str = ""
    by: str = Channel.digest.value
    to: Sequence[str] = (Target.assignee.value,)
    errors: dict[str, list[str]] = field(default_factory=dict)


@dataclass
class Entered:
    """What was typed, and the ladder it makes; `ladder` None: something is to be corrected."""

    name: str
    rows: list[Row]
    day: str
    is_exclusive: bool
    since: int
    errors: dict[str, list[str]] = field(default_factory=dict)
    ladder: Ladder | None = None
    limit: date | None = None

    @property
    def problems(self) -> list[tuple[str, str]]:
        """Return the lines of the error summary: (field, sentence)."""
        of_rows = [
            (f"{NAME}-{index}-{key}", sentence)
            for index, row in enumerate(self.rows)
            for key, sentences in row.errors.items()
            for sentence in sentences
        ]
        return [(name, sentence) for name, sentences in self.errors.items() for sentence in sentences] + of_rows


def blank(year: int) -> Entered:
    """Return an empty form, tried out on the report before 30/11."""
    return Entered("", [Row(days="5"), Row("on"), Row("after", "1")], f"30/11/{year}", True, 0)


def filled(name: str, ladder: Ladder, since: int, year: int) -> Entered:
    """Return the form with a ladder's steps."""
    rows = [_row_of(step) for step in in_order(ladder)]
    return Entered(name, rows, f"30/11/{year}", True, since, ladder=ladder, limit=date(year, 11, 30))


def read(form: MultiDict[str, str]) -> Entered:
    """Read the form; the rows in their order, one removed or added where a button without scripts asked for it."""
    entered = Entered(
        name=form.get("name", "").strip(),
        rows=[_typed(form, index) for index in _indices(form)],
        day=form.get("day", "").strip(),
        is_exclusive=form.get("is_exclusive") == "true",
        since=int(since) if _DAYS.fullmatch(since := form.get("since", "")) else 0,
    )
    if "_add_row" in form:
        entered.rows.append(Row())
    return entered


def check(entered: Entered, *, may_be_empty: bool) -> Entered:
    """Note what is wrong, or the ladder and the day that were meant; the same object."""
    entered.rows = [_checked(row) for row in entered.rows]
    if not entered.name:
        entered.errors["name"] = [_("Give the policy a name, for example: Close to the end of the year.")]
    elif len(entered.name) > NAME_AT_MOST:
        entered.errors["name"] = [_("This is too long. Shorten it.")]
    if not entered.rows and not may_be_empty:
        entered.errors[NAME] = [_("Add at least one step. To remind nobody, use the policy “No reminders”.")]
    if len(entered.rows) > AT_MOST:
        entered.errors[NAME] = [_("At most %(count)s steps.", count=AT_MOST)]
    entered.limit = _day(entered.day)
    if entered.limit is None:
        wrong = _("This day is not in the calendar. Write day/month/year, for example 07/3/2026.")
        entered.errors["day"] = [wrong]
    if not entered.problems:
        entered.ladder = Ladder(tuple(_step(row) for row in entered.rows))
    return entered


def _indices(form: MultiDict[str, str]) -> Iterator[int]:
    found = {int(match[1]) for name in form if (match := _FIELD.fullmatch(name))}
    removed = form.get("_remove_row", "")
    yield from (index for index in sorted(found) if removed != f"{NAME}-{index}")


def _typed(form: MultiDict[str, str], index: int) -> Row:
    def value(key: str) -> str:
        return form.get(f"{NAME}-{index}-{key}", "").strip()

    return Row(value("when"), value("days"), value("by"), form.getlist(f"{NAME}-{index}-to"))


def _checked(row: Row) -> Row:
    errors: dict[str, list[str]] = {}
    if row.when not in ("before", "on", "after"):
        errors["when"] = [_("Choose before, on or after the deadline.")]
    elif row.when != "on" and not (_DAYS.fullmatch(row.days) and 1 <= int(row.days) <= FURTHEST):
        errors["days"] = [_("Enter a number of working days from 1 to %(most)s.", most=FURTHEST)]
    if row.by not in set(Channel):
        errors["by"] = [_("Choose how they are told.")]
    if not row.to or set(row.to) - set(Target):
        errors["to"] = [_("Choose at least one person who is told.")]
    return Row(row.when, row.days, row.by, row.to, errors)


def _step(row: Row) -> Step:
    days = 0 if row.when == "on" else int(row.days) * (-1 if row.when == "before" else 1)
    return Step(days, tuple(target for target in Target if target in row.to), Channel(row.by))


def _row_of(step: Step) -> Row:
    when = "on" if step.days == 0 else ("before" if step.days < 0 else "after")
    return Row(when, str(abs(step.days)) if step.days else "", step.by.value, [target.value for target in step.to])


def _day(text: str) -> date | None:
    match = _DAY.fullmatch(text)
    try:
        return date(int(match[3]), int(match[2]), int(match[1])) if match else None
    except ValueError:
        return None
