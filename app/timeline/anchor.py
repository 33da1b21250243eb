"""The place outside the database that proves nobody rewrote the past: a signing key and a copy of each daily head."""

import hashlib
import hmac
import json
import os
import secrets
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

KEY_BYTES = 32


class KeyMissing(Exception):
    """There is no signing key in the anchor folder, so nothing can be checked against it."""


@dataclass(frozen=True)
class Seal:
    """What is signed and kept of a daily head."""

    day: str  # ISO date
    last_entry_id: int
    digest: str
    signature: str


class Anchor:
    """The anchor folder: `key`, readable by its owner alone, and `heads/YYYY-MM-DD.json`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._heads = folder / "heads"

    def ensure_key(self) -> None:
        """Make the key on first use; of two processes that try, one wins."""
        if self._key_file.exists():
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self._folder)  # mode 0600
        try:
            with os.fdopen(handle, "w") as file:
                file.write(secrets.token_hex(KEY_BYTES))
                file.flush()
                os.fsync(file.fileno())
            os.link(name, self._key_file)
        except FileExistsError:
            return
        finally:
            Path(name).unlink()

    def sign(self, day: date, last_entry_id: int, digest: str) -> Seal:
        """Return the signed head; raise KeyMissing without a key."""
        text = f"tiendo head 1\n{day.isoformat()}\n{last_entry_id}\n{digest}"
        signature = hmac.new(self._key(), text.encode(), hashlib.sha256).hexdigest()
        return Seal(day.isoformat(), last_entry_id, digest, signature)

    def keep(self, seal: Seal) -> None:
        """Keep a copy, whole or not at all; one that is there already is never overwritten."""
        path = self._heads / f"{seal.day}.json"
        if path.exists():
            return
        self._heads.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(f".{secrets.token_hex(4)}")
        with draft.open("w") as file:
            json.dump(asdict(seal), file)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)

    def kept(self) -> Iterator[tuple[str, Seal | None]]:
        """Yield (day, copy) for every copy, by day; None for one that cannot be read."""
        for path in sorted(self._heads.glob("????-??-??.json")):
            try:
                yield path.stem, Seal(**json.loads(path.read_text()))
            except (ValueError, TypeError):
                yield path.stem, None

    @property
    def _key_file(self) -> Path:
        return self._folder / "key"

    def _key(self) -> bytes:
        try:
            return bytes.fromhex(self._key_file.read_text().strip())
        except FileNotFoundError:
            raise KeyMissing(str(self._key_file)) from None
