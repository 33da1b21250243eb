"""Keep file contents by the SHA-256 of their bytes: stored once, never changed, damage always noticed.

Names, owners and access live in the database; here is only content. Layout: ``<root>/ab/cd/<64 hex digits>``.
"""

import hashlib
import io
import os
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

_CHUNK: Final = 256 * 1024
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")
_INCOMING: Final = "incoming"  # same file system as the rest, so that a rename is atomic


class FileMissing(Exception):
    """Raised for a digest nothing is stored under."""


class FileDamaged(Exception):
    """Raised when stored bytes no longer have the digest they are stored under."""


@dataclass(frozen=True, slots=True)
class Stored:
    """What the caller keeps of a stored file; ``size`` in bytes."""

    sha256: str
    size: int


class FileStore:
    """A folder of immutable contents. Safe for any number of processes: equal bytes race to the same file."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._incoming = root / _INCOMING
        self._incoming.mkdir(parents=True, exist_ok=True)

    def put(self, content: bytes | BinaryIO) -> Stored:
        """Store ``content`` durably and give its address; a stream is read from where it stands.

        Once this returns the bytes survive a power cut; a failure before leaves nothing under the address.
        """
        stream = io.BytesIO(content) if isinstance(content, bytes) else content
        descriptor, name = tempfile.mkstemp(dir=self._incoming)
        temporary = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as target:
                stored = _copy(stream, target)
                target.flush()
                os.fsync(target.fileno())
            self._move_into_place(temporary, stored.sha256)
        finally:
            temporary.unlink(missing_ok=True)
        return stored

    def _move_into_place(self, temporary: Path, sha256: str) -> None:
        path = self._path(sha256)
        path.parent.mkdir(parents=True, exist_ok=True)
        os.chmod(temporary, 0o440)
        # Replacing an equal file changes nothing, and mends one that a bad disk has damaged.
        os.replace(temporary, path)
        for folder in (path.parent, path.parent.parent, self.root):
            _sync_folder(folder)

    def open(self, sha256: str) -> io.BufferedReader:
        """Open stored bytes for reading; raises :class:`FileMissing`. The caller closes it."""
        try:
            return self._path(sha256).open("rb")
        except FileNotFoundError:
            raise FileMissing(sha256) from None

    def exists(self, sha256: str) -> bool:
        """Tell whether anything is stored under ``sha256``."""
        return self._path(sha256).is_file()

    def verify(self, sha256: str) -> None:
        """Read a file again; raises :class:`FileMissing` or :class:`FileDamaged`."""
        with self.open(sha256) as content:
            if hashlib.file_digest(content, "sha256").hexdigest() != sha256:
                raise FileDamaged(sha256)

    def digests(self) -> Iterator[str]:
        """Yield every stored address, in order (for backup and verification)."""
        for path in sorted(self.root.glob("[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]/*")):
            if _DIGEST.fullmatch(path.name):
                yield path.name

    def _path(self, sha256: str) -> Path:
        """Turn an address into a path; anything but 64 lower-case hex digits is missing, never a path."""
        if not _DIGEST.fullmatch(sha256):
            raise FileMissing(sha256)
        return self.root / sha256[:2] / sha256[2:4] / sha256


def _copy(source: BinaryIO, target: BinaryIO) -> Stored:
    digest, size = hashlib.sha256(), 0
    while chunk := source.read(_CHUNK):
        digest.update(chunk)
        size += target.write(chunk)
    return Stored(digest.hexdigest(), size)


def _sync_folder(folder: Path) -> None:
    """Make a rename durable: on POSIX the folder entry is data of its own."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
