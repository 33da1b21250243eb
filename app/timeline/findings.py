"""What a check of the timeline can find."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What is wrong; the sentence for each is in `app.timeline.cli`."""

    entry_changed = "entry_changed"
    entries_missing = "entries_missing"
    order_changed = "order_changed"
    payload_changed = "payload_changed"
    payload_missing = "payload_missing"
    payload_erased_unexplained = "payload_erased_unexplained"
    head_mismatch = "head_mismatch"
    head_forged = "head_forged"
    head_missing = "head_missing"
    head_differs_from_copy = "head_differs_from_copy"
    copy_missing = "copy_missing"
    copy_unreadable = "copy_unreadable"
    key_missing = "key_missing"
    file_missing = "file_missing"
    file_damaged = "file_damaged"


@dataclass(frozen=True)
class Finding:
    """Something is wrong at `where`: "case 12, entry 3", a day, a file's digest."""

    kind: Kind
    where: str


@dataclass(frozen=True)
class Report:
    """What was looked at and what was found."""

    entries: int
    heads: int
    files: int
    unsealed: int  # entries since the last head: only their chains protect them
    findings: tuple[Finding, ...]
