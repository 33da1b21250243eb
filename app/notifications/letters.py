"""A letter: what one message says to one person, and its form as a mail."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.headerregistry import Address
from email.policy import SMTP
from email.quoprimime import body_encode
from email.utils import format_datetime, parseaddr
from functools import lru_cache

from app.clock import LOCAL
from app.timeline.outbox import one_line

_CRLF, _LF = "\r\n", "\n"
_NEW_LINE = _CRLF.encode()


@dataclass(frozen=True)
class Letter:
    """The words of a message; `html` is None where text alone is sent."""

    subject: str
    text: str
    html: str | None = None
    language: str = "vi"


@dataclass(frozen=True)
class Withheld:
    """Why nothing is sent after all."""

    reason: str


@dataclass(frozen=True)
class Postponed:
    """Not now: not before `until`."""

    until: datetime


def as_mail(letter: Letter, *, sender: str, name: str, address: str, message_id: str, written: datetime) -> bytes:
    """Return the letter as the bytes of a mail; the same `message_id` at every attempt.

    Put together by hand: the mail would be the same from `EmailMessage`, at ten times the work.
    """
    head = (
        _subject(letter.subject),
        _addressed("From", *parseaddr(sender)),
        _addressed("To", name, address),
        _header("Date", format_datetime(written.astimezone(LOCAL))),
        _header("Message-ID", message_id),
        _header("Auto-Submitted", "auto-generated"),
        _header("MIME-Version", "1.0"),
    )
    language = _header("Content-Language", letter.language)
    text = _part("plain", letter.text)
    if letter.html is None:
        return b"".join((*head, language, text))
    # No line of a part can be taken for the boundary: quoted-printable has no two equals signs in a row.
    boundary = f"==={secrets.token_hex(16)}==="
    kind = _header("Content-Type", f'multipart/alternative; boundary="{boundary}"')
    line = f"{_CRLF}--{boundary}".encode()
    parts = (line, _NEW_LINE, text, line, _NEW_LINE, _part("html", letter.html), line, b"--", _NEW_LINE)
    return b"".join((*head, kind, language, *parts))


def _part(subtype: str, words: str) -> bytes:
    """Return words with the headers that say how to read them."""
    kind = f'Content-Type: text/{subtype}; charset="utf-8"{_CRLF}Content-Transfer-Encoding: quoted-printable{_CRLF}'
    lines = b"\n".join(words.encode().splitlines()) + b"\n"
    body = body_encode(lines.decode("latin-1"))
    return f"{kind}{_CRLF}{body.replace(_LF, _CRLF)}".encode("ascii")


def _subject(text: str) -> bytes:
    """Return the header's lines, by the older encoder: the newer one loses spaces where Vietnamese is folded."""
    header = Header(one_line(text), header_name="Subject")
    return f"Subject: {header.encode(linesep=_CRLF)}{_CRLF}".encode("ascii")


@lru_cache(maxsize=1_000)
def _addressed(header: str, name: str, address: str) -> bytes:
    return _header(header, Address(one_line(name), addr_spec=address))


def _header(name: str, value: str | Address) -> bytes:
    folded: bytes = SMTP.fold_binary(*SMTP.header_store_parse(name, value))
    return folded
