"""Agencies and their people, from `province.tsv`, entered as a province would: by importing a spreadsheet."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from sqlalchemy import select

from app.clock import local_date
from app.extensions import db
from app.organisation.importing.columns import COLUMNS, LAYOUT
from app.organisation.importing.plan import Outcome, plan_import
from app.organisation.importing.writing import carry_out
from app.organisation.models import Agency, SuccessionKind
from app.organisation.roles import Actor
from app.organisation.service.agencies import Ending, end_agency
from app.organisation.spreadsheets.reading import read_sheet
from app.vietnamese import search_key

DOMAIN = "lamgiang.example"
PHONE = "0000 000 000"
COMMUNE_KINDS = ("Phường", "Xã", "Đặc khu")
_TABLE = Path(__file__).with_name("province.tsv")


@dataclass(frozen=True)
class Entry:
    """One agency of the table: its names, who sits there (empty: nobody), and where its report stands."""

    code: str
    kind: str
    name: str
    short_name: str
    domain: str
    since: str
    parent: str
    aliases: str
    focal_point: str
    deputy: str
    head: str
    report: str

    def as_row(self) -> dict[str, str]:
        """Return the entry as a row of the spreadsheet that is imported."""
        row = {
            "code": self.code,
            "name": self.name,
            "short_name": self.short_name,
            "kind": self.kind,
            "parent": self.parent,
            "phone": PHONE,
            "email": f"vanthu@{self.domain}.{DOMAIN}" if self.domain else "",
            "valid_from": self.since,
            "aliases": self.aliases,
        }
        for place, name in (("focal_point", self.focal_point), ("deputy", self.deputy), ("agency_head", self.head)):
            if name:
                row |= {f"{place}_name": name, f"{place}_email": address(name, self.domain), f"{place}_phone": PHONE}
        return row


@dataclass(frozen=True)
class Change:
    """A reorganisation: who ended on which day, who took over, by which document."""

    ended: str
    last_day: date
    kind: SuccessionKind
    successors: tuple[str, ...]
    basis: str
    function: str = ""


_MERGERS = "Nghị quyết của HĐND tỉnh về sắp xếp cơ quan chuyên môn, 2/2025"
_TWO_TIERS = "Nghị quyết về sắp xếp đơn vị hành chính cấp xã của tỉnh, 6/2025"
_FEBRUARY, _JUNE = date(2025, 2, 28), date(2025, 6, 30)
CHANGES = (
    Change("STTTT", _FEBRUARY, SuccessionKind.merge, ("SKHCN",), _MERGERS),
    Change("SKHDT", _FEBRUARY, SuccessionKind.merge, ("STC",), _MERGERS),
    Change("SGTVT", _FEBRUARY, SuccessionKind.merge, ("SXD",), _MERGERS),
    Change("SNNPTNT", _FEBRUARY, SuccessionKind.merge, ("SNNMT",), _MERGERS),
    Change("STNMT", _FEBRUARY, SuccessionKind.merge, ("SNNMT",), _MERGERS),
    Change("SLDTBXH", _FEBRUARY, SuccessionKind.transfer, ("SNV",), _MERGERS, "Lao động, người có công, việc làm"),
    Change("CCTDC", _FEBRUARY, SuccessionKind.transfer, ("SKHCN",), _MERGERS, "Quản lý tiêu chuẩn, đo lường"),
    Change("H.LAMSON", _JUNE, SuccessionKind.split, ("X.CAMTHACH", "X.HOABAC", "X.VINHNINH", "X.THACHBAN"), _TWO_TIERS),
    Change("H.MUONGKHE", _JUNE, SuccessionKind.split, ("X.MUONGSON", "X.NAMKHE", "X.YENKHE", "X.LUCHA"), _TWO_TIERS),
    Change("TP.LAMTHANH", _JUNE, SuccessionKind.split, ("P.LAMTHANH", "P.DONGLAM", "P.TRUONGTHI"), _TWO_TIERS),
    Change("TX.CUALAM", _JUNE, SuccessionKind.split, ("P.CUALAM", "P.HAIDANG", "P.NAMCUONG"), _TWO_TIERS),
)


@cache
def entries() -> Sequence[Entry]:
    """Return the agencies of the province, ended ones included."""
    with _TABLE.open(encoding="utf-8", newline="") as lines:
        return tuple(_completed(Entry(**row)) for row in csv.DictReader(lines, delimiter="\t"))


def entry(code: str) -> Entry:
    """Return the agency with the code."""
    return next(one for one in entries() if one.code == code)


def address(name: str, domain: str) -> str:
    """Return the e-mail address of a person: given name, then the initials before it."""
    *others, given = search_key(name).split()
    return f"{given}.{''.join(word[0] for word in others)}@{domain}.{DOMAIN}"


def enter_agencies(actor: Actor, now: datetime) -> None:
    """Import the spreadsheet of agencies and people, then settle which of them have ended."""
    plan = plan_import(read_sheet(_spreadsheet(), "co-quan.xlsx", LAYOUT), local_date(now))
    refused = [f"{row.code}: {' '.join(row.errors)}" for row in plan.rows if row.outcome is Outcome.refused]
    if refused:
        raise ValueError(f"the table of agencies was refused: {refused}")
    carry_out(plan, actor, now)
    for change in CHANGES:
        successors = tuple(agency_by(code).id for code in change.successors)
        ending = Ending(change.last_day, change.kind, successors, change.basis, change.function)
        end_agency(agency_by(change.ended).id, ending, actor, now)


def agency_by(code: str) -> Agency:
    """Return the agency's row."""
    return db.session.scalars(select(Agency).where(Agency.code == code)).one()


def _completed(entry: Entry) -> Entry:
    """Write a commune's names out: the table has only "Vĩnh Ninh"."""
    if entry.kind not in COMMUNE_KINDS:
        return entry
    plain = entry.name
    return Entry(
        **{
            **vars(entry),
            "name": f"Ủy ban nhân dân {entry.kind.lower()} {plain}",
            "short_name": f"{entry.kind} {plain}",
            "domain": search_key(plain).replace(" ", ""),
            "aliases": f"UBND {entry.kind.lower()} {plain}",
        }
    )


def _spreadsheet() -> bytes:
    workbook = Workbook()
    page: Any = workbook.active
    page.append([column.heading for column in COLUMNS])
    for row in _rows():
        page.append(row)
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def _rows() -> Iterator[list[str]]:
    for one in entries():
        row = one.as_row()
        yield [row.get(column.name, "") for column in COLUMNS]
