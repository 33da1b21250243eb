"""Decide whether an uploaded file may be kept: name, size, kind, structure, secrecy stamp.

There is no virus scanner here. A deployment that has one scans between :func:`check_upload` and the store;
see ``docs/decisions/031-uploads-are-checked-by-structure.md``.
"""

import io
import re
from dataclasses import dataclass
from math import ceil
from pathlib import PurePath
from typing import BinaryIO, Final

import puremagic

from app.files.archive import MEGABYTE, check_archive
from app.files.kinds import KINDS
from app.files.names import safe_name
from app.files.refusals import UnsafeFile, refuse
from app.files.secrecy import stamp_in_name, stamp_in_word

__all__ = ["ALLOWED", "Checked", "UnsafeFile", "check_archive", "check_upload"]

ALLOWED: Final = ", ".join(KINDS)
_MACRO_FORMATS: Final = frozenset({".docm", ".dotm", ".xlsm", ".xltm", ".xlsb", ".xlam"})
_ENCRYPTED_PACKAGE: Final = "EncryptedPackage".encode("utf-16-le")  # an office document with a password
_PROGRAM: Final = re.compile(
    r"\.(?:exe|bat|cmd|scr|pif|msi|jse|vbs|vbe|wsf|hta|ps1|lnk|jar|php\d?|do[ct]m|xl[st]m)\s*\.",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Checked:
    """What is known of an accepted file; ``size`` in bytes, ``extension`` in lower case with its dot."""

    content_type: str
    extension: str
    size: int


def check_upload(content: bytes | BinaryIO, filename: str, *, max_bytes: int) -> Checked:
    """Accept ``content`` as an attachment called ``filename`` or raise :class:`UnsafeFile`.

    A stream must be seekable and is left at its beginning. ``max_bytes`` is inclusive.
    """
    name = safe_name(filename)
    extension = _check_name(name)
    data = _read(content, max_bytes)
    if extension not in _identify(data):
        refuse("encrypted" if _ENCRYPTED_PACKAGE in data else "content", extension=extension)
    kind = KINDS[extension]
    kind.check(data, extension)
    if extension == ".docx" and (stamp := stamp_in_word(data)):
        refuse("secret", stamp=stamp)
    return Checked(kind.content_type, extension, len(data))


def _check_name(name: str) -> str:
    """Give the extension of an acceptable name, in lower case with its dot."""
    if stamp := stamp_in_name(name):
        refuse("secret", stamp=stamp)
    extension = PurePath(name).suffix.lower()
    if not extension:
        refuse("no_extension", allowed=ALLOWED)
    if extension in _MACRO_FORMATS:
        refuse("macro", name)
    if extension not in KINDS:
        refuse("kind", extension=extension, allowed=ALLOWED)
    if hidden := _PROGRAM.search(name):
        refuse("double_extension", extension=hidden.group().rstrip(". "))
    return extension


def _read(content: bytes | BinaryIO, max_bytes: int) -> bytes:
    """Read it all once its size is known to be allowed."""
    stream = io.BytesIO(content) if isinstance(content, bytes) else content
    size = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    if size == 0:
        refuse("empty")
    if size > max_bytes:
        refuse("too_large", size=_rounded_up(size, max_bytes), limit=_rounded_up(max_bytes, max_bytes))
    data = stream.read()
    stream.seek(0)
    return data


def _rounded_up(size: int, limit: int) -> str:
    """Say a size in the unit the limit is a whole number of; never round an excess away."""
    return f"{ceil(size / MEGABYTE)} MB" if limit % MEGABYTE == 0 else f"{ceil(size / 1024)} KB"


def _identify(data: bytes) -> set[str]:
    """Give the extensions whose signature the content carries."""
    try:
        found = {str(match.extension) for match in puremagic.magic_string(data)}
    except puremagic.PureError:
        return set()
    return found | {".jpg"} if ".jpeg" in found else found
