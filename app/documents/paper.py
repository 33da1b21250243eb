"""An official document as data: what it says, part by part, whichever file it is written to (.docx, .pdf).

The parts are those of Decree 30/2020/NĐ-CP, annex I. Widths in millimetres. What is not known yet is None and leaves
room on paper: a number or a day is never invented.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any
from unicodedata import normalize

HIDDEN = "…"  # instead of the name of a person, for those who may not learn names


@dataclass(frozen=True)
class Run:
    """Words in one look; `is_personal`: they name a person, or say how to reach one."""

    text: str
    bold: bool = False
    is_personal: bool = False


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the body: justified, first line indented."""

    runs: tuple[Run, ...]
    italic: bool = False

    @property
    def text(self) -> str:
        """The words of all runs."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class Heading:
    """A heading of the first level: "I. CAPITALS"; it stays with what follows."""

    text: str


@dataclass(frozen=True)
class Grid:
    """A table with rules; its heading repeats on every page and no row breaks across pages."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]


Block = Paragraph | Heading | Grid


@dataclass(frozen=True)
class Annex:
    """An annex in the same file: on pages of its own, which may lie on their side; numbered from 1, not signed."""

    title: str
    blocks: tuple[Block, ...]
    is_wide: bool = False


@dataclass(frozen=True)
class Paper:
    """A whole document; `kind` is empty for a letter (công văn), which says "V/v …" below its number instead."""

    above: tuple[str, ...]
    own: tuple[str, ...]
    issuer: str
    symbol: str
    place: str
    year: int  # printed beside a blank day
    about: str
    addressees: tuple[str, ...]
    blocks: tuple[Block, ...]
    recipients: tuple[str, ...]
    post: tuple[str, ...]
    signer: str = ""
    kind: str = ""
    annex: Annex | None = None
    number: str | None = None
    day: date | None = None

    @property
    def number_line(self) -> str:
        """The number as printed, or room for it."""
        return number_line(self.number, self.symbol)

    @property
    def place_and_day(self) -> str:
        """Place and day as printed."""
        return place_and_day(self.place, self.day, self.year)

    @property
    def attached_to(self) -> str:
        """The line below an annex's title; its number and day need not be filled (Decree 30/2020, annex I)."""
        kind = self.kind.capitalize() or "Công văn"
        number = self.number_line.removeprefix("Số: ").removeprefix("Số:")
        day = self.place_and_day.removeprefix(f"{self.place}, ")
        return f"(Kèm theo {kind} số {number.lstrip() if self.number else number} {day} của {self.issuer})"

    @property
    def title(self) -> str:
        """What the document is about: "V/v …" of a letter, kind and abstract of any other."""
        return f"{self.kind or 'V/v'} {self.about}"

    def without_people(self) -> "Paper":
        """Return the document with the names of people hidden."""
        return replace(self, signer="", blocks=tuple(_without_people(block) for block in self.blocks))

    def issued(self, number: str, day: date, signer: str) -> "Paper":
        """Return the document with the number, day and signer that were recorded."""
        return replace(self, number=number, day=day, signer=signer)


def plain(text: str, *, bold: bool = False) -> Paragraph:
    """Return a paragraph in one look."""
    return Paragraph((Run(text, bold),))


def number_line(number: str | None, symbol: str) -> str:
    """Write "Số: 215/BC-SCT", with room for the number as long as the records office has not given one."""
    return f"Số:        /{symbol}" if number is None else f"Số: {number}"


def place_and_day(place: str, day: date | None, year: int) -> str:
    """Write "Lam Giang, ngày 05 tháng 3 năm 2026"; a blank day until the document is signed."""
    if day is None:
        return f"{place}, ngày      tháng      năm {year}"
    month = f"{day.month:02}" if day.month <= 2 else str(day.month)
    return f"{place}, ngày {day.day:02} tháng {month} năm {day.year}"


def composed(text: str) -> str:
    """Return the text in composed letters (NFC), without what neither XML nor a page can hold."""
    return "".join(letter for letter in normalize("NFC", text) if letter.isprintable() or letter in "\n\t")


def started_small(text: str) -> str:
    """Return the text to go on in the middle of a sentence; what starts with a proper name keeps its capital."""
    first = text.split(" ", 1)[0]
    return text if first in ("Kế", "Quyết", "Nghị", "Thông", "Luật", "Chỉ") else text[:1].lower() + text[1:]


def as_data(paper: Paper) -> dict[str, Any]:
    """Return the document as plain data; each block says of which kind it is."""
    annex = paper.annex and asdict(paper.annex) | {"blocks": [_tagged(block) for block in paper.annex.blocks]}
    return asdict(paper) | {"blocks": [_tagged(block) for block in paper.blocks], "annex": annex}


def paper_to_json(paper: Paper) -> str:
    """Write a document down, to be read by `paper_from_json`."""
    return json.dumps(as_data(paper), ensure_ascii=False, default=date.isoformat)


def paper_from_json(text: str) -> Paper:
    """Return the document that was written down."""
    data = json.loads(text)
    annex = data.pop("annex")
    lines: dict[str, Any] = {
        name: tuple(data.pop(name)) for name in ("above", "own", "addressees", "recipients", "post")
    }
    day = data.pop("day")
    return Paper(
        **{name: value for name, value in data.items() if name != "blocks"},
        **lines,
        blocks=_blocks(data["blocks"]),
        annex=Annex(annex["title"], _blocks(annex["blocks"]), annex.get("is_wide", False)) if annex else None,
        day=date.fromisoformat(day) if day else None,
    )


def _tagged(block: Block) -> dict[str, Any]:
    return {"block": type(block).__name__.lower(), **asdict(block)}


def _blocks(given: Sequence[Mapping[str, Any]]) -> tuple[Block, ...]:
    return tuple(_block(one) for one in given)


def _block(given: Mapping[str, Any]) -> Block:
    if given["block"] == "paragraph":
        return Paragraph(tuple(Run(**run) for run in given["runs"]), given["italic"])
    if given["block"] == "heading":
        return Heading(given["text"])
    rows = tuple(tuple(row) for row in given["rows"])
    return Grid(tuple(given["headings"]), rows, tuple(given["widths"]))


def _without_people(block: Block) -> Block:
    if not isinstance(block, Paragraph):
        return block
    return replace(block, runs=tuple(replace(run, text=HIDDEN) if run.is_personal else run for run in block.runs))
