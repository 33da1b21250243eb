"""Join what a page break or a careless extract cut: one printed row may take several source rows."""

from app.plans.reading.agencies import HEAD
from app.plans.reading.columns import Columns, Role
from app.plans.reading.document import NotTask
from app.plans.reading.drafts import Draft, Heading, RowView
from app.plans.reading.numbering import PrintedNumber
from app.plans.reading.text import capitalised, is_finished, starts_small

Item = Draft | Heading
_AGENCIES = (Role.LEAD, Role.COORDINATING, Role.DIRECTING)


def join_rows(views: list[RowView], columns: Columns) -> tuple[list[Item], list[NotTask]]:
    """Return drafts and headings in printed order, and a note for every number that stands alone."""
    joiner = _Joiner(columns)
    for position, view in enumerate(views):
        following = views[position + 1] if position + 1 < len(views) else None
        joiner.take(view, following)
    return joiner.finish()


class _Joiner:
    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._items: list[Item] = []
        self._notes: list[NotTask] = []
        self._number: tuple[PrintedNumber, RowView] | None = None

    @property
    def _last(self) -> Item | None:
        return self._items[-1] if self._items else None

    def finish(self) -> tuple[list[Item], list[NotTask]]:
        self._drop_number()
        for item in self._items:
            if isinstance(item, Draft) and not item.content:
                item.review.append("content_missing")
        return self._items, self._notes

    def take(self, view: RowView, following: RowView | None) -> None:
        """Decide what one row is in the light of the item before it and the row after it."""
        if not view.content and not view.details:
            self._take_empty(view)
        elif self._continues(view):
            self._merge(view)
        elif not view.content:
            self._take_without_content(view, following)
        elif not view.details:
            self._take_content_only(view)
        else:
            draft = Draft.of(view, view.number)
            if Role.CONTENT not in view.own:
                draft.review.append("content_merged")
            self._push(draft)

    def _take_empty(self, view: RowView) -> None:
        """A row with neither content nor agencies: a heading in the column of groups, or a number on its own."""
        group = view.own_fields.get(Role.GROUP)
        if group:
            self._push(Heading(view.number, group, view.row.number, view.row.number))
        else:
            self._take_bare_number(view)

    def _take_bare_number(self, view: RowView) -> None:
        """A number on a row of its own belongs to the heading above it, else to the row below."""
        last = self._last
        if isinstance(last, Heading) and last.number is None and view.number:
            last.number = view.number
            last.extend(view.row.number)
        elif view.number:
            self._drop_number()
            self._number = (view.number, view)

    def _push(self, item: Item) -> None:
        """Add an item; a number that waited on the row above is its own, unless it has one."""
        if self._number and item.number is None:
            number, view = self._number
            item.number = number
            item.extend(view.row.number)
            self._number = None
        self._drop_number()
        self._items.append(item)

    def _drop_number(self) -> None:
        if self._number:
            self._notes.append(NotTask.of(self._number[1].row, "number_alone"))
            self._number = None

    def _take_without_content(self, view: RowView, following: RowView | None) -> None:
        """Agencies without content: the content is the next row, or the heading-like row before."""
        last = self._last
        supplied_below = following is not None and _is_bare_content(following)
        if isinstance(last, Heading) and last.number is None and view.number and supplied_below:
            last.number = view.number
            last.extend(view.row.number)
            draft = self._awaiting(view, None)
            draft.extend(last.first)
            self._items.append(draft)
        elif isinstance(last, Heading) and (last.number is None or view.number is None) and not supplied_below:
            self._items[-1] = self._from_heading(last, view)
        else:
            self._push(self._awaiting(view, view.number))

    def _awaiting(self, view: RowView, number: PrintedNumber | None) -> Draft:
        draft = Draft.of(view, number)
        draft.awaits_content = True
        return draft

    def _from_heading(self, heading: Heading, view: RowView) -> Draft:
        draft = Draft.of(view, heading.number or view.number)
        draft.fields[Role.CONTENT] = heading.text
        draft.extend(heading.first)
        draft.review.append("row_joined")
        return draft

    def _take_content_only(self, view: RowView) -> None:
        last = self._last
        if Role.GROUP in view.own_fields:  # a heading stands in its own column: this is what stands under it
            draft = Draft.of(view, view.number)
            draft.review.append("no_agencies")
            self._push(draft)
            return
        if isinstance(last, Draft) and last.awaits_content and view.number is None:
            last.fields[Role.CONTENT] = view.content
            last.awaits_content = False
            last.extend(view.row.number)
            last.review.append("row_joined")
            return
        self._push(Heading(view.number, view.content, view.row.number, view.row.number))

    def _continues(self, view: RowView) -> bool:
        """Tell whether a row goes on with the task above: cut by a page, or all its cells begin in mid-sentence."""
        last = self._last
        if not isinstance(last, Draft) or last.awaits_content or view.number is not None:
            return False
        own = view.own_fields
        shares_merged_content = bool(view.content) and Role.CONTENT not in view.own
        if not own or shares_merged_content:
            return False
        if all(map(starts_small, own.values())) or not view.content:
            return True
        return view.opens_page and self._is_rest(view, last)

    def _is_rest(self, view: RowView, last: Draft) -> bool:
        """Tell a cut row from a new task on a new page: its lead cell is empty or holds the end of a name."""
        if starts_small(view.content):
            return True
        lead, result = view.fields.get(Role.LEAD, ""), view.fields.get(Role.RESULT, "")
        if lead and HEAD.match(lead):
            return False
        unfinished = not is_finished(last.content)
        return self._columns.has(Role.LEAD) and not result and unfinished and not view.fields.get(Role.TIME)

    def _merge(self, view: RowView) -> None:
        last = self._items[-1]
        if not isinstance(last, Draft):
            raise TypeError("only a task can go on")
        certain = view.opens_page and all(map(starts_small, view.own_fields.values()))
        for role, text in view.own_fields.items():
            last.fields[role] = _join(last.fields.get(role, ""), text, role)
        last.extend(view.row.number)
        if not certain:
            last.review.append("row_joined")
        if view.stray:
            last.review.append("cell_not_read")


def _is_bare_content(view: RowView) -> bool:
    return bool(view.content) and not view.details and view.number is None


def _join(before: str, rest: str, role: Role) -> str:
    """Put the two halves of a cell together; a second whole agency is kept apart from the first."""
    if not before:
        return rest
    whole = role in _AGENCIES and rest == capitalised(rest) and HEAD.match(rest) and not before.endswith((",", ";"))
    return f"{before}; {rest}" if whole else f"{before} {rest}"
