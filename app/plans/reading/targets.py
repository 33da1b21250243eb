"""Propose the figures a plan wants reached: "ít nhất 02 phòng thí nghiệm", "tối thiểu 60%", "cho 100 học viên"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from app.deadlines.phrases import DueKind, DuePhrase, PlanPeriod, cadences_in, read_phrase
from app.deadlines.phrases.letters import plain_letters
from app.deadlines.phrases.rules import WORDS
from app.plans.reading.body import Paragraph
from app.plans.reading.document import PlanTask, Source, Target
from app.plans.reading.text import capitalised, fold_space

_AT_LEAST: Final = r"(?:it nhat|toi thieu|khong duoi|khong it hon|tren|>=|≥)(?: (?:la|dat|co))?"
_COUNTED: Final = (
    r"luot doanh nghiep, to chuc|luot (?:doanh nghiep|can bo|nguoi|hoc vien|co so|to chuc|cong chuc)"
    r"|luot|phong su|bai (?:bao|viet|tuyen truyen)"
    r"|tin,? bai|tin bai|phong thi nghiem|doanh nghiep|hop tac xa|to chuc|can bo|cong chuc|vien chuc"
    r"|hoc vien|nguoi|dai bieu|chuyen gia"
    r"|loai|chat chuan|chuan|phuong tien do|thiet bi|mau|lop|khoa|hoi nghi|hoi thao|toa dam|cuoc|dot"
    r"|mo hinh|de tai|du an|nhiem vu"
    r"|dich vu|quy trinh|co so|cho|xa|phuong|dac khu|san pham|chuyen de|chuyen muc|an pham|ky|lan"
    r"|buoi|sang kien|giai phap|trung tam|tram"
)
_FIGURE: Final = re.compile(
    rf"(?P<least>{_AT_LEAST} )?(?<![\d./:,-])(?P<value>\d{{1,3}}(?:\.\d{{3}})+|\d+(?:,\d+)?)(?![\d/:.]\d|/)"
    rf"\s?(?:(?P<percent>%)|(?P<unit>{_COUNTED})\b)"
    rf"|(?P<least2>{_AT_LEAST} )(?P<value2>\d+(?:[.,]\d+)?|{'|'.join(WORDS)})(?:\s?(?P<percent2>%)"
    rf"|\s(?P<unit2>{_COUNTED}\b|\w+(?: \w+)?))"
    rf"|(?P<all>tat ca(?: cac)?|100 ?%(?= cac)) (?P<unit3>to chuc|doanh nghiep|co so|phong thi nghiem|cho|xa)\b"
)
_NOT_A_FIGURE: Final = re.compile(
    r"(?:so|dieu|khoan|diem|muc|tcvn|iso|iec|nam|thang|ngay|quy|nhom|giai doan|de an|phu luc|nghi quyet)\s*$"
)
_CLAUSE_END: Final = re.compile(r"(?<=[;:])\s+|(?<=\.)\s+(?=[A-ZĐÀ-Ỹ])|\s+(?=[-+•]\s)")
_SECTION_MARK: Final = re.compile(r"^(?:[-+•]|[a-zđ]\)|\d{1,2}(?:\.\d{1,2})*[.)]|[IVX]+\.)\s+")
_PLAN_YEARS: Final = re.compile(r"^(?:phan dau )?(?:den|trong) (?:het )?nam (20\d\d)")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a text stands, and by when what it asks for is due."""

    where: str
    source: Source
    horizon: int | None
    period: Source | None
    review: tuple[str, ...] = ()


def propose_targets(paragraphs: list[Paragraph], tasks: list[PlanTask], period: PlanPeriod) -> list[Target]:
    """Return every figure of the body and of the annex, in printed order."""
    targets = [target for paragraph in paragraphs for target in _in_text(paragraph.text, _place_of(paragraph, period))]
    for task in tasks:
        place = _Place(f"phụ lục {task.number or ''}".strip(), task.source, *_years_of(task.due))
        for text in filter(None, (task.content, task.result)):
            targets += _in_text(text, place)
        targets += [_once_a_year(task, place)] if _is_yearly(task) else []
    return targets


def _place_of(paragraph: Paragraph, period: PlanPeriod) -> _Place:
    """Return the horizon named by the nearest section heading that is a time phrase."""
    for heading in reversed([heading for heading in paragraph.headings if len(heading) < 80]):
        reading = read_phrase(heading, period)
        if reading.dates and not reading.review:
            horizon, years = _years_of(reading.combined())
            if reading.dates[0].kind is DueKind.BY_YEAR_END and horizon:
                return _by_year(paragraph, horizon, period)
            return _Place(paragraph.where, paragraph.source, horizon, years)
    return _Place(paragraph.where, paragraph.source, None, None)


def _by_year(paragraph: Paragraph, horizon: int, period: PlanPeriod) -> _Place:
    """ "Đến năm 2030" after "Đến năm 2025" may count from the start or from 2026: the text does not say."""
    is_last_of_several = period.end == horizon and any(last == horizon for _, last in period.phases[1:])
    unclear = horizon == period.end and (is_last_of_several or not period.phases)
    years = None if unclear or period.first_year is None else (period.first_year, horizon)
    return _Place(paragraph.where, paragraph.source, horizon, years, ("cumulative_unclear",) if unclear else ())


def _years_of(due: DuePhrase) -> tuple[int | None, Source | None]:
    if due.kind in (DueKind.EVERY_YEAR, DueKind.FROM_YEAR, DueKind.NONE, DueKind.ON_REQUEST):
        return None, None
    if due.start and due.end:
        return due.end, (due.start, due.end)
    return due.end, None


def _in_text(text: str, place: _Place) -> Iterator[Target]:
    """Yield the figures of a text; "20 bài báo" after "ít nhất 10 phóng sự" in one sentence is also a minimum."""
    at_least_before = False
    for clause in _CLAUSE_END.split(text):
        plain = plain_letters(clause)
        for match in _FIGURE.finditer(plain):
            at_least = bool(match.group("least") or match.group("least2"))
            if not at_least and _NOT_A_FIGURE.search(plain[: match.start()]):
                continue
            yield _target(clause, match, place, text, at_least, inherited=at_least_before and not at_least)
            at_least_before = at_least_before or at_least
        at_least_before = at_least_before and clause.rstrip().endswith(";")


def _target(clause: str, match: re.Match[str], place: _Place, text: str, at_least: bool, inherited: bool) -> Target:
    unit = next((name for name in ("unit", "unit2", "unit3") if match.group(name)), None)
    percent = match.group("percent") or match.group("percent2") or match.group("all")
    printed = "%" if percent else clause[match.start(unit) : match.end(unit)] if unit else ""
    review = list(place.review)
    if inherited:
        review.append("comparator_inherited")
    if match.group("unit2") and not re.fullmatch(_COUNTED, match.group("unit2")):
        review.append("unit_unclear")
    if match.group("all") and not match.group("all").startswith("100"):
        review.append("all_of_them")
    named = _PLAN_YEARS.match(plain_letters(clause))
    return Target(
        metric=_metric(clause, match),
        value=_value(match),
        unit=fold_space(printed),
        comparator=">=" if at_least or inherited else "=",
        counting="occurrence" if plain_letters(printed).startswith("luot") else "distinct",
        horizon=int(named.group(1)) if named else place.horizon,
        period=None if named else place.period,
        where=place.where,
        source_text=fold_space(clause if len(text) > 400 else text),
        source=place.source,
        review=tuple(review),
    )


def _value(match: re.Match[str]) -> float:
    printed = match.group("value") or match.group("value2")
    if printed is None:
        return 100
    if printed in WORDS:
        return WORDS[printed]
    return float(re.sub(r"\.(?=\d{3})", "", printed).replace(",", "."))


def _metric(clause: str, match: re.Match[str]) -> str:
    """Return the clause without its figure: what is counted."""
    start = (
        match.start("unit") if match.group("unit") else match.start("unit2") if match.group("unit2") else match.end()
    )
    words = f"{clause[: match.start()]} {clause[start:]}"
    return capitalised(_SECTION_MARK.sub("", fold_space(words)).strip(" -+•.;:,()"))


def _is_yearly(task: PlanTask) -> bool:
    return task.due.kind is DueKind.EVERY_YEAR and any(cadence.years == 1 for cadence in cadences_in(task.content))


def _once_a_year(task: PlanTask, place: _Place) -> Target:
    years = (task.due.start, task.due.end) if task.due.start and task.due.end else None
    return Target(task.content, 1, "lần/năm", "=", "occurrence", None, years, place.where, task.content, task.source)
