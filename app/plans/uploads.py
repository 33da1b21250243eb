"""Check the file of a plan before anything reads it: kind, size, structure, secrecy stamp."""

from pathlib import PurePath
from typing import Final

from app.files.archive import MEGABYTE
from app.files.guard import check_upload
from app.files.names import safe_name
from app.files.refusals import refuse
from app.files.secrecy import stamp_in_name

MAX_BYTES: Final = 20 * MEGABYTE
ACCEPTED: Final = (".docx", ".xlsx", ".txt")
_STAMPS: Final = frozenset({"TUYỆT MẬT", "TỐI MẬT", "MẬT"})


def checked_name(content: bytes, filename: str) -> str:
    """Return a safe name for an acceptable file; raise UnsafeFile for any other."""
    name = safe_name(filename)
    ending = PurePath(name).suffix.lower()
    if ending not in ACCEPTED:
        refuse("kind", extension=ending or name, allowed=", ".join(ACCEPTED))
    if ending == ".txt":
        _check_text(content, name)
    else:
        check_upload(content, name, max_bytes=MAX_BYTES)
    return name


def _check_text(content: bytes, name: str) -> None:
    if stamp := stamp_in_name(name):
        refuse("secret", stamp=stamp)
    if not content.strip():
        refuse("empty")
    if len(content) > MAX_BYTES:
        refuse("too_large", size=f"{-(-len(content) // MEGABYTE)} MB", limit=f"{MAX_BYTES // MEGABYTE} MB")
    for line in content.decode("utf-8", errors="ignore").splitlines()[:500]:
        if (stamp := " ".join(line.split()).upper()) in _STAMPS:
            refuse("secret", stamp=stamp)
