"""Names from outside become safe without losing their Vietnamese letters."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.files.names import safe_name


@pytest.mark.parametrize("name", ["Báo cáo năm 2026.pdf", "Kế hoạch 31-KH-SCT (1).docx", "Đo lường, đợt 2.xlsx"])
def test_an_honest_name_is_kept_as_it_is(name):
    assert safe_name(name) == name


@pytest.mark.parametrize(
    ("original", "expected"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("/etc/báo cáo.pdf", "báo cáo.pdf"),
        ("C:\\Users\\Hà\\báo cáo.pdf", "báo cáo.pdf"),
        ("a\r\nSet-Cookie: b=c\r\n.pdf", "a Set-Cookie b=c .pdf"),
        ("a\0.exe.pdf", "a.exe.pdf"),
        ("a\u202efdp.exe", "afdp.exe"),
        ("a\u2028b.pdf", "a b.pdf"),
        ("CON.pdf", "_CON.pdf"),
        ("lpt1", "_lpt1"),
        ("CONG VAN.pdf", "CONG VAN.pdf"),
        ('a<b>"c|d?.pdf', "abcd.pdf"),
        ("  a   b . ", "a b"),
        ("..", "tep"),
        ("", "tep"),
        ("\ud800.pdf", "pdf"),
    ],
)
def test_tricks_are_taken_out(original, expected):
    assert safe_name(original) == expected


def test_decomposed_letters_are_composed():
    assert safe_name(unicodedata.normalize("NFD", "Đề nghị.pdf")) == "Đề nghị.pdf"


def test_a_long_name_is_cut_between_letters_and_keeps_its_extension():
    name = safe_name("ệ" * 300 + ".docx")
    assert len(name.encode()) <= 200
    assert name == "ệ" * 65 + ".docx"


@given(st.text(max_size=400))
def test_every_name_is_safe(original):
    name = safe_name(original)
    assert 0 < len(name.encode()) <= 200
    assert not set(name) & set('/\\<>:"|?*\0\r\n')
    assert name == unicodedata.normalize("NFC", name)
    assert not name.startswith(".")
    assert safe_name(name) == name
