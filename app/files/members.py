"""Unpack archive members in small pieces, keeping nothing, and compare them with what they declare.

Unpacking stops one byte after the declared size: a lying header costs no more than it declared.
"""

import zipfile
import zlib
from collections.abc import Iterator
from typing import Final

_PIECE: Final = 64 * 1024
_ZIP: Final = b"PK"
_PACKERS: Final = (b"PK\x03\x04", b"PK\x05\x06", b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh",
                   b"\xfd7zXZ\x00", b"MSCF")  # fmt: skip
_PACKED_PICTURES: Final = (".emz", ".wmz")  # metafiles that Word keeps gzipped; nobody here unpacks them
_XML: Final = (".xml", ".rels")


class BadArchive(Exception):
    """Raised inside the archive check with the code of the sentence to show."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


def check_member(packed: memoryview, info: zipfile.ZipInfo, nested_bytes: int) -> bytes | None:
    """Raise :class:`BadArchive` unless the member is what its header says; give its bytes if it is a zip.

    A zip inside may have at most ``nested_bytes``; archives of any other kind are refused.
    """
    kept = bytearray()
    is_archive, tail, size, crc = False, b"", 0, 0
    for piece in _unpack(packed, info):
        if size == 0:
            is_archive = _is_archive(piece, info.filename)
        size += len(piece)
        if size > info.file_size:
            raise BadArchive("lying_header")
        crc = zlib.crc32(piece, crc)
        if info.filename.lower().endswith(_XML):
            tail = _check_no_dtd(tail + piece)
        if is_archive:
            kept += piece
            if size > nested_bytes or not kept.startswith(_ZIP):
                raise BadArchive("nested")
    if size != info.file_size:
        raise BadArchive("lying_header")
    if crc != info.CRC:
        raise BadArchive("damaged")
    return bytes(kept) if is_archive else None


def _is_archive(beginning: bytes, name: str) -> bool:
    return beginning.startswith(_PACKERS) and not name.lower().endswith(_PACKED_PICTURES)


def _unpack(packed: memoryview, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield a member's content in pieces of at most 64 KB."""
    slices = (bytes(packed[at : at + _PIECE]) for at in range(0, len(packed), _PIECE))
    return slices if info.compress_type == zipfile.ZIP_STORED else _inflate(slices)


def _inflate(slices: Iterator[bytes]) -> Iterator[bytes]:
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for waiting in slices:
            while True:
                piece = stream.decompress(waiting, _PIECE)
                waiting = stream.unconsumed_tail
                if piece:
                    yield piece
                if not waiting and len(piece) < _PIECE:
                    break
    except zlib.error as error:
        raise BadArchive("damaged") from error
    if not stream.eof:
        raise BadArchive("damaged")
    if stream.unused_data:
        raise BadArchive("lying_header")


def _check_no_dtd(text: bytes) -> bytes:
    """Refuse a DOCTYPE or ENTITY in any encoding; give the end of ``text``, to join with the next piece."""
    if b"<!" in text or b"<\0" in text:  # rare in office files, so the slow look is rare too
        plain = text.replace(b"\0", b"").upper()  # here UTF-16 and UTF-32 differ from ASCII only by zero bytes
        if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
            raise BadArchive("document_type")
    return text[-64:]
