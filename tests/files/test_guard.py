"""What may be uploaded: extension, magic number and structure must tell the same story."""

import io

import pytest

from app.files.guard import Checked, UnsafeFile, check_upload
from tests.files.made import (
    PDF,
    WORD_MAIN,
    archive,
    bomb,
    content_types,
    docx,
    jpeg,
    png,
    word_archive,
    xlsx,
)

MB = 1024 * 1024
CONTENT = {".pdf": PDF, ".docx": docx(), ".xlsx": xlsx(), ".jpg": jpeg(), ".jpeg": jpeg(), ".png": png()}
OTHER_CONTENT = {
    "html": b"<html><script>alert(1)</script></html>",
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "program": b"MZ\x90\0" + bytes(200),
    "text": "Báo cáo".encode(),
    "gif": b"GIF89a" + bytes(50),
    "zip": archive({"a.txt": b"a"}),
    "old word": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000),
}


def refusal(content: bytes, name: str, max_bytes: int = 20 * MB) -> UnsafeFile:
    with pytest.raises(UnsafeFile) as refused:
        check_upload(content, name, max_bytes=max_bytes)
    return refused.value


@pytest.mark.parametrize("extension", CONTENT)
def test_an_honest_file_is_accepted(extension):
    checked = check_upload(CONTENT[extension], f"Báo cáo 2026{extension.upper()}", max_bytes=20 * MB)
    assert (checked.extension, checked.size) == (extension, len(CONTENT[extension]))


def test_the_content_type_comes_from_the_kind_not_from_the_sender():
    assert check_upload(PDF, "a.pdf", max_bytes=MB) == Checked("application/pdf", ".pdf", len(PDF))


MISMATCHES = [
    pytest.param(extension, content, id=f"{kind} as {extension}")
    for extension, own in CONTENT.items()
    for kind, content in (CONTENT | OTHER_CONTENT).items()
    if content != own
]


@pytest.mark.parametrize(("extension", "content"), MISMATCHES)
def test_content_of_another_kind_is_refused(extension, content):
    assert refusal(content, "a" + extension).code == "content"


@pytest.mark.parametrize(
    "name", ["a.exe", "a.svg", "a.html", "a.zip", "a.doc", "a.js", "a.php", "a.pdf.exe", "a.txt", "a.rar"]
)
def test_an_extension_off_the_list_is_refused_whatever_it_holds(name):
    refused = refusal(PDF, name)
    assert refused.code == "kind"
    assert ".docx" in refused.message_vi


@pytest.mark.parametrize("name", ["", "báo cáo", ".pdf", "..."])
def test_a_name_without_an_extension_is_refused(name):
    assert refusal(PDF, name).code == "no_extension"


@pytest.mark.parametrize("name", ["lương.exe.pdf", "a.SCR .pdf", "a.php5.jpg", "a.xlsm.pdf"])
def test_a_program_hidden_in_a_double_extension_is_refused(name):
    assert refusal(PDF, name).code == "double_extension"


@pytest.mark.parametrize("name", ["BC.2026.SCT.pdf", "31.KH-SCT (1).pdf", "Công văn 1126.signed.pdf"])
def test_full_stops_in_a_document_number_are_no_double_extension(name):
    assert check_upload(PDF, name, max_bytes=MB).extension == ".pdf"


def test_a_right_to_left_mark_does_not_hide_the_extension():
    assert refusal(PDF, "báo cáo\u202efdp.exe").code == "kind"


@pytest.mark.parametrize("name", ["C:\\Users\\ha\\a.pdf", "../../a.pdf", "a\r\nX-Evil: 1.pdf"])
def test_only_the_last_part_of_a_name_counts(name):
    assert check_upload(PDF, name, max_bytes=MB).extension == ".pdf"


def test_the_limit_itself_is_allowed_and_one_byte_more_is_not():
    assert check_upload(PDF, "a.pdf", max_bytes=len(PDF)).size == len(PDF)
    assert refusal(PDF, "a.pdf", max_bytes=len(PDF) - 1).code == "too_large"


def test_the_size_sentence_is_the_agreed_one():
    assert refusal(bytes(34 * MB), "a.pdf").message_vi == (
        "Tệp 34 MB, quá mức 20 MB. Nén ảnh trong tệp hoặc chia làm hai."
    )


def test_an_excess_of_one_byte_is_not_rounded_away():
    assert refusal(bytes(20 * MB + 1), "a.pdf").message_vi.startswith("Tệp 21 MB, quá mức 20 MB.")


def test_a_stream_is_measured_before_it_is_read():
    class Unreadable(io.BytesIO):
        def read(self, *_):
            raise AssertionError("read a file that is too large")

    with pytest.raises(UnsafeFile):
        check_upload(Unreadable(PDF), "a.pdf", max_bytes=10)


def test_a_stream_is_left_at_its_beginning():
    stream = io.BytesIO(PDF)
    stream.read(7)
    check_upload(stream, "a.pdf", max_bytes=MB)
    assert stream.tell() == 0


def test_an_empty_file_is_refused():
    assert refusal(b"", "a.pdf").code == "empty"


MACRO_TYPE = "application/vnd.ms-word.document.macroEnabled.main+xml"


@pytest.mark.parametrize(
    "content",
    [
        word_archive(**{"word/vbaProject.bin": b"\0"}),
        archive({"[Content_Types].xml": content_types(MACRO_TYPE), "word/document.xml": b"<a/>"}),
        archive(
            {"[Content_Types].xml": content_types(WORD_MAIN, "<Default ContentType='x/vnd.ms-office.vbaProject'/>")}
        ),
    ],
    ids=["a project inside", "a macro type", "a project declared"],
)
def test_a_document_with_macros_is_refused_under_a_harmless_name(content):
    assert refusal(content, "a.docx").code == "macro"


def test_excel_4_macro_sheets_are_macros():
    sheet = {"xl/macrosheets/sheet1.xml": b"<a/>"}
    types = content_types("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml")
    assert refusal(archive({"[Content_Types].xml": types} | sheet), "a.xlsx").code == "macro"


def test_the_macro_sentence_is_the_agreed_one():
    assert refusal(b"PK", "Bang ke cua hang.xlsm").message_vi == (
        "Tệp có macro nên không nhận được. Mở tệp, chọn Lưu thành… .xlsx, rồi tải lên lại."
    )


def test_a_document_with_a_password_says_so():
    wrapped = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    assert refusal(wrapped, "a.docx").code == "encrypted"


def test_a_bomb_is_refused():
    assert refusal(bomb(), "a.docx").code == "bomb"


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"%PDF-1.7\n<html><script>alert(1)</script>\nstartxref\n9\n%%EOF", "a.pdf"),
        (PDF + b"<script>alert(1)</script>", "a.pdf"),
        (PDF + archive({"a.class": b"x"}), "a.pdf"),
        (png() + archive({"a.class": b"x"}), "a.png"),
        (png() + b"<script>", "a.png"),
        (jpeg(comment=b"<script>alert(1)</script>"), "a.jpg"),
        (jpeg() + archive({"a.class": b"x"}), "a.jpg"),
    ],
)
def test_a_file_that_is_two_kinds_at_once_is_refused(content, name):
    assert refusal(content, name).code == "polyglot"


@pytest.mark.parametrize(("content", "name"), [(PDF, "a.pdf"), (png(), "a.png"), (jpeg(), "a.jpg"), (docx(), "a.docx")])
@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_a_file_cut_short_is_refused(content, name, share):
    assert refusal(content[: int(len(content) * share)], name).code.startswith("damaged")


def test_a_changed_byte_in_a_png_is_noticed():
    changed = png().replace(b"\x08\0\0\0\0", b"\x08\1\0\0\0", 1)
    assert refusal(changed, "a.png").code == "damaged_image_or_pdf"


def test_what_a_phone_appends_to_a_photo_is_accepted():
    assert check_upload(jpeg() + b"\0\0\0\x18ftypmp42", "a.jpg", max_bytes=MB).extension == ".jpg"


@pytest.mark.parametrize("code", ["kind", "content"])
def test_both_languages_are_at_hand(code):
    refused = refusal(PDF, "a.exe") if code == "kind" else refusal(PDF, "a.png")
    assert refused.sentence("vi") == refused.message_vi != refused.message_en == refused.sentence("en")
