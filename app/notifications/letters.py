"""A letter: what one message says to one person, and its form as a mail."""

from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

from app.clock import LOCAL
from app.timeline.outbox import one_line

_CRLF = "\r\n"


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
    """Return the letter as the bytes of a mail; the same `message_id` at every attempt."""
    mail = EmailMessage(policy=SMTP)
    mail["From"] = _address(*parseaddr(sender))
    mail["To"] = _address(name, address)
    mail["Date"] = format_datetime(written.astimezone(LOCAL))
    mail["Message-ID"] = message_id
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(letter.text, cte="quoted-printable")
    if letter.html is not None:
        mail.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    mail["Content-Language"] = letter.language  # at the end: setting the content takes such headers away
    return subject_lines(letter.subject) + mail.as_bytes()


def subject_lines(text: str) -> bytes:
    """Return the header's lines, by the older encoder: the newer one loses spaces where Vietnamese is folded."""
    header = Header(one_line(text), header_name="Subject")
    return f"Subject: {header.encode(linesep=_CRLF)}{_CRLF}".encode("ascii")


def _address(name: str, address: str) -> Address:
    return Address(one_line(name), addr_spec=address)
