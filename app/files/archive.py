"""Refuse zip bombs before anything parses an archive.

A 211 KB .docx made python-docx use 1.25 GB; a 145 KB .xlsx kept openpyxl busy for 26 s. Two passes prevent
it: first the directory (entry count, declared sizes, ratio, names, overlaps) with nothing unpacked, so an
honest bomb is refused in about a millisecond; then each member is unpacked in small pieces and thrown away
(``members.py``).
"""

import struct
import zipfile
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from pathlib import PurePosixPath
from typing import Final

from app.files.members import BadArchive, check_member
from app.files.refusals import refuse

MEGABYTE: Final = 1024 * 1024
_END_RECORD: Final = struct.Struct("<4s4H2LH")
_LOCAL_HEADER: Final = struct.Struct("<4s5H3L2H")
_ENCRYPTED: Final = 0x01  # general purpose bit 0
_SIZES_FOLLOW: Final = 0x08  # bit 3: the local header leaves the sizes to a descriptor behind the data
_IN_EXTRA_FIELD: Final = 0xFFFFFFFF  # ZIP64: the size stands in the extra field
_FILE_TYPE: Final = 0o170000
_SYMLINK: Final = 0o120000


@dataclass(frozen=True, slots=True)
class Limits:
    """How much an archive may unpack to, in bytes; the defaults hold ten times the largest annex we met."""

    entries: int = 2_000
    directory: int = MEGABYTE
    total: int = 100 * MEGABYTE
    nested: int = 20 * MEGABYTE
    ratio: int = 100
    ratio_from: int = MEGABYTE  # a small file may be all repetition without harm
    depth: int = 1  # a chart in a .docx carries a workbook; nothing honest goes deeper


OFFICE_LIMITS: Final = Limits()


def check_archive(data: bytes, filename: str, limits: Limits = OFFICE_LIMITS) -> None:
    """Raise :class:`UnsafeFile` unless the zip-based file in ``data`` is safe to unpack and parse.

    ``filename`` only words the advice. Returning says nothing about the kind of document inside.
    """
    try:
        _check(data, limits, depth=0)
    except BadArchive as bad:
        refuse(bad.code, filename)


def _check(data: bytes, limits: Limits, depth: int) -> int:
    """Check one archive and those inside it; give its unpacked size."""
    infos = _read_directory(data, limits)
    total = _check_sizes(infos, len(data), limits)
    for info in infos:
        _check_entry(info)
    for info, packed in _locate_members(data, infos):
        nested = check_member(packed, info, limits.nested)
        if nested is None:
            continue
        if depth == limits.depth:
            raise BadArchive("nested")
        total += _check(nested, limits, depth + 1)
        if total > limits.total:
            raise BadArchive("bomb")
    return total


def _read_directory(data: bytes, limits: Limits) -> list[zipfile.ZipInfo]:
    """Read the central directory once the end record has shown that this is cheap and unambiguous.

    Trailing bytes, gaps or several disks would let two programs see two different archives in one file.
    ZIP64 end records, which no file under our size limit needs, fail the same test.
    """
    at = data.rfind(b"PK\x05\x06")
    if at < 0 or not data.startswith((b"PK\x03\x04", b"PK\x05\x06")) or len(data) < at + _END_RECORD.size:
        raise BadArchive("damaged")
    _, disk, start_disk, here, entries, size, offset, comment = _END_RECORD.unpack_from(data, at)
    one_piece = offset + size == at and at + _END_RECORD.size + comment == len(data)
    if not one_piece or disk or start_disk or here != entries:
        raise BadArchive("damaged")
    if entries > limits.entries or size > limits.directory:
        raise BadArchive("bomb")
    try:
        infos = zipfile.ZipFile(BytesIO(data)).infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error) as error:
        raise BadArchive("damaged") from error
    names = {info.filename.casefold() for info in infos}
    if len(infos) != entries or len(names) != entries:
        raise BadArchive("lying_header")
    return infos


def _check_sizes(infos: list[zipfile.ZipInfo], packed: int, limits: Limits) -> int:
    """Refuse by what the directory itself admits; give the declared unpacked size."""
    total = sum(info.file_size for info in infos)
    sizes = [(total, packed), *((info.file_size, info.compress_size) for info in infos)]
    too_dense = any(size > limits.ratio_from and size > packed * limits.ratio for size, packed in sizes)
    if total > limits.total or too_dense:
        raise BadArchive("bomb")
    return total


def _check_entry(info: zipfile.ZipInfo) -> None:
    """Refuse encrypted members, odd compression, links, and names that could leave the folder."""
    if info.flag_bits & _ENCRYPTED:
        raise BadArchive("encrypted")
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise BadArchive("damaged")
    name = info.orig_filename  # ``filename`` is cut at a NUL
    escapes = name.startswith("/") or ".." in PurePosixPath(name).parts
    is_link = (info.external_attr >> 16) & _FILE_TYPE == _SYMLINK
    if not name or escapes or is_link or any(sign in name for sign in "\\:\0\r\n"):
        raise BadArchive("member_name")


def _locate_members(data: bytes, infos: list[zipfile.ZipInfo]) -> list[tuple[zipfile.ZipInfo, memoryview]]:
    """Pair each member with its packed bytes; local headers must agree with the directory, none overlap."""
    view = memoryview(data)
    members, spans = [], []
    for info in infos:
        if info.header_offset + _LOCAL_HEADER.size > len(data):
            raise BadArchive("damaged")
        start = info.header_offset + _LOCAL_HEADER.size + _variable_length(data, info)
        members.append((info, view[start : start + info.compress_size]))
        spans.append((info.header_offset, start + info.compress_size))
    spans.append((data.rfind(b"PK\x05\x06"), len(data)))
    if any(end > following for (_, end), (following, _) in pairwise(sorted(spans))):
        raise BadArchive("lying_header")
    return members


def _variable_length(data: bytes, info: zipfile.ZipInfo) -> int:
    """Give the length of the local header's name and extra field, if it agrees with the directory."""
    fields = _LOCAL_HEADER.unpack_from(data, info.header_offset)
    magic, _, flags, method, _, _, _, packed, size, name, extra = fields
    agree = (packed, size) == (info.compress_size, info.file_size)
    deferred = bool(flags & _SIZES_FOLLOW) or _IN_EXTRA_FIELD in (packed, size)
    if magic != b"PK\x03\x04" or method != info.compress_type or not (agree or deferred):
        raise BadArchive("lying_header")
    return int(name) + int(extra)
