"""What a mail that came to the return mailbox says about ours: refused for good, still tried, or a machine's answer.

Servers that follow RFC 3464 say it in a part of its own; flufl.bounce knows how many of the others put it. Everybody
can write to this mailbox, so nothing here trusts what it reads.
"""

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message

from flufl.bounce import all_failures

from app.notifications.proof.models import EventKind
from app.timeline.outbox import one_line

READ_AT_MOST = 128 * 1024  # bytes of a mail; what it says about ours stands at its beginning
_PARTS_AT_MOST = 40  # a report has three
_REASON_AT_MOST = 500

_ENHANCED = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")  # RFC 3463
_PLAIN = re.compile(r"(?:^|[^\d.])([45])\d\d[ -](?=\D)")  # RFC 5321
_DAEMON = re.compile(r"mailer-?daemon|postmaster|mail delivery (sub)?system", re.IGNORECASE)
_ABSENT = re.compile(r"^\s*(automatic reply|out of (the )?office|auto-?reply|trả lời tự động)", re.IGNORECASE)

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Said:
    """What a returned mail says; `status` is RFC 3463's, e.g. "5.1.1", `reason` the server's own words."""

    kind: EventKind
    status: str = ""
    reason: str = ""


def what_it_says(content: bytes) -> Said | None:
    """Return what the mail says about one of ours; None when it is no machine's answer that we understand."""
    if content.lower().count(b"boundary=") > _PARTS_AT_MOST:
        return None  # parts within parts within parts: nobody's report, and slow to read
    try:
        mail = message_from_bytes(content)
        return _report(mail) or _answer(mail) or _letter(mail)
    except Exception:  # every mail in the world may come here, and parsers have their limits
        _log.warning("a returned mail could not be read", exc_info=True)
        return None


def _report(mail: Message) -> Said | None:
    """Read the delivery report of RFC 3464: of its recipients, the worst."""
    fields = list(_recipients(mail))
    for action, kind in (("failed", EventKind.bounced), ("delayed", EventKind.delayed)):
        for block in fields:
            if str(block["Action"]).strip().lower() == action:
                reason = str(block["Diagnostic-Code"] or "").partition(";")[2]
                return _said(kind, str(block["Status"] or ""), reason)
    return None


def _recipients(mail: Message) -> Iterator[Message]:
    for part in mail.walk():
        blocks = part.get_payload() if part.get_content_type() == "message/delivery-status" else None
        for block in blocks if isinstance(blocks, list) else ():
            if isinstance(block, Message) and block["Action"]:
                yield block


def _answer(mail: Message) -> Said | None:
    """Recognise absence notices and the like; reports say `Auto-Submitted` too, but come from a mail server."""
    subject = _decoded(mail["Subject"])
    by_machine = (
        str(mail["Auto-Submitted"] or "").lower().startswith("auto-")
        or mail["X-Autoreply"] is not None
        or mail["X-Autorespond"] is not None
        or str(mail["Precedence"] or "").lower() == "auto_reply"
        or _ABSENT.match(subject) is not None
    )
    if not by_machine or _is_from_daemon(mail) or mail["X-Failed-Recipients"]:
        return None
    return _said(EventKind.answered, "", subject)


def _letter(mail: Message) -> Said | None:
    """Read a report written for people only."""
    temporary, permanent = all_failures(mail)
    text = _text(mail)
    if not (temporary or permanent) and not _is_from_daemon(mail):
        return None
    enhanced, plain = _ENHANCED.search(text), _PLAIN.search(text)
    severity = enhanced[1][0] if enhanced else plain[1] if plain else ""
    if not (temporary or permanent or severity in ("4", "5")):
        return None
    passes = bool(temporary) if temporary or permanent else severity == "4"
    found = enhanced or plain
    return _said(
        EventKind.delayed if passes else EventKind.bounced,
        enhanced[1] if enhanced else "",
        _line_around(text, found.start()) if found else "",
    )


def _decoded(header: object) -> str:
    text = str(header or "")
    try:
        return str(make_header(decode_header(text)))
    except (LookupError, ValueError, HeaderParseError):
        return text


def _is_from_daemon(mail: Message) -> bool:
    return _DAEMON.search(str(mail["From"] or "")) is not None


def _text(mail: Message) -> str:
    for part in mail.walk():
        if part.get_content_type() == "text/plain":
            payload = part.get_payload(decode=True)
            return payload.decode(errors="replace") if isinstance(payload, bytes) else ""
    return ""


def _line_around(text: str, position: int) -> str:
    end = text.find("\n", position + 1)
    return text[text.rfind("\n", 0, position + 1) + 1 : end if end >= 0 else len(text)]


def _said(kind: EventKind, status: str, reason: str) -> Said:
    known = _ENHANCED.search(status) or _ENHANCED.search(reason)
    return Said(kind, known[1][:12] if known else "", one_line(" ".join(reason.split()))[:_REASON_AT_MOST])
