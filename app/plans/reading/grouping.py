"""Give every task its group headings, and turn a heading with nothing under it back into a task."""

import re
from dataclasses import replace
from itertools import zip_longest
from typing import Final

from app.plans.reading.columns import Role
from app.plans.reading.document import NotTask
from app.plans.reading.drafts import Draft, Heading
from app.plans.reading.joining import Item
from app.plans.reading.numbering import PrintedNumber
from app.plans.reading.text import is_bullet

_LEAD_IN: Final = re.compile(r"(?P<heading>[^:]+:)\s+(?P<task>[-+•]\s.+)", re.DOTALL)
_INNER_BULLET: Final = re.compile(r"[:;.]\s+[-+•]\s")


def group_tasks(items: list[Item], base: tuple[str, ...]) -> tuple[list[Draft], list[NotTask]]:
    """Return the drafts with their groups, below the headings `base` of the whole table, and a note per heading."""
    items = _cut_fused_headings(items)
    stack = _Stack(base)
    drafts: list[Draft] = []
    notes: list[NotTask] = []
    sequence = _Sequence()
    column = ""
    for position, item in enumerate(items):
        following = items[position + 1] if position + 1 < len(items) else None
        if isinstance(item, Heading) and stack.is_above(item, following):
            stack.push(item)
            sequence.restart(item)
            notes.append(NotTask((item.first, item.last), _printed(item), "group_heading"))
            continue
        draft = _as_task(item) if isinstance(item, Heading) else item
        draft.review += sequence.check(draft.number)
        stack.close(draft.number)
        column = draft.fields.pop(Role.GROUP, "") or (column if draft.number is None else "")
        draft.group = (*stack.headings, column) if column else stack.headings
        drafts.append(draft)
    return drafts, notes


def _printed(heading: Heading) -> str:
    return f"{heading.number.printed} {heading.text}" if heading.number else heading.text


def _as_task(heading: Heading) -> Draft:
    draft = Draft(heading.number, {Role.CONTENT: heading.text}, heading.first, heading.last)
    draft.review = [*heading.review, "no_agencies"]
    return draft


def _cut_fused_headings(items: list[Item]) -> list[Item]:
    """Cut "Heading: - first task" when the next, unnumbered row is "- second task"."""
    cut: list[Item] = []
    for item, following in zip_longest(items, items[1:]):
        fused = _LEAD_IN.fullmatch(item.content) if isinstance(item, Draft) and item.number else None
        is_listed = isinstance(following, Draft) and following.number is None and is_bullet(following.content)
        if fused and is_listed and isinstance(item, Draft) and not _INNER_BULLET.search(fused.group("task")):
            cut.append(Heading(item.number, fused.group("heading"), item.first, item.first))
            fields = item.fields | {Role.CONTENT: fused.group("task")}
            cut.append(replace(item, fields=fields, review=[*item.review, "heading_in_row"]))
        else:
            cut.append(item)
    return cut


class _Stack:
    """The headings a row stands under, outermost first; a heading closes those of its own style and below."""

    def __init__(self, base: tuple[str, ...]) -> None:
        self._base = base
        self._open: list[Heading] = []

    @property
    def headings(self) -> tuple[str, ...]:
        return (*self._base, *(heading.text for heading in self._open))

    def push(self, heading: Heading) -> None:
        self._close_style(heading.style)
        self._open.append(heading)

    def close(self, number: PrintedNumber | None) -> None:
        """A task's number closes the headings numbered in the same style: task 5 does not stand under heading 4."""
        if number and number.style != "dash" and not self._fused_with(number):
            self._close_style(number.style)

    def is_above(self, heading: Heading, following: Item | None) -> bool:
        """Tell whether something stands under a heading: the next item is of a lower kind."""
        if following is None:
            return False
        if following.number is None:
            return isinstance(following, Draft) or following.style != heading.style
        if heading.number is following.number:
            return True
        return following.number.style not in (heading.style, *(above.style for above in self._above(heading)))

    def _above(self, heading: Heading) -> list[Heading]:
        styles = [above.style for above in self._open]
        return self._open[: styles.index(heading.style)] if heading.style in styles else self._open

    def _fused_with(self, number: PrintedNumber) -> bool:
        return bool(self._open) and self._open[-1].number is number

    def _close_style(self, style: str) -> None:
        styles = [heading.style for heading in self._open]
        if style in styles:
            del self._open[styles.index(style) :]


class _Sequence:
    """Watch the numbers go up; a gap may be a row that got lost."""

    def __init__(self) -> None:
        self._last: dict[str, PrintedNumber] = {}
        self._unnumbered = 0

    def restart(self, heading: Heading) -> None:
        """Below a heading numbers begin again; the heading's own series goes on."""
        kept = heading.number.style if heading.number else ""
        self._last = {style: number for style, number in self._last.items() if style == kept}
        if heading.number:
            self._last[kept] = heading.number
        self._unnumbered = 0

    def check(self, number: PrintedNumber | None) -> list[str]:
        """Return a reason when a number does not follow the one before it, rows without a number counted."""
        if number is None:
            self._unnumbered += 1
            return []
        before = self._last.get(number.style)
        gap = before is not None and before is not number and number.follows(before) is False and not self._unnumbered
        self._last[number.style] = number
        self._unnumbered = 0
        return ["number_gap"] if gap else []
