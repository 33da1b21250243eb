"""Surveys of enterprises come from a spreadsheet."""

import io
from datetime import date

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from app.extensions import db
from app.organisation.errors import SheetNotUsable
from app.organisation.spreadsheets.reading import read_sheet, template
from app.programmes.importing import Outcome, SurveyPlan, carry_out, layout, plan_surveys
from app.programmes.labels import SECTORS
from app.programmes.models import SurveyedEnterprise
from tests.organisation.test_importing import workbook
from tests.support.statements import statements_of

HEADINGS = ("MST", "Tên công ty", "Ngày khảo sát", "Nhu cầu", "Lĩnh vực", "Phương tiện đo")
BRICKS = ("2900000011", "Công ty Gạch Lam", "07/3/2026", "Hiệu chuẩn nhiệt kế lò nung", "", "12 nhiệt kế")
TEA = ("2900000022-001", "Chè Lam, chi nhánh Thượng", date(2026, 3, 9), "Cân đóng gói", "", "")


def planned(*rows, headings=HEADINGS, now) -> SurveyPlan:
    return plan_surveys(read_sheet(workbook(headings, *rows), "khao-sat.xlsx", layout()), now.date())


def names() -> list[str]:
    return list(db.session.scalars(select(SurveyedEnterprise.name).order_by(SurveyedEnterprise.id)))


@pytest.mark.database
def test_each_row_becomes_a_survey_once(database, people, writing, reading, now):
    for entered in (2, 0):
        with writing():
            assert carry_out(planned(BRICKS, TEA, now=now), actor=people.specialist.actor, now=now) == entered
    with reading():
        assert names() == [BRICKS[1], TEA[1]]
        assert [row.outcome for row in planned(BRICKS, TEA, now=now).rows] == [Outcome.known] * 2


def test_a_cell_that_holds_a_date_and_a_code_with_a_hyphen_are_understood(people, reading, now):
    with reading():
        [row] = planned(TEA, now=now).rows
    assert (row.survey.tax_code, row.survey.surveyed_on) == ("2900000022001", date(2026, 3, 9))


def test_a_sector_is_given_in_words(people, reading, now):
    with reading():
        words = layout().choices["Lĩnh vực"][0]
        [row] = planned((*BRICKS[:4], words.upper(), ""), now=now).rows
    assert row.survey.sector == "high_tech"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"MST": "29"}, "10 hoặc 13 số"),
        ({"MST": 290000001}, "mất số 0 ở đầu"),
        ({"Tên công ty": ""}, "tên doanh nghiệp"),
        ({"Ngày khảo sát": "hôm qua"}, "07/3/2026"),
        ({"Ngày khảo sát": "01/01/2030"}, "Ngày khảo sát chưa tới"),
        ({"Nhu cầu": ""}, "nhu cầu của doanh nghiệp"),
        ({"Lĩnh vực": "Đồ cổ"}, "Đồ cổ"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_a_faulty_row_is_left_out_and_says_why(people, writing, now, change, said):
    faulty = tuple({**dict(zip(HEADINGS, BRICKS, strict=True)), **change}.values())
    with writing():
        plan = planned(faulty, TEA, now=now)
        assert plan.rows[0].outcome is Outcome.refused
        assert said in " ".join(plan.rows[0].errors)
        assert carry_out(plan, actor=people.specialist.actor, now=now) == 1
        assert names() == [TEA[1]]


def test_a_tax_code_that_stands_twice_is_left_out_twice(people, reading, now):
    with reading():
        assert planned(BRICKS, TEA, BRICKS, now=now).count(Outcome.refused) == 2


def test_a_sheet_without_a_needed_column_names_it(people, reading, now):
    with reading(), pytest.raises(SheetNotUsable) as refused:
        planned(BRICKS[:3], headings=HEADINGS[:3], now=now)
    assert "Nhu cầu" in refused.value.values["headings"]


def test_more_rows_than_can_be_looked_over_are_refused(people, reading, now):
    many = [(f"29{number:08}", *BRICKS[1:]) for number in range(501)]
    with reading(), pytest.raises(SheetNotUsable):
        planned(*many, now=now)


def test_looking_at_a_long_sheet_asks_the_database_no_more(app, people, reading, now):
    many = [(f"29{number:08}", *BRICKS[1:]) for number in range(200)]
    with reading():
        long = statements_of(app, lambda: planned(*many, now=now))
        assert long <= statements_of(app, lambda: planned(*many[:1], now=now)) + 1  # the first one also begins


def test_the_template_can_be_filled_in_and_imported(people, reading, now):
    with reading():
        content = template(layout())
        [row] = plan_surveys(read_sheet(content, "mau.xlsx", layout()), now.date()).rows
    assert row.outcome is Outcome.new
    assert len(list(load_workbook(io.BytesIO(content))["Lĩnh vực"])) == len(SECTORS)


def test_the_preview_must_be_confirmed(visit, people, reading):
    visitor = visit(people.specialist)
    form = visitor.page("enterprises.survey_import").form("/import")
    preview = visitor.post(form.action, {**form.fields, "file": (io.BytesIO(workbook(HEADINGS, BRICKS)), "a.xlsx")})
    assert "1 mới" in preview.one(".lead-2").text
    with reading():
        assert names() == []
    after = preview.form("/confirm").submit()
    assert after.path == "/enterprises/surveys"
    assert "Đã nhập 1 khảo sát." in after.text
    assert BRICKS[1] in after.text
