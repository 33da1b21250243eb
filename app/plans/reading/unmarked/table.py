"""Read an unmarked annex: drafts and headings for the same steps that marked tables go through."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from app.plans.reading.agencies import body_key, read_agencies
from app.plans.reading.agency_words import DEPARTMENTS
from app.plans.reading.columns import Role
from app.plans.reading.drafts import Draft, Heading
from app.plans.reading.rows import SourceRow
from app.plans.reading.unmarked.cutting import Cut, Token, begins_agency, cuts, is_date, split_shared_lines
from app.plans.reading.unmarked.lines import UnmarkedAnnex, UnmarkedHeading, UnmarkedRow

_LONGEST_REMARK: Final = 30  # words
_LONGEST_ROW: Final = 120  # lines; more are several rows whose numbers were lost


def read_unmarked(annex: UnmarkedAnnex) -> list[Draft | Heading]:
    """Return the rows and headings of an annex in order, with a reason at every row that is not beyond doubt."""
    order = [role for role in annex.columns.roles if role is not Role.NUMBER]
    items: list[Draft | Heading] = []
    for entry in annex.entries:
        if isinstance(entry, UnmarkedRow):
            items.append(_draft(entry, order, annex.pages_marked))
            continue
        own, lost = _lost_row(entry)
        text = " ".join([entry.text, *(line.text for line in own[1:])])
        items.append(Heading(entry.number, text, own[0].number, own[-1].number))
        items += [_draft(lost, order, annex.pages_marked)] if lost else []
    _doubt_rare_leads([item for item in items if isinstance(item, Draft)])
    return items


def _draft(row: UnmarkedRow, order: Sequence[Role], pages_marked: bool) -> Draft:
    first = [Token(row.lines[0].number, row.first_text)] if row.first_text else []
    later = [Token(line.number, line.text, line.opens_page and pages_marked) for line in row.lines[1:]]
    page, *next_page = _blocks(split_shared_lines([*first, *later]))
    fields, review = _fields(page, next_page, order)
    draft = Draft(row.number, fields, row.lines[0].number, row.last)
    draft.review = review if row.number else [*review, "columns_unclear"]
    return draft


def _lost_row(heading: UnmarkedHeading) -> tuple[list[SourceRow], UnmarkedRow | None]:
    """Give back to the tasks what follows a heading but holds a date: a row whose number was lost."""
    if not any(is_date(line.text) for line in heading.lines[1:]):
        return heading.lines, None
    first, *rest = heading.lines
    return [first], UnmarkedRow(None, rest, rest[0].text)


def _blocks(tokens: list[Token]) -> list[list[Token]]:
    """Cut a row where a page begins inside it; each such block belongs to one column."""
    blocks: list[list[Token]] = [[]]
    for token in tokens:
        if token.opens_page and blocks[-1]:
            blocks.append([])
        blocks[-1].append(token)
    return blocks


def _fields(page: list[Token], next_page: list[list[Token]], order: Sequence[Role]) -> tuple[Cut, list[str]]:
    ways = cuts(page, order, cut_by_page=bool(next_page)) if len(page) <= _LONGEST_ROW else []
    if not ways:
        whole = " ".join(token.text for block in (page, *next_page) for token in block)
        return dict.fromkeys(order, "") | {Role.CONTENT: whole}, ["columns_unclear"]
    fields = ways[0]
    doubtful = len(ways) > 1 or _has_two_times(page) or _is_too_long(fields, order[-1])
    review = ["columns_unclear"] if doubtful else []
    if next_page:
        review.append("split_by_page")
        _continue_on_page(fields, next_page, order)
    return fields, review


def _is_too_long(fields: Cut, last: Role) -> bool:
    """Tell whether the last column holds more than remarks do: perhaps the end of the content, cut off by a page."""
    return last is not Role.TIME and len(fields.get(last, "").split()) > _LONGEST_REMARK


def _has_two_times(page: list[Token]) -> bool:
    """Tell whether time stands in two places: one of them may belong to a row whose number was lost."""
    marks = [is_date(token.text) for token in page]
    return sum(1 for before, mark in zip([False, *marks], marks, strict=False) if mark and not before) > 1


def _continue_on_page(fields: Cut, blocks: list[list[Token]], order: Sequence[Role]) -> None:
    """Give the blocks of the next page to the columns still open: the content first, then the last column."""
    texts = [" ".join(token.text for token in block) for block in blocks]
    last = next((role for role in reversed(order) if fields.get(role)), Role.CONTENT)
    first, *others = texts
    fields[Role.CONTENT] = f"{fields[Role.CONTENT]} {first}".strip()
    if others:
        fields[last] = f"{fields[last]} {' '.join(others)}".strip()


def _doubt_rare_leads(drafts: list[Draft]) -> None:
    """Doubt a lead that no other row names, unless it is a known department: it may be the end of a sentence."""
    named = {id(draft): _keys(draft) for draft in drafts}
    often = Counter(key for keys in named.values() for key in keys)
    departments = {body_key(f"Sở {name}") for name in DEPARTMENTS}
    for draft in drafts:
        if any(often[key] < 2 and key not in departments for key in named[id(draft)]):
            draft.review.append("columns_unclear")
        if any(begins_agency(word) for word in draft.content.split(". ")[1:]):
            draft.review.append("columns_unclear")


def _keys(draft: Draft) -> set[str]:
    return {body_key(name) for name in read_agencies(draft.fields.get(Role.LEAD, "")).names}
