"""The mailbox that mails come back to, read over IMAP: `imaps://user:password@mail.example/INBOX`."""

import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from imap_tools import MailBox, MailBoxUnencrypted
from imap_tools.mailbox import BaseMailBox

from app.notifications.bounces.reading import READ_AT_MOST
from app.notifications.mail_server import BadMailUrl, Security, is_this_machine

SILENCE_LIMIT = 20.0  # seconds for connecting and for each answer
UNDERSTOOD = "Read"  # folders below the one that is read
UNCLEAR = "Unclear"
_PORTS: dict[Security, int] = {"none": 143, "starttls": 143, "implicit": 993}


class BadMailboxUrl(BadMailUrl):
    """BOUNCE_MAILBOX cannot be used; the message says what to write."""


@dataclass(frozen=True)
class Account:
    """A mailbox and how to open it."""

    host: str
    port: int
    security: Security
    user: str
    password: str = field(repr=False)
    folder: str = "INBOX"


def read_mailbox_url(url: str) -> Account:
    """Read BOUNCE_MAILBOX; raise BadMailboxUrl. A password goes over an open line only to this machine itself."""
    parts = urlsplit(url)
    if parts.scheme not in ("imap", "imaps") or not parts.hostname or not parts.username or not parts.password:
        raise BadMailboxUrl("BOUNCE_MAILBOX must look like imaps://user:password@mail.example/INBOX")
    asked = parse_qs(parts.query).get("tls", ["starttls"])[0]
    security: Security | None = "implicit" if parts.scheme == "imaps" else _SECURITY.get(asked)
    if security is None:
        raise BadMailboxUrl(f"BOUNCE_MAILBOX: tls={asked} is unknown; write imaps:// or tls=starttls")
    if security == "none" and not is_this_machine(parts.hostname):
        raise BadMailboxUrl("BOUNCE_MAILBOX has a password, so it must start with imaps:// or say tls=starttls")
    return Account(
        host=parts.hostname,
        port=parts.port or _PORTS[security],
        security=security,
        user=unquote(parts.username),
        password=unquote(parts.password),
        folder=unquote(parts.path.strip("/")) or "INBOX",
    )


def account_of(config: Mapping[str, Any]) -> Account | None:
    """Return the mailbox that the settings name, None where nothing is to come back; raise BadMailboxUrl."""
    if not config["BOUNCE_MAILBOX"]:
        return None
    if not config["BOUNCE_ADDRESS"]:
        raise BadMailboxUrl("BOUNCE_MAILBOX is set, so BOUNCE_ADDRESS must say which addresses are delivered to it")
    return read_mailbox_url(config["BOUNCE_MAILBOX"])


_SECURITY: dict[str, Security] = {"none": "none", "starttls": "starttls"}


class Mailbox:
    """An open mailbox: what lies in its folder, and where to put what was read."""

    def __init__(self, box: BaseMailBox, folder: str) -> None:
        self._box = box
        self._folder = folder

    def waiting(self, at_most: int) -> list[str]:
        """Return the names (UIDs) of the mails that nobody has put away yet, oldest first."""
        return self._box.uids()[:at_most]

    def beginning_of(self, uid: str) -> bytes | None:
        """Return the beginning of a mail, however long it is; None when somebody has just put it away."""
        _, answer = self._box.client.uid("FETCH", uid, f"(BODY.PEEK[]<0.{READ_AT_MOST}>)")
        return next((part[1][:READ_AT_MOST] for part in answer if isinstance(part, tuple)), None)

    def put_away(self, uid: str, *, understood: bool) -> None:
        """Move a mail out of the way; doing it again changes nothing."""
        self._box.move([uid], self._beside(UNDERSTOOD if understood else UNCLEAR))

    def _beside(self, name: str) -> str:
        mine = next((known for known in self._box.folder.list() if known.name == self._folder), None)
        folder = f"{self._folder}{mine.delim if mine else '/'}{name}"
        if not self._box.folder.exists(folder):
            self._box.folder.create(folder)
        return folder


@contextmanager
def opened(account: Account) -> Iterator[Mailbox]:
    """Sign in, and out again at the end."""
    box = _connected(account)
    try:
        if account.security == "starttls":
            box.client.starttls(ssl.create_default_context())
        box.login(account.user, account.password, initial_folder=account.folder)
    except Exception:
        box.client.shutdown()
        raise
    with box:
        yield Mailbox(box, account.folder)


def _connected(account: Account) -> BaseMailBox:
    """Connect; STARTTLS and signing in come afterwards."""
    if account.security == "implicit":
        context = ssl.create_default_context()
        return MailBox(account.host, account.port, timeout=SILENCE_LIMIT, ssl_context=context)
    return MailBoxUnencrypted(account.host, account.port, timeout=SILENCE_LIMIT)
