"""The .docx, measured in its XML: page, faces, sizes, rules, numbering are those of Decree 30/2020/NĐ-CP, annex I."""

from io import BytesIO

import pytest
from docx import Document
from docx.enum.section import WD_ORIENTATION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm

from app.documents.paper_docx import paper_docx
from tests.documents.samples import letter, report


def written(paper):
    return Document(BytesIO(paper_docx(paper)))


def all_paragraphs(document):
    cells = (cell for table in document.tables for row in table.rows for cell in row.cells)
    return [*document.paragraphs, *(paragraph for cell in cells for paragraph in cell.paragraphs)]


def paragraph(document, words):
    return next(one for one in all_paragraphs(document) if words in one.text)


def look(document, words):
    run = paragraph(document, words).runs[0]
    return run.font.size.pt, bool(run.font.bold), bool(run.font.italic)


@pytest.mark.parametrize("paper", [letter(), letter(annex_rows=60), report()])
def test_every_section_is_a4_with_the_margins_of_the_decree(paper):
    for section in written(paper).sections:
        assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
        margins = [section.top_margin, section.bottom_margin, section.left_margin, section.right_margin]
        assert [round(margin.mm) for margin in margins] == [20, 20, 30, 15]
        assert section.different_first_page_header_footer


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("CỘNG HÒA XÃ HỘI", (12, True, False)),
        ("Độc lập - Tự do", (13, True, False)),
        ("UBND TỈNH LAM GIANG", (12, False, False)),
        ("SỞ KHOA HỌC", (12, True, False)),
        ("/SKHCN-TĐC", (13, False, False)),
        ("Lam Giang, ngày", (14, False, True)),
        ("V/v đôn đốc", (12, False, False)),
        ("Kính gửi:", (14, False, False)),
        ("Thực hiện Mục V", (14, False, False)),
        ("Nơi nhận:", (12, True, True)),
        ("- Như trên;", (11, False, False)),
        ("PHÓ GIÁM ĐỐC", (14, True, False)),
        ("Vũ Đức Long", (14, True, False)),
    ],
)
def test_each_part_has_its_size_and_look(words, wanted):
    assert look(written(letter()), words) == wanted


def test_the_face_is_times_new_roman_and_the_language_vietnamese():
    normal = written(letter()).styles["Normal"].element.rPr
    fonts = normal.find(qn("w:rFonts"))
    assert {fonts.get(qn(f"w:{kind}")) for kind in ("ascii", "hAnsi", "eastAsia", "cs")} == {"Times New Roman"}
    assert normal.find(qn("w:lang")).get(qn("w:val")) == "vi-VN"


def test_rules_are_borders_of_their_own_and_nothing_is_underlined():
    document = written(letter())
    left, right = document.tables[0].rows[0].cells
    rules = [one for cell in (left, right) for one in cell.paragraphs if one._p.findall(f".//{qn('w:pBdr')}")]
    assert [rule.text for rule in rules] == ["", ""]
    lengths = [
        round((Mm(width - 3.8) - rule.paragraph_format.left_indent - rule.paragraph_format.right_indent) / Mm(1), 1)
        for width, rule in zip((71, 94), rules, strict=True)
    ]
    assert lengths == [28.4, 56.1]
    assert "<w:u " not in document.element.xml


def test_the_body_is_justified_indented_and_six_points_apart():
    body = paragraph(written(letter()), "Thực hiện Mục V")
    form = body.paragraph_format
    assert body.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
    assert (round(form.first_line_indent.mm, 1), form.space_before.pt) == (12.7, 6)


def test_the_page_number_stands_in_the_middle_of_the_header():
    header = written(report()).sections[0].header.paragraphs[0]
    assert header.alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert [part.text for part in header._p.iter(qn("w:instrText"))] == ["PAGE"]
    assert header.runs[0].font.size.pt == 13


def test_an_annex_is_a_section_that_counts_from_one():
    document = written(letter(annex_rows=3))
    assert len(document.sections) == 2
    assert document.sections[1]._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"
    assert paragraph(document, "(Kèm theo Công văn").runs[0].font.italic


def test_the_pages_of_a_wide_annex_lie_on_their_side():
    first, second = written(letter(annex_rows=3, is_wide=True)).sections
    assert (round(first.page_width.mm), round(first.page_height.mm)) == (210, 297)
    assert (round(second.page_width.mm), round(second.page_height.mm)) == (297, 210)
    assert second.orientation == WD_ORIENTATION.LANDSCAPE


def test_the_parts_of_a_section_stand_in_the_order_of_the_schema():
    order = [child.tag.split("}")[1] for child in written(letter(annex_rows=3)).sections[1]._sectPr]
    wanted = ["headerReference", "type", "pgSz", "pgMar", "pgNumType", "cols", "titlePg", "docGrid"]
    assert order == [tag for tag in wanted if tag in order]


def test_a_table_repeats_its_heading_and_breaks_no_row():
    table = written(report()).tables[1]
    assert table.rows[0]._tr.findall(f".//{qn('w:tblHeader')}")
    assert all(row._tr.findall(f".//{qn('w:cantSplit')}") for row in table.rows)


def test_several_addressees_stand_as_a_list_under_the_colon():
    document = written(letter(("- Sở Công Thương;", "- Sở Y tế.")))
    head, first, last = (paragraph(document, words) for words in ("Kính gửi:", "- Sở Công", "- Sở Y tế."))
    assert head.text == "Kính gửi:"
    assert first.paragraph_format.left_indent == last.paragraph_format.left_indent > head.paragraph_format.left_indent


def test_it_has_title_and_language():
    properties = written(letter()).core_properties
    assert properties.title.startswith("V/v đôn đốc báo cáo")
    assert properties.language == "vi-VN"


def test_the_last_paragraph_keeps_with_the_signature():
    last, spacer = written(letter()).paragraphs[-2:]
    assert last.text.endswith("./.")
    assert last.paragraph_format.keep_with_next
    assert spacer.paragraph_format.keep_with_next
