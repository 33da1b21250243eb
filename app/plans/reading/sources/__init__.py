"""Open a file and give its rows in one shape, whatever it is: .docx, .xlsx or a text extract."""

from collections.abc import Callable
from pathlib import PurePath
from typing import Final

from app.files.guard import UnsafeFile, check_archive
from app.plans.reading.rows import SourceRow, UnreadablePlan
from app.plans.reading.sources.spreadsheet import read_spreadsheet
from app.plans.reading.sources.text_extract import read_text_extract
from app.plans.reading.sources.word import read_word

_OFFICE: Final[dict[str, Callable[[bytes], list[SourceRow]]]] = {".docx": read_word, ".xlsx": read_spreadsheet}
_TEXT: Final = (".txt", ".tsv", ".tab", ".md")


def read_rows(data: bytes, filename: str) -> list[SourceRow]:
    """Return the rows of a file; raise `UnreadablePlan` when it is damaged, unsafe or of another kind."""
    ending = PurePath(filename).suffix.lower()
    if not data.strip():
        raise UnreadablePlan(
            "Tệp trống, không có nội dung. Kiểm tra lại tệp rồi đọc lại.", "The file is empty. Check it."
        )
    if ending in _TEXT:
        return read_text_extract(data)
    if ending not in _OFFICE:
        raise UnreadablePlan(
            f"Không đọc được tệp đuôi “{ending}”. Lưu văn bản thành .docx, .xlsx hoặc .txt rồi đọc lại.",
            f"Files ending in “{ending}” cannot be read. Save the document as .docx, .xlsx or .txt.",
        )
    try:
        check_archive(data, filename)
    except UnsafeFile as unsafe:
        raise UnreadablePlan(unsafe.message_vi, unsafe.message_en) from unsafe
    return _OFFICE[ending](data)
