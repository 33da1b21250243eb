"""The backup file: a zip of `tables/NAME.jsonl`, `files/SHA256` and, written last, `manifest.json` with all digests."""

import hashlib
import json
import os
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, BinaryIO, cast

from app.backup.errors import BackupDamaged, BackupExists, BackupUnreadable

FORMAT = 1
CHUNK = 1 << 20
MANIFEST = "manifest.json"


@dataclass(frozen=True)
class TablePart:
    """A table in the backup."""

    columns: list[str]
    rows: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What the backup holds; made with the database at migration `revision`."""

    format: int
    created_at: str
    revision: str | None
    tables: dict[str, TablePart] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)

    @property
    def digest(self) -> str:
        """One digest of all content; equal content gives an equal digest on either database."""
        content = {"tables": {name: part.sha256 for name, part in self.tables.items()}, "files": self.files}
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


class Writer:
    """An open backup that is being written."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive

    def table(self, name: str, columns: list[str], lines: Iterable[bytes]) -> TablePart:
        """Write a table's lines."""
        digest, rows = hashlib.sha256(), 0
        with self._archive.open(f"tables/{name}.jsonl", "w", force_zip64=True) as member:
            for line in lines:
                rows += 1
                digest.update(line)
                member.write(line)
        return TablePart(columns, rows, digest.hexdigest())

    def file(self, sha256: str, content: IO[bytes]) -> None:
        """Write a stored file; what is compressed already is not compressed again."""
        info = zipfile.ZipInfo(f"files/{sha256}")
        with self._archive.open(info, "w", force_zip64=True) as member:
            while chunk := content.read(CHUNK):
                member.write(chunk)

    def manifest(self, manifest: Manifest) -> None:
        """Write what the backup holds; without it, it is no backup."""
        self._archive.writestr(MANIFEST, json.dumps(asdict(manifest), ensure_ascii=False, indent=1))


class Reader:
    """A backup whose every part has been found to be what was written."""

    def __init__(self, archive: zipfile.ZipFile, manifest: Manifest) -> None:
        self._archive = archive
        self.manifest = manifest

    def lines(self, table: str) -> Iterator[bytes]:
        """Yield a table's lines."""
        with self._archive.open(f"tables/{table}.jsonl") as member:
            yield from member

    @contextmanager
    def file(self, sha256: str) -> Iterator[BinaryIO]:
        """Open a stored file."""
        with self._archive.open(f"files/{sha256}") as member:
            yield cast(BinaryIO, member)


@contextmanager
def writing(path: Path) -> Iterator[Writer]:
    """Open a new backup for its owner alone; it gets its name when it is whole and on disk."""
    if path.exists():
        raise BackupExists(path=path)
    draft = path.with_name(f"{path.name}.partial")
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
                yield Writer(archive)
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, path)  # unlike a rename, this never overwrites
    except FileExistsError as error:
        raise BackupExists(path=path) from error
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def reading(path: Path) -> Iterator[Reader]:
    """Open a backup and check every part of it first."""
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError) as error:
        raise BackupUnreadable(path) from error
    with archive:
        manifest = _manifest(archive, path)
        wanted = {f"tables/{name}.jsonl": part.sha256 for name, part in manifest.tables.items()}
        wanted |= {f"files/{sha256}": sha256 for sha256 in manifest.files}
        for name in wanted.keys() ^ (set(archive.namelist()) - {MANIFEST}):
            raise BackupDamaged(name)
        for name, sha256 in wanted.items():
            if _digest(archive, name) != sha256:
                raise BackupDamaged(name)
        yield Reader(archive, manifest)


def _manifest(archive: zipfile.ZipFile, path: Path) -> Manifest:
    try:
        content = json.loads(archive.read(MANIFEST))
        tables = {name: TablePart(**part) for name, part in content.pop("tables").items()}
        manifest = Manifest(**content, tables=tables)
    except (KeyError, TypeError, ValueError, AttributeError, zipfile.BadZipFile, zlib.error) as error:
        raise BackupUnreadable(path) from error
    if manifest.format != FORMAT:
        raise BackupUnreadable(path)
    return manifest


def _digest(archive: zipfile.ZipFile, name: str) -> str:
    try:
        digest = hashlib.sha256()
        with archive.open(name) as member:
            while chunk := member.read(CHUNK):
                digest.update(chunk)
        return digest.hexdigest()
    except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise BackupDamaged(name) from error
