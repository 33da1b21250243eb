"""The PDF, measured: page, faces, sizes and places are those of Decree 30/2020/NĐ-CP, annex I."""

import re
import unicodedata
from io import BytesIO

import pytest
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import resolve1

from app.documents import paper_pdf as writer
from app.documents.paper_pdf import FacesMissing, paper_pdf
from tests.documents.measuring import measured
from tests.documents.samples import STACKED, letter, report


@pytest.fixture
def print_out(app, reading):
    """Print a paper and measure it."""

    def print_out(paper):
        with reading():
            return measured(paper_pdf(paper))

    return print_out


@pytest.fixture
def catalogue(app, reading):
    """Print a paper and return the catalogue and the information of the file."""
    with reading():
        document = PDFDocument(PDFParser(BytesIO(paper_pdf(letter()))))
    return document.catalog, document.info[0]


def near(measure, wanted, by=0.6):
    return abs(measure - wanted) <= by


def test_the_page_is_a4_with_the_margins_of_the_decree(print_out):
    printed = print_out(report())
    assert near(printed.sizes[0][0], 210)
    assert near(printed.sizes[0][1], 297)
    body = [line for line in printed.lines if line.top > 19]
    assert 30 <= round(min(line.left for line in body), 1) <= 35
    assert 15 <= round(210 - max(line.right for line in body), 1) <= 20
    assert all(line.right <= 195.05 for line in print_out(letter(text=f"{STACKED}.")).lines)
    assert 20 <= min(line.top for line in body) <= 25
    assert 297 - max(line.bottom for line in body) >= 20


@pytest.mark.parametrize(
    ("words", "font", "size"),
    [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Tinos-Bold", 12),
        ("Độc lập - Tự do - Hạnh phúc", "Tinos-Bold", 13),
        ("UBND TỈNH LAM GIANG", "Tinos-Regular", 12),
        ("SỞ KHOA HỌC VÀ CÔNG NGHỆ", "Tinos-Bold", 12),
        ("/SKHCN-TĐC", "Tinos-Regular", 13),
        ("Lam Giang, ngày", "Tinos-Italic", 14),
        ("V/v đôn đốc", "Tinos-Regular", 12),
        ("Kính gửi: Sở Công Thương", "Tinos-Regular", 14),
        ("Thực hiện Mục V", "Tinos-Regular", 14),
        ("Nơi nhận:", "Tinos-BoldItalic", 12),
        ("- Như trên;", "Tinos-Regular", 11),
        ("KT. GIÁM ĐỐC", "Tinos-Bold", 14),
        ("Vũ Đức Long", "Tinos-Bold", 14),
    ],
)
def test_each_part_has_its_face_and_size(print_out, words, font, size):
    line = print_out(letter()).line(words)
    assert (line.font, line.size) == (font, size)


def test_the_heading_stands_in_two_columns_each_centred(print_out):
    printed = print_out(letter())
    left = [printed.line(words) for words in ("UBND TỈNH", "SỞ KHOA HỌC", "/SKHCN-TĐC", "V/v đôn đốc")]
    right = [printed.line(words) for words in ("CỘNG HÒA", "Độc lập", "Lam Giang, ngày")]
    for column in (left, right):
        assert all(near(line.centre, column[0].centre) for line in column)
        assert [line.top for line in column] == sorted(line.top for line in column)
    assert max(line.right for line in left) < min(line.left for line in right)
    assert near(printed.line("/SKHCN-TĐC").bottom, printed.line("Lam Giang, ngày").bottom)


def test_the_rules_are_drawn_lines_of_the_lengths_of_the_decree(print_out):
    printed = print_out(letter())
    issuer, motto = printed.line("SỞ KHOA HỌC"), printed.line("Độc lập")
    below_issuer, below_motto = sorted(printed.rules, key=lambda rule: rule.left)
    assert near(below_motto.length, motto.right - motto.left)
    assert near(below_motto.left, motto.left)
    assert 1 / 3 <= below_issuer.length / (issuer.right - issuer.left) <= 1 / 2
    for rule, line in ((below_issuer, issuer), (below_motto, motto)):
        assert line.bottom - 0.5 <= rule.top <= line.bottom + 3
    assert "_" not in printed.text


def test_the_body_is_justified_and_its_first_lines_are_indented(print_out):
    printed = print_out(letter())
    first = printed.line("Thực hiện Mục V")
    second = printed.line("nhân dân tỉnh, các cơ quan")
    assert near(first.left - second.left, 12.7, by=0.2)
    assert near(first.right, second.right, by=0.3)


def test_pages_are_numbered_above_the_text_but_for_the_first(print_out):
    printed = print_out(report())
    assert printed.pages == 2
    above = [line for line in printed.lines if line.top < 19]
    assert [(line.page, line.text) for line in above] == [(2, "2")]
    assert near(above[0].centre, (30 + 195) / 2)
    assert above[0].size == 13


def test_an_annex_begins_on_a_page_of_its_own_and_counts_from_one(print_out):
    printed = print_out(letter(annex_rows=60))
    assert printed.pages == 3
    assert printed.line("DANH SÁCH CƠ QUAN").page == 2
    assert [(line.page, line.text) for line in printed.lines if line.top < 19] == [(3, "2")]


def test_the_pages_of_a_wide_annex_lie_on_their_side(print_out):
    printed = print_out(letter(annex_rows=60, is_wide=True))
    assert [tuple(map(round, size)) for size in printed.sizes] == [(210, 297)] + [(297, 210)] * (printed.pages - 1)
    assert near(printed.line("DANH SÁCH CƠ QUAN").centre, (30 + 282) / 2)
    numbers = [(line.page, line.text) for line in printed.lines if line.top < 19]
    assert numbers == [(page, str(page - 1)) for page in range(3, printed.pages + 1)]


def test_a_table_goes_on_with_its_heading_and_breaks_no_row(print_out):
    printed = print_out(report())
    assert [line.page for line in printed.lines if line.text == "Còn thiếu"] == [1, 2]
    numbered = [int(number) for number in re.findall(r"Ủy ban nhân dân xã Đông Lam (\d+)", printed.text)]
    assert sorted(numbered) == list(range(1, 61))


def test_the_signature_never_stands_alone_on_its_page(print_out):
    pages = set()
    for rows in range(16, 32, 2):
        printed = print_out(report(rows))
        place = {printed.line(words).page for words in ("Trân trọng./.", "Nơi nhận:", "GIÁM ĐỐC", "Vũ Đức Long")}
        assert len(place) == 1
        pages |= place
    assert pages == {1, 2}


def test_every_vietnamese_letter_can_be_copied_whole(print_out):
    copied = print_out(letter()).text
    assert unicodedata.is_normalized("NFC", copied)
    assert set(STACKED) - {" "} <= set(copied)
    assert "Ẵ Ặ Ẳ Ằ Ắ Ẫ Ậ Ẩ Ầ Ấ" in copied


def test_decomposed_text_is_printed_composed(print_out):
    words = "Ủy ban nhân dân phường Quảng Phú"
    assert words in print_out(letter(text=unicodedata.normalize("NFD", words))).text


def test_what_looks_like_markup_is_printed_as_it_is(print_out):
    words = '#panic("x") $x^2$ *a* _b_ @c <d> \\ #read("/etc/passwd")'
    assert words in print_out(letter(text=words)).text


def test_it_has_title_language_and_structure(catalogue):
    root, info = catalogue
    title = "V/v đôn đốc báo cáo kết quả thực hiện Kế hoạch số 86/KH-UBND năm 2026"
    assert resolve1(info["Title"]).decode("utf-16") == title
    assert resolve1(root["Lang"]) in (b"vi-VN", b"vi")
    assert resolve1(root["MarkInfo"])["Marked"] is True
    assert "StructTreeRoot" in root


def test_every_face_is_embedded_as_a_subset(app, reading):
    with reading():
        pdf = paper_pdf(letter())
    assert len(pdf) < 150_000  # four whole faces would be two megabytes
    fonts = {line.font for line in measured(pdf).lines}
    assert fonts <= {"Tinos-Regular", "Tinos-Bold", "Tinos-Italic", "Tinos-BoldItalic"}


def test_missing_faces_are_said_and_nothing_stands_in_for_them(app, reading, monkeypatch, folder):
    monkeypatch.setattr(writer, "FACES", folder)
    with reading(), pytest.raises(FacesMissing):
        paper_pdf(letter())
