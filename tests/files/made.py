"""Make the files the tests upload: honest ones, and each kind of hostile one."""

import io
import struct
import zipfile
import zlib

from docx import Document
from openpyxl import Workbook

WORD_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
MIB = 1024 * 1024


def docx(text: str = "Báo cáo kết quả năm 2026", header: str = "") -> bytes:
    document = Document()
    document.add_paragraph(text)
    if header:
        document.sections[0].header.paragraphs[0].text = header
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def xlsx() -> bytes:
    book = Workbook()
    book.active.append(["Nhiệm vụ", "Số đạt", 38])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def archive(members: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", compression) as target:
        for name, data in members.items():
            target.writestr(name, data)
    return content.getvalue()


def content_types(main: str = WORD_MAIN, more: str = "") -> bytes:
    override = f'<Override PartName="/word/document.xml" ContentType="{main}"/>'
    return (
        f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{override}{more}</Types>'.encode()
    )


def word_archive(**more: bytes) -> bytes:
    return archive({"[Content_Types].xml": content_types(), "word/document.xml": b"<w:document/>"} | more)


def bomb(unpacked: int = 200 * MIB) -> bytes:
    """A document of 1/1000 of its unpacked size: 200 MiB make 200 KB."""
    return archive({"[Content_Types].xml": content_types(), "word/document.xml": bytes(unpacked)})


def with_declared_size(data: bytes, name: str, size: int) -> bytes:
    """Let both headers of the member ``name`` declare ``size`` unpacked bytes."""
    info = zipfile.ZipFile(io.BytesIO(data)).getinfo(name)
    changed = bytearray(data)
    struct.pack_into("<L", changed, info.header_offset + 22, size)
    struct.pack_into("<L", changed, _directory_entry(data, name) + 24, size)
    return bytes(changed)


def with_directory_field(data: bytes, name: str, offset: int, layout: str, value: int) -> bytes:
    """Change one field of a member's directory entry only."""
    changed = bytearray(data)
    struct.pack_into(layout, changed, _directory_entry(data, name) + offset, value)
    return bytes(changed)


def _directory_entry(data: bytes, name: str) -> int:
    at = data.index(b"PK\x01\x02")
    while True:
        length, extra, comment = struct.unpack_from("<3H", data, at + 28)
        if data[at + 46 : at + 46 + length] == name.encode():
            return at
        at += 46 + length + extra + comment


PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"


def png() -> bytes:
    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">L", len(body)) + name + body + struct.pack(">L", zlib.crc32(name + body))

    header = struct.pack(">2L5B", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


def jpeg(comment: bytes = b"") -> bytes:
    def segment(marker: int, body: bytes) -> bytes:
        return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body

    note = segment(0xFE, comment) if comment else b""
    start = segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0")
    frame = segment(0xC0, bytes([8, 0, 1, 0, 1, 1, 1, 0x11, 0]))
    scan = segment(0xDA, bytes([1, 1, 0, 0, 63, 0]))
    return b"\xff\xd8" + start + note + frame + scan + b"\x7f\xff\xd9"
