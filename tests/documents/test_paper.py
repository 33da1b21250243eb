"""A document as data: written down and read back, blank where nothing is known."""

from datetime import date

import pytest

from app.documents.paper import composed, paper_from_json, paper_to_json
from tests.documents.samples import letter, report


@pytest.mark.parametrize(
    "paper",
    [
        letter(),
        letter(annex_rows=12),
        letter(annex_rows=12, is_wide=True),
        report(),
        letter().issued("512/SKHCN-TĐC", date(2026, 12, 4), "An"),
    ],
)
def test_what_is_written_down_is_read_back(paper):
    assert paper_from_json(paper_to_json(paper)) == paper


def test_number_and_day_stay_blank_until_they_are_known():
    paper = letter()
    assert paper.number_line == "Số:        /SKHCN-TĐC"
    assert paper.place_and_day == "Lam Giang, ngày      tháng      năm 2026"


def test_a_known_number_and_day_are_written_as_the_decree_writes_them():
    paper = letter().issued("05/SKHCN-TĐC", date(2026, 2, 7), "Vũ Đức Long")
    assert (paper.number_line, paper.place_and_day) == ("Số: 05/SKHCN-TĐC", "Lam Giang, ngày 07 tháng 02 năm 2026")


def test_the_annex_says_what_it_belongs_to():
    assert letter().attached_to == (
        "(Kèm theo Công văn số        /SKHCN-TĐC ngày      tháng      năm 2026 của Sở Khoa học và Công nghệ)"
    )
    issued = report().issued("88/BC-SKHCN", date(2026, 12, 4), "An")
    assert issued.attached_to == (
        "(Kèm theo Báo cáo số 88/BC-SKHCN ngày 04 tháng 12 năm 2026 của Sở Khoa học và Công nghệ)"
    )


def test_without_people_nobody_is_named_and_the_rest_stays():
    said = paper_to_json(letter().without_people())
    assert "Đỗ Anh Tuấn" not in said
    assert "0912 345 678" not in said
    assert "Vũ Đức Long" not in said
    assert "trước ngày 14/12/2026" in said


def test_texts_are_composed_and_hold_nothing_a_page_cannot():
    assert composed("Sơ\u0309 \x0b\x00Y tế\ufeff") == "Sở Y tế"
