"""Who issued the plan, under what title, number and day, and for which years."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Final

from app.deadlines.phrases import PlanPeriod
from app.deadlines.phrases.letters import plain_letters
from app.plans.reading.agency_words import DEPARTMENTS
from app.plans.reading.body import Paragraph
from app.plans.reading.document import DocumentHead
from app.plans.reading.horizon import find_period
from app.plans.reading.provinces import capitalised_words, differ_by_one_letter, province_in

_SYMBOL: Final = r"\d+[A-Za-z]?/(?:\d{4}/)?[A-ZĐ][A-ZĐa-z]*(?:-[A-ZĐ&][\w&Đ]*)+"
_NUMBER: Final = re.compile(rf"(?:^|\b)số\s*:?\s*({_SYMBOL})", re.IGNORECASE)
_DAY: Final = re.compile(r"ngày\s+(\d{1,2})\s*(?:tháng|/)\s*(\d{1,2})\s*(?:năm|/)\s*(20\d\d)", re.IGNORECASE)
_PLACE_LINE: Final = re.compile(r"(?P<place>[^,]{2,30}),\s*ngày\b.{0,30}?năm\s*(?P<year>20\d\d)", re.IGNORECASE)
_COMMITTEE: Final = re.compile(
    r"(?:UBND|Ủy ban nhân dân)[ |]+(?P<level>tỉnh|thành phố)"
    r"(?: (?P<place>(?-i:[A-ZĐ])[^\W\d_]*(?:(?: - | )(?-i:[A-ZĐ])[^\W\d_]*){0,3}))?",
    re.IGNORECASE,
)
_DEPARTMENT_NAMES: Final = {plain_letters(name): name for name in DEPARTMENTS}
_DEPARTMENT: Final = re.compile(
    rf"\bso ({'|'.join(sorted(map(re.escape, _DEPARTMENT_NAMES), key=len, reverse=True))})\b"
)
_PLAN_TITLE: Final = re.compile(r"K(?:Ế|ế) (?:HOẠCH|hoạch)(?P<rest>(?: .+)?)", re.DOTALL)
_LONGEST_TITLE: Final = 400
_TITLE_END: Final = re.compile(r"\s*\((?:Kèm|Kem|Ban hành)[^)]*\)\s*$")
_OPENING: Final = re.compile(
    r"(?:Thực hiện|Căn cứ|Triển khai thực hiện) (?:Quyết định|Luật|Nghị|Chỉ thị|Kế hoạch|Công văn"
    r"|Thông báo|Chương trình)\b.*\b(?:số|ngày)\b",
    re.DOTALL,
)


def read_head(paragraphs: list[Paragraph], issued: date | None = None) -> DocumentHead:
    """Return the head of a document; a given `issued` stands before what is printed."""
    texts = [paragraph.text for paragraph in paragraphs]
    number, printed_day = _number_and_day(texts)
    place, year = _place_line(texts)
    title = _title(texts)
    day = issued or printed_day
    issuer = _issuer(texts, title, place)
    year = day.year if day else year
    return DocumentHead(title, number, day, issuer, read_period(paragraphs, title, day, year))


def read_period(
    paragraphs: Iterable[Paragraph], title: str | None, issued: date | None, year: int | None
) -> PlanPeriod:
    """Return the years a plan runs: its phases, else the horizon in its title, else the year of an annual plan."""
    return find_period([paragraph.text for paragraph in paragraphs], title or "", issued, year)


def _number_and_day(texts: list[str]) -> tuple[str | None, date | None]:
    """Return number and day of the document itself: from its head, else from the line under the annex's title."""
    number = day = None
    for text in texts[:40]:
        found = _NUMBER.match(text)
        if found and not number:
            number = found.group(1)
        if not day and len(text) < 90 and re.match(r"[^,]{2,30}, ?ngày", text):
            day = _day(text)
    for text in texts:
        if number and day:
            break
        attached = re.search(r"\((?:Kèm|Kem|Ban hành)[^)]*\)?", text)
        found = _NUMBER.search(attached.group()) if attached else None
        if attached and found:
            number, day = number or found.group(1), day or _day(attached.group())
    return number, day


def _day(text: str) -> date | None:
    found = _DAY.search(text)
    if not found:
        return None
    day, month, year = map(int, found.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _place_line(texts: list[str]) -> tuple[str | None, int | None]:
    """Return place and year of a date line, also of one whose day was left blank."""
    for text in texts[:40]:
        if len(text) < 90 and (found := _PLACE_LINE.search(text)):
            return found.group("place").strip(), int(found.group("year"))
    return None, None


def _title(texts: list[str]) -> str | None:
    """Return "Kế hoạch …" with the words printed under it, up to the paragraph that opens the text."""
    for position, text in enumerate(texts):
        found = _PLAN_TITLE.fullmatch(text)
        if not found or len(text) > _LONGEST_TITLE:
            continue
        words = [found.group("rest").strip()] if found.group("rest") else []
        for line in texts[position + 1 : position + 6]:
            if _ends_title(line, words):
                break
            words.append(line)
        if subject := _TITLE_END.sub("", " ".join(words)).strip():
            return f"Kế hoạch {subject}"
    return None


def _ends_title(line: str, words: list[str]) -> bool:
    """Tell whether a line below the title is no longer the title: the opening, a section, "(Kèm theo …)"."""
    if re.match(r"\(?(?:Kèm|Kem|Ban hành kèm)|[IVX]+\.\s|\d+\.\s|Căn cứ\b|[-_–—=*. ]+$", line) or line.endswith(":"):
        return True
    in_capitals = bool(words) and words[-1].isupper()
    return bool(words) and bool(_OPENING.match(line) or line.endswith((".", ";")) or in_capitals != line.isupper())


def _issuer(texts: list[str], title: str | None, place: str | None) -> str | None:
    """Return the issuing body in full: a department under its committee, else the committee itself."""
    head = " | ".join(texts[:6])
    department = _DEPARTMENT.search(plain_letters(head))
    if department and "UBND" in head:
        return f"Sở {_DEPARTMENT_NAMES[department.group(1)]}"
    for text in (head, title or "", *texts):
        if found := _COMMITTEE.search(text):
            name = _province(found.group("place"), title or "", place or "")
            return f"Ủy ban nhân dân {found.group('level').lower()} {name}".strip()
    return None


def _province(printed: str | None, title: str, place: str) -> str:
    """Return the province's name; one misread by OCR takes the spelling printed in the title or the date line."""
    named = [name for text in (title, place) if (name := province_in(text))]
    if printed is None:
        return next(iter(named), place)
    known = province_in(printed)
    return known or next((name for name in named if differ_by_one_letter(name, printed)), capitalised_words(printed))
