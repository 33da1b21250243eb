"""Who issued the plan, under what title, number and day, and for which years."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from typing import Final

from app.deadlines.phrases import PlanPeriod
from app.deadlines.phrases.letters import plain_letters
from app.plans.reading.body import Paragraph
from app.plans.reading.document import DocumentHead
from app.plans.reading.provinces import nearest_province

_SYMBOL: Final = r"\d+[A-Za-z]?/(?:\d{4}/)?[A-ZĐ][A-ZĐa-z]*(?:-[A-ZĐ&][\w&Đ]*)+"
_NUMBER: Final = re.compile(rf"(?:^|\b)số\s*:?\s*({_SYMBOL})", re.IGNORECASE)
_ATTACHED: Final = re.compile(r"\(?\s*(?:kem theo|ban hanh kem theo|ban hanh theo)\b")
_DAY: Final = re.compile(r"ngày\s+(\d{1,2})\s*(?:tháng|/)\s*(\d{1,2})\s*(?:năm|/)\s*(20\d\d)", re.IGNORECASE)
_PLACE_LINE: Final = re.compile(r"(?P<place>[^,]{2,30}),\s*ngày\b.{0,30}?năm\s*(?P<year>20\d\d)", re.IGNORECASE)
_SHORT_DAY: Final = re.compile(r"ngày\s+(\d{1,2})/(\d{1,2})/(20\d\d)", re.IGNORECASE)
_COMMITTEE: Final = re.compile(r"(?:UBND|Ủy ban nhân dân)\s+(?P<level>tỉnh|thành phố)(?:\s+(?P<place>[A-ZĐ]\S*(?:[ -][A-ZĐ]\S*){0,3}))?", re.IGNORECASE)
_DEPARTMENT_HEAD: Final = re.compile(r"SỞ [A-ZĐÀ-Ỹ ,-]{5,60}")
_PLAN_TITLE: Final = re.compile(r"K(?:Ế|ế) (?:HOẠCH|hoạch)(?P<rest>(?: .+)?)", re.DOTALL)
_TITLE_END: Final = re.compile(r"\s*\((?:Kèm|Kem|Ban hành)[^)]*\)\s*$")
_OPENING: Final = re.compile(r"(?:Thực hiện|Căn cứ|Triển khai thực hiện) (?:Quyết định|Luật|Nghị|Chỉ thị|Kế hoạch|Công văn|Thông báo|Chương trình)\b.*\b(?:số|ngày)\b", re.DOTALL)


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


def read_period(paragraphs: Iterable[Paragraph], title: str | None, issued: date | None, year: int | None) -> PlanPeriod:
    """Return the years a plan runs: its phases, else the horizon in its title, else the year of an annual plan."""
    from app.plans.reading.horizon import find_period

    return find_period([paragraph.text for paragraph in paragraphs], title or "", issued, year)


def _number_and_day(texts: list[str]) -> tuple[str | None, date | None]:
    """Return number and day of the document itself: from its head, else from the line under the annex's title."""
    number = day = None
    for position, text in enumerate(texts[:40]):
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
        if not found or position and texts[position - 1].endswith(":") or len(text) > 400:
            continue
        words = [found.group("rest").strip()]
        for following in texts[position + 1 : position + 5]:
            if _OPENING.match(following) or re.match(r"[IVX]+\.\s|\d+\.\s|Căn cứ\b", following):
                break
            if re.match(r"\(?(?:Kèm|Kem|Ban hành kèm)", following) or words[-1] and following.endswith((".", ";", ":")):
                break
            words.append(following)
        subject = " ".join(filter(None, words))
        subject = _TITLE_END.sub("", subject).strip()
        if subject:
            return f"Kế hoạch {subject}"
    return None


def _issuer(texts: list[str], title: str | None, place: str | None) -> str | None:
    """Return the issuing body in full; a province misread by OCR takes the spelling of the title or the date line."""
    head = " ".join(texts[:6])
    department = _DEPARTMENT_HEAD.search(head)
    if department and re.search(r"UBND TỈNH|UBND THÀNH PHỐ", head):
        return department.group().strip().title()
    for text in (head, title or "", *texts):
        for found in _COMMITTEE.finditer(text):
            level = found.group("level").lower()
            name = nearest_province(found.group("place") or "") or nearest_province(title or "") or nearest_province(place or "")
            if name:
                return f"Ủy ban nhân dân {level} {name}"
    return None
