"""Zip bombs and lying archives are refused; honest office files are not."""

import struct
import zipfile
from collections.abc import Callable
from contextlib import suppress
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.files import members
from app.files.archive import Limits, check_archive
from app.files.refusals import UnsafeFile
from tests.files.made import (
    MIB,
    archive,
    bomb,
    content_types,
    docx,
    with_declared_size,
    with_directory_field,
    word_archive,
    xlsx,
)


def refusal(data: bytes, name: str = "bao-cao.docx", limits: Limits | None = None) -> str:
    with pytest.raises(UnsafeFile) as refused:
        check_archive(data, name, *([limits] if limits else []))
    return refused.value.code


@pytest.fixture
def unpacked_bytes() -> Callable[[], int]:
    """Count every byte the guard unpacks."""
    inflate, seen = members._inflate, [0]

    def counting(slices):
        for piece in inflate(slices):
            seen[0] += len(piece)
            yield piece

    with patch.object(members, "_inflate", counting):
        yield lambda: seen[0]


@pytest.mark.parametrize("make", [docx, xlsx, word_archive])
def test_an_honest_office_file_passes(make):
    check_archive(make(), "bao-cao.docx")


def test_a_large_honest_table_passes():
    rows = b"".join(b"<row r='%d'><c><v>%d</v></c></row>" % (n, n * 7919 % 100_003) for n in range(200_000))
    check_archive(archive({"xl/worksheets/sheet1.xml": rows}), "so-lieu.xlsx")


def test_a_workbook_behind_a_chart_in_a_word_file_passes():
    check_archive(word_archive(**{"word/embeddings/Workbook1.xlsx": xlsx()}), "bao-cao.docx")


def test_a_gzipped_metafile_picture_passes():
    check_archive(word_archive(**{"word/media/image1.emz": b"\x1f\x8b\x08" + bytes(40)}), "bao-cao.docx")


def test_a_200_kb_bomb_is_refused_without_unpacking_a_byte(unpacked_bytes):
    data = bomb()
    assert 190_000 < len(data) < 220_000
    assert refusal(data) == "bomb"
    assert unpacked_bytes() == 0


def test_a_bomb_that_declares_a_small_size_is_stopped_at_that_size(unpacked_bytes):
    lying = with_declared_size(bomb(50 * MIB), "word/document.xml", 1000)
    assert refusal(lying) == "lying_header"
    assert unpacked_bytes() < 200_000


def test_a_member_smaller_than_declared_is_refused():
    assert refusal(with_declared_size(word_archive(), "word/document.xml", 999)) == "lying_header"


def test_the_two_headers_of_a_member_must_agree():
    lying = with_directory_field(word_archive(), "word/document.xml", 24, "<L", 999)
    assert refusal(lying) == "lying_header"


def test_many_members_that_share_one_body_are_refused():
    data = archive({"a.xml": b"a" * 5000, "b.xml": b"a" * 5000})
    assert refusal(with_directory_field(data, "b.xml", 42, "<L", 0)) == "lying_header"


def test_more_entries_than_allowed_are_refused_before_the_directory_is_read():
    data = archive({f"{n}.xml": b"" for n in range(2001)})
    with patch.object(zipfile, "ZipFile", side_effect=AssertionError("directory read")):
        assert refusal(data) == "bomb"


def test_a_bomb_inside_a_file_inside_is_refused():
    assert refusal(word_archive(**{"word/embeddings/x.xlsx": bomb()})) == "bomb"


def test_archives_inside_archives_inside_are_refused():
    innermost = archive({"a.txt": b"a"})
    assert refusal(word_archive(**{"x.xlsx": archive({"y.zip": innermost})})) == "nested"


@pytest.mark.parametrize("magic", [b"Rar!\x1a\x07\x01", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08", b"\xfd7zXZ\0"])
def test_another_kind_of_archive_inside_is_refused(magic):
    assert refusal(word_archive(**{"word/media/image1.png": magic + bytes(100)})) == "nested"


def test_files_inside_are_counted_together():
    stored = archive({f"{n}.bin": bytes(range(256)) * 200 for n in range(4)}, zipfile.ZIP_STORED)
    outer = word_archive(**{"a.xlsx": stored})
    assert refusal(outer, limits=Limits(total=300_000)) == "bomb"


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "word/../../x", "C:/x", "word\\x", "a\nb.xml"])
def test_a_member_name_that_leaves_the_folder_is_refused(name):
    assert refusal(word_archive(**{name: b"x"})) == "member_name"


def test_a_symbolic_link_is_refused():
    data = word_archive(link=b"/etc/passwd")
    assert refusal(with_directory_field(data, "link", 38, "<L", 0o120777 << 16)) == "member_name"


def test_an_encrypted_member_is_refused():
    encrypted = with_directory_field(word_archive(), "word/document.xml", 8, "<H", 1)
    assert refusal(encrypted) == "encrypted"


def test_two_members_of_one_name_are_refused():
    data = archive({"word/a.xml": b"one", "word/b.xml": b"two"}).replace(b"word/b.xml", b"word/a.xml")
    assert refusal(data) == "lying_header"


def test_bytes_behind_the_archive_are_refused():
    assert refusal(word_archive() + b"<html>") == "damaged"


def test_bytes_before_the_archive_are_refused():
    assert refusal(b"%PDF-1.7\n" + word_archive()) == "damaged"


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_file_cut_short_is_damaged(share):
    data = docx()
    assert refusal(data[: int(len(data) * share)]) == "damaged"


@pytest.mark.parametrize("data", [b"", b"PK", b"PK\x03\x04", b"PK\x05\x06" + bytes(10), bytes(100)])
def test_what_is_no_archive_is_damaged(data):
    assert refusal(data) == "damaged"


def test_a_wrong_checksum_is_damaged():
    data = archive({"a.bin": b"38 cua hang"}, zipfile.ZIP_STORED)
    assert refusal(data.replace(b"38", b"42")) == "damaged"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_a_document_type_in_a_part_is_refused(encoding):
    part = '<!DOCTYPE a [<!ENTITY x "x">]><a>&x;</a>'.encode(encoding)
    assert refusal(word_archive(**{"word/styles.xml": part})) == "document_type"


def test_a_document_type_across_two_pieces_is_refused():
    part = b"<!--" + b"a" * (64 * 1024 - 9) + b"--><!DOCTYPE a><a/>"
    assert refusal(word_archive(**{"word/styles.xml": part})) == "document_type"


@given(at=st.integers(0, 10_000), replacement=st.binary(min_size=1, max_size=8))
def test_no_damage_raises_anything_else(at, replacement):
    data = word_archive()
    at %= len(data)
    with suppress(UnsafeFile):
        check_archive(data[:at] + replacement + data[at + len(replacement) :], "bao-cao.docx")


def test_the_advice_names_the_format_of_the_file():
    with pytest.raises(UnsafeFile) as refused:
        check_archive(bomb(), "so-lieu.xlsx")
    assert "Lưu thành… .xlsx" in refused.value.message_vi
    assert "Save as… .xlsx" in refused.value.message_en


def test_an_end_record_of_zip64_is_not_read():
    data = bytearray(archive({"a.xml": content_types()}))
    struct.pack_into("<L", data, data.rindex(b"PK\x05\x06") + 16, 0xFFFFFFFF)
    assert refusal(bytes(data)) == "damaged"
