"""Make a name from outside safe to store, show and send back, keeping its Vietnamese letters."""

import re
import unicodedata
from pathlib import PurePosixPath
from typing import Final

MAX_BYTES: Final = 200  # in UTF-8; file systems allow 255, downloads add " (1)" and the like
_RESERVED: Final = re.compile(r"(?:con|prn|aux|nul|com[1-9¹²³]|lpt[1-9¹²³])\s*(?:\.|$)", re.IGNORECASE)
_FORBIDDEN: Final = frozenset('<>:"|?*')
_UNNAMED: Final = "tep"


def safe_name(original: str) -> str:
    """Give the last path part of ``original`` as a file name that is safe everywhere; never empty.

    NFC; without control, format and bidirectional characters (which reverse ``exe.pdf``); not a device name
    of Windows; at most 200 bytes of UTF-8, shortened before the extension.
    """
    last = unicodedata.normalize("NFC", original).replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(" " if sign.isspace() else sign for sign in last if sign.isspace() or _is_kept(sign))
    name = " ".join(kept.split()).strip(". ")
    if not name:
        return _UNNAMED
    if _RESERVED.match(name):
        name = "_" + name
    return _shorten(name)


def _is_kept(sign: str) -> bool:
    """Drop what is invisible, half a character, or forbidden in a Windows name."""
    return sign not in _FORBIDDEN and unicodedata.category(sign)[0] != "C"


def _shorten(name: str) -> str:
    if len(name.encode()) <= MAX_BYTES:
        return name
    extension = PurePosixPath(name).suffix
    if len(extension.encode()) > 20:
        extension = ""
    stem = name[: len(name) - len(extension)].encode()[: MAX_BYTES - len(extension.encode())]
    return stem.decode(errors="ignore").rstrip(". ") + extension
