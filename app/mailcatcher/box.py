"""The caught mails, newest last; only so many are kept."""

import mailbox
import threading
from collections import deque
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

KEPT = 5_000


@dataclass(frozen=True)
class Caught:
    """One mail as it arrived; `to` is the envelope's recipients, which is where it really went."""

    id: int
    sender: str
    to: list[str]
    subject: str
    date: str
    message_id: str
    received_at: str
    text: str
    html: str | None
    headers: list[tuple[str, str]]

    def as_json(self) -> dict[str, Any]:
        """Return it as `/messages.json` shows it."""
        values = asdict(self)
        return {"from": values.pop("sender"), **values}


class Box:
    """Where caught mails are kept; safe to use from several threads."""

    def __init__(self, file: Path | None = None, kept: int = KEPT) -> None:
        self._lock = threading.Lock()
        self._mails: deque[Caught] = deque(maxlen=kept)
        self._arrived = 0
        self._file = file  # an mbox

    def keep(self, sender: str, to: list[str], content: bytes) -> Caught:
        """Keep one mail and return it."""
        with self._lock:
            self._arrived += 1
            caught = _read(self._arrived, sender, to, content)
            self._mails.append(caught)
            if self._file is not None:
                with closing(mailbox.mbox(self._file)) as kept:
                    kept.add(content)
        return caught

    def all(self) -> list[Caught]:
        """Return what is kept, oldest first."""
        with self._lock:
            return list(self._mails)

    def find(self, mail_id: int) -> Caught | None:
        """Return one mail, or None when it is not (or no longer) kept."""
        return next((mail for mail in self.all() if mail.id == mail_id), None)


def _read(number: int, sender: str, to: list[str], content: bytes) -> Caught:
    message = message_from_bytes(content, policy=default)
    return Caught(
        id=number,
        sender=sender,
        to=to,
        subject=str(message["Subject"] or ""),
        date=str(message["Date"] or ""),
        message_id=str(message["Message-ID"] or ""),
        received_at=datetime.now(UTC).isoformat(timespec="seconds"),
        text=_body(message, "plain") or "",
        html=_body(message, "html"),
        headers=[(name, str(value)) for name, value in message.items()],
    )


def _body(message: EmailMessage, kind: str) -> str | None:
    part = message.get_body(preferencelist=(kind,))
    return str(part.get_content()) if part is not None else None
