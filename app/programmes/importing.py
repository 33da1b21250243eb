"""Surveys of enterprises from a spreadsheet: what each row would do, and only then writing them."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import select

from app.extensions import db
from app.organisation.roles import Actor
from app.organisation.schemas.forms import filled
from app.organisation.spreadsheets.layout import Column, Layout
from app.organisation.spreadsheets.reading import Sheet, SheetRow
from app.programmes.labels import SECTORS
from app.programmes.models import SurveyedEnterprise
from app.programmes.schemas import SURVEY
from app.programmes.service.surveying import Survey, enter_survey
from app.vietnamese import search_key

COLUMNS = (
    Column("name", "Tên doanh nghiệp", ("Doanh nghiệp", "Tên đơn vị", "Tên công ty"), "Công ty cổ phần Gạch Lam Giang"),
    Column("tax_code", "Mã số thuế", ("MST", "Mã số doanh nghiệp"), "2900000001"),
    Column("surveyed_on", "Ngày khảo sát", ("Khảo sát ngày",), "07/3/2026"),
    Column("need", "Nhu cầu", ("Nhu cầu hỗ trợ", "Nội dung cần hỗ trợ"), "Hiệu chuẩn nhiệt kế lò nung"),
    Column("address", "Địa bàn", ("Địa chỉ", "Xã, phường", "Xã, phường, đặc khu"), "Phường Thanh Bình"),
    Column("sector", "Lĩnh vực", ("Ngành", "Ngành nghề"), ""),
    Column("instruments", "Phương tiện đo", ("Phương tiện đo đang dùng", "Thiết bị đo"), "12 nhiệt kế, 2 cân ô tô"),
)


class Outcome(StrEnum):
    """What a row would do."""

    new = "new"
    known = "known"  # its tax code has been surveyed already: what was entered then stays
    refused = "refused"


@dataclass(frozen=True)
class PlannedSurvey:
    """A row of the sheet and what it would do; `errors` say why it is left out."""

    number: int
    name: str
    tax_code: str
    outcome: Outcome
    survey: Survey | None = None
    errors: Sequence[str] = ()


@dataclass(frozen=True)
class SurveyPlan:
    """What the whole sheet would do."""

    rows: Sequence[PlannedSurvey]
    ignored: Sequence[str]

    def count(self, outcome: Outcome) -> int:
        """Count the rows with an outcome."""
        return sum(row.outcome == outcome for row in self.rows)

    @property
    def digest(self) -> str:
        """Identify what would be done, to notice that somebody entered surveys since it was shown."""
        told = [(row.number, row.outcome, row.survey) for row in self.rows]
        return hashlib.sha256(repr(told).encode()).hexdigest()


def layout() -> Layout:
    """Return the columns, with the sectors to choose from in the words of the sheet."""
    return Layout(
        "Khảo sát",
        COLUMNS,
        required=("name", "tax_code", "surveyed_on", "need"),
        max_rows=500,
        choices={"Lĩnh vực": list(_sector_words().values())},
    )


def plan_surveys(sheet: Sheet, today: date) -> SurveyPlan:
    """Return what importing the sheet would do today. Writes nothing."""
    codes = Counter(_tax_code(row) for row in sheet.rows)
    known = frozenset(
        db.session.scalars(select(SurveyedEnterprise.tax_code).where(SurveyedEnterprise.tax_code.in_(codes)))
    )
    sectors = {search_key(words): sector for sector, words in _sector_words().items()}
    return SurveyPlan([_planned(row, codes, known, sectors, today) for row in sheet.rows], sheet.ignored)


def carry_out(plan: SurveyPlan, *, actor: Actor, now: datetime) -> int:
    """Enter the surveys that are new; return how many."""
    new = [row.survey for row in plan.rows if row.survey is not None and row.outcome is Outcome.new]
    for survey in new:
        enter_survey(survey, actor=actor, now=now)
    return len(new)


def _planned(
    row: SheetRow, codes: Mapping[str, int], known: frozenset[str], sectors: Mapping[str, str], today: date
) -> PlannedSurvey:
    code = _tax_code(row)
    sector = sectors.get(search_key(row["sector"]), row["sector"])
    entries, wrong = filled(SURVEY, {**row.values, "tax_code": code, "sector": sector})
    errors = [sentence for name, sentences in wrong.items() if name != "sector" for sentence in sentences]
    if "sector" in wrong:
        errors.append(_("Sector “%(sector)s” is unknown. Choose one from the template.", sector=row["sector"]))
    if "tax_code" in wrong and len(code) in (9, 12) and code.isdecimal():
        errors.append(_("The spreadsheet has probably lost a zero in front: enter the code as text."))
    if code and codes[code] > 1:
        errors.append(_("The tax code %(code)s stands in several rows. Leave one.", code=code))
    if entries and entries["surveyed_on"] > today:
        errors.append(_("The day of the survey is still to come."))
    if errors:
        return PlannedSurvey(row.number, row["name"], code, Outcome.refused, errors=errors)
    outcome = Outcome.known if code in known else Outcome.new
    return PlannedSurvey(row.number, row["name"], code, outcome, Survey(**entries))


def _tax_code(row: SheetRow) -> str:
    """Return the code without the hyphen and spaces that branches' codes are often written with."""
    return row["tax_code"].replace("-", "").replace(" ", "")


def _sector_words() -> dict[str, str]:
    with force_locale("vi"):
        return {sector: str(words) for sector, words in SECTORS.items()}
