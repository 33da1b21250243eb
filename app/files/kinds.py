"""The kinds of file that are accepted, and how each proves that it is what its name says.

A magic number is one check among several: ``%PDF-`` followed by HTML passes for a PDF, so each kind is also
read structurally.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from app.files.archive import MEGABYTE, check_archive
from app.files.refusals import refuse

_OFFICE: Final = "application/vnd.openxmlformats-officedocument."
_CONTENT_TYPES: Final = "[Content_Types].xml"
_MACRO: Final = re.compile(rb"macroEnabled|vbaProject|macrosheet", re.IGNORECASE)
_MARKUP: Final = re.compile(rb"<\s*(?:!doctype\s+html|html|body|script|svg|iframe|\?php)\b", re.IGNORECASE)
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_JPEG_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # those three hold tables
_JPEG_SCAN: Final = 0xDA


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: what it is called on the wire, and the check of its structure (data, extension)."""

    content_type: str
    check: Callable[[bytes, str], None]


def _check_word(data: bytes, extension: str) -> None:
    _check_office(data, extension, b"wordprocessingml.document.main+xml")


def _check_excel(data: bytes, extension: str) -> None:
    _check_office(data, extension, b"spreadsheetml.sheet.main+xml")


def _check_office(data: bytes, extension: str, main_part: bytes) -> None:
    """Accept a safe archive whose content types name ``main_part`` and no macros."""
    check_archive(data, extension)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        names = archive.namelist()
        if _CONTENT_TYPES not in names:
            refuse("content", extension=extension)
        with archive.open(_CONTENT_TYPES) as part:
            types = part.read(MEGABYTE)
    if _MACRO.search(types) or any(_MACRO.search(name.encode()) for name in names):
        refuse("macro", extension)
    if main_part not in types:
        refuse("content", extension=extension)


def _check_pdf(data: bytes, extension: str) -> None:
    """Accept a file that is a PDF from its first byte to its last."""
    if not re.match(rb"%PDF-[12]\.\d", data):
        refuse("content", extension=extension)
    end = data.rfind(b"%%EOF")
    if end < 0 or b"startxref" not in data:
        refuse("damaged_image_or_pdf", extension)
    if _MARKUP.search(data, 0, 1024) or data[end + 5 :].strip(b"\0\t\n\f\r "):
        refuse("polyglot", extension)


def _check_png(data: bytes, extension: str) -> None:
    """Walk the chunks of a PNG from IHDR to IEND, with checksums, and accept nothing behind."""
    if not data.startswith(_PNG + b"\0\0\0\rIHDR"):
        refuse("content", extension=extension)
    at, name = len(_PNG), b""
    while name != b"IEND":
        if at + 12 > len(data):
            refuse("damaged_image_or_pdf", extension)
        length, name = struct.unpack_from(">L4s", data, at)
        body = data[at + 4 : at + 8 + length]
        at += 12 + length
        if at > len(data) or zlib.crc32(body) != int.from_bytes(data[at - 4 : at]):
            refuse("damaged_image_or_pdf", extension)
    if at != len(data):
        refuse("polyglot", extension)


def _check_jpeg(data: bytes, extension: str) -> None:
    """Walk the segments of a JPEG to its picture data.

    Phones append previews and clips behind the picture, so its end is not checked.
    """
    if not data.startswith(b"\xff\xd8\xff"):
        refuse("content", extension=extension)
    at, marker, has_frame = 2, 0, False
    while marker != _JPEG_SCAN:
        if at + 4 > len(data) or data[at] != 0xFF:
            refuse("damaged_image_or_pdf", extension)
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4])
        has_frame = has_frame or marker in _JPEG_FRAMES
        at += 1 if marker == 0xFF else 2 + length  # a run of 0xFF is padding
    if not has_frame or b"\xff\xd9" not in data[at:]:
        refuse("damaged_image_or_pdf", extension)
    if _MARKUP.search(data, 0, 1024) or _holds_archive(data):
        refuse("polyglot", extension)


def _holds_archive(data: bytes) -> bool:
    """Tell whether a zip reader would find an archive in ``data``, wherever it begins."""
    return b"PK\x01\x02" in data and zipfile.is_zipfile(BytesIO(data))


_JPEG: Final = Kind("image/jpeg", _check_jpeg)

KINDS: Final[dict[str, Kind]] = {
    ".pdf": Kind("application/pdf", _check_pdf),
    ".docx": Kind(_OFFICE + "wordprocessingml.document", _check_word),
    ".xlsx": Kind(_OFFICE + "spreadsheetml.sheet", _check_excel),
    ".jpg": _JPEG,
    ".jpeg": _JPEG,
    ".png": Kind("image/png", _check_png),
}
