"""Tell apart the agencies in a cell, and write each name in full; the printed cell itself is never touched."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Protocol

from app.deadlines.phrases.letters import plain_letters
from app.plans.reading.agency_classes import class_name, is_group, mask_classes, unmask
from app.plans.reading.agency_words import ABBREVIATIONS, DEPARTMENTS, HEAD_WORDS, NOT_AFTER
from app.plans.reading.text import capitalised, fold_space

_DETERMINER: Final = r"(?:các |những |một số |toàn thể |hệ thống )?"
_HEADS: Final = "|".join(
    re.escape(word) + r"\b" + (rf"(?! (?:{'|'.join(NOT_AFTER[word])}))" if NOT_AFTER.get(word) else "")
    for word in sorted(HEAD_WORDS, key=len, reverse=True)
)
HEAD: Final = re.compile(rf"{_DETERMINER}(?:{_HEADS})", re.IGNORECASE)
_NEXT: Final = rf"(?={_DETERMINER}(?:{_HEADS})|các )"
_SPLIT: Final = re.compile(
    rf";\s*(?:và )?|,\s*(?:và )?{_NEXT}|\s+và\s+{_NEXT}|\s*/\s*{_NEXT}|(?:^|\s+)[-+•*–]\s+{_NEXT}", re.IGNORECASE
)
_NAMES: Final = "|".join(map(re.escape, sorted(DEPARTMENTS, key=len, reverse=True)))
_SHARED: Final = re.compile(rf"\b(?:các )?sở:?\s+((?:{_NAMES})(?:\s*(?:,|;| và)\s*(?:{_NAMES})\b)+)", re.IGNORECASE)
_BRACKET: Final = re.compile(r"\s*\(([^()]*)\)")
_ROLE: Final = re.compile(r"(?:là )?(?:cơ quan|đơn vị) (?:thường trực|đầu mối|chủ trì|phối hợp)", re.IGNORECASE)
_PLACE: Final = re.compile(r"(?:huyện|quận|thị xã|thành phố|xã|phường|thị trấn|đặc khu) [^\s,]", re.IGNORECASE)
_NOT_A_NAME: Final = re.compile(r"\b(?:theo|căn cứ|do|tùy|nếu)\b", re.IGNORECASE)


class AgencyNames(Protocol):
    """What the reader asks of a register of agencies."""

    def canonical(self, name: str) -> str | None:
        """Return the registered name of an agency or class, `None` when it is not known."""

    def has_ended(self, name: str) -> bool:
        """Tell whether the agency registered as `name` has ceased to exist."""


@dataclass(frozen=True, slots=True)
class AgencyReading:
    """The bodies in a cell, in printed order; `units` are those named in brackets, which carry the work out."""

    names: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    review: tuple[str, ...] = ()


def read_agencies(cell: str, register: AgencyNames | None = None) -> AgencyReading:
    """Read one printed cell; what does not look like an agency is kept as a name and reported."""
    names: list[str] = []
    units: list[str] = []
    review: list[str] = []
    for piece in _pieces(cell):
        main, brackets, ignored = _take_brackets(piece)
        if ignored:
            review.append("bracket_ignored")
        name = full_name(main)
        if not HEAD.match(name) or _NOT_A_NAME.search(name) or _has_loose_comma(main):
            review.append("agency_unclear")
        units += [unit for unit in brackets if unit != name]
        names += [name, *(unit for unit in brackets if unit != name)]
    if register:
        names, found = _look_up(names, register)
        review += found
    return AgencyReading(tuple(dict.fromkeys(names)), tuple(dict.fromkeys(units)), tuple(dict.fromkeys(review)))


def same_body(one: str, other: str) -> bool:
    """Tell whether two names differ only in case, marks or a leading "Các"."""
    return body_key(one) == body_key(other)


def body_key(name: str) -> str:
    """Return what two spellings of one body share."""
    return plain_letters(name).removeprefix("cac ").replace("uy ban nhan dan", "ubnd")


def without_leads(coordinating: Iterable[str], lead: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the coordinating bodies without those that lead, and the reasons to report."""
    leads = {body_key(name) for name in lead}
    kept = tuple(name for name in coordinating if body_key(name) not in leads)
    dropped = [name for name in coordinating if body_key(name) in leads]
    reasons = ("group_leads_and_coordinates" if is_group(name) else "lead_also_coordinating" for name in dropped)
    return kept, tuple(dict.fromkeys(reasons))


def full_name(printed: str) -> str:
    """Return a single name with abbreviations written out, slips of the known kind mended, a class under one name."""
    name = fold_space(printed).strip(" .,;:-+•*")
    for pattern, written_out in ABBREVIATIONS:
        name = re.sub(pattern, written_out, name)
    return capitalised(class_name(name.replace("Sở Sở", "Sở")))


def _pieces(cell: str) -> list[str]:
    """Cut a cell into the bodies it lists; places share the committee named before them."""
    whole = fold_space(cell).replace("\n", " ; ")
    for pattern, written_out in ABBREVIATIONS:
        whole = re.sub(pattern, written_out, whole)
    whole = _SHARED.sub(_each_department, whole.replace("Sở Sở", "Sở"))
    pieces = [unmask(piece).strip(" ,;.") for piece in _SPLIT.split(mask_classes(whole))]
    return [part for piece in pieces if piece for part in _share_committee(piece)]


def _has_loose_comma(name: str) -> bool:
    """Tell whether a comma is left that belongs to no known name: perhaps two bodies, perhaps one."""
    return "," in re.sub(_NAMES, "", mask_classes(name), flags=re.IGNORECASE)


def _each_department(match: re.Match[str]) -> str:
    names = re.findall(_NAMES, match.group(1), re.IGNORECASE)
    return "; ".join(f"Sở {name}" for name in names)


def _share_committee(piece: str) -> list[str]:
    """Cut "UBND huyện An, thị xã Bình" into two committees."""
    committee = re.match(
        r"(UBND|Ủy ban nhân dân) (?=(?:các )?(?:huyện|quận|thị xã|thành phố|xã|phường|thị trấn|đặc khu) [^\s,])", piece
    )
    places = re.split(r",\s*(?:và\s*)?|\s+và\s+", piece)
    if not committee or len(places) < 2 or class_name(piece) != piece or not all(map(_PLACE.match, places[1:])):
        return [piece]
    if any(not place.split()[-1][:1].isupper() for place in places):
        return [piece]
    return [places[0], *(f"{committee.group(1)} {place}" for place in places[1:])]


def _take_brackets(piece: str) -> tuple[str, list[str], bool]:
    """Return the name, the units its brackets name, and whether a bracket held something else."""
    units: list[str] = []
    ignored = False
    for inside in _BRACKET.findall(piece):
        if HEAD.match(full_name(inside)) and not _ROLE.match(inside):
            units += read_agencies(inside).names
        else:
            ignored = True
    return _BRACKET.sub("", piece), units, ignored


def _look_up(names: list[str], register: AgencyNames) -> tuple[list[str], list[str]]:
    """Return the registered names, and what the register says about them."""
    known: list[str] = []
    review: list[str] = []
    for name in names:
        registered = register.canonical(name)
        known.append(registered or name)
        if registered is None:
            review.append("agency_unknown")
        elif register.has_ended(registered):
            review.append("agency_ended")
    return known, review
