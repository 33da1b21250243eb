"""Where mail is handed over, read from MAIL_URL: `smtp://user:password@host:port?tls=starttls`."""

from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Literal
from urllib.parse import parse_qs, unquote, urlsplit

Security = Literal["none", "starttls", "implicit"]
_PORTS: dict[Security, int] = {"none": 25, "starttls": 587, "implicit": 465}


class BadMailUrl(ValueError):
    """MAIL_URL cannot be used; the message says what to write."""


@dataclass(frozen=True)
class MailServer:
    """A mail server and how to speak to it."""

    host: str
    port: int
    security: Security = "none"
    user: str | None = None
    password: str | None = field(default=None, repr=False)


def read_mail_url(url: str) -> MailServer:
    """Read MAIL_URL; raise BadMailUrl.

    `tls` is none, starttls or implicit; smtps:// means implicit. A password goes over an open line only to this
    machine itself.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise BadMailUrl("MAIL_URL must look like smtp://user:password@mail.example:587?tls=starttls")
    security = _security(parts.scheme, parse_qs(parts.query).get("tls", [""])[0], parts.username)
    if parts.password and security == "none" and not is_this_machine(parts.hostname):
        raise BadMailUrl("MAIL_URL has a password, so it must also say tls=starttls or tls=implicit")
    return MailServer(
        host=parts.hostname,
        port=parts.port or _PORTS[security],
        security=security,
        user=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password) if parts.password else None,
    )


def _security(scheme: str, asked: str, user: str | None) -> Security:
    if scheme == "smtps":
        return "implicit"
    if asked in _PORTS:
        return asked
    if asked:
        raise BadMailUrl(f"MAIL_URL: tls={asked} is unknown; write none, starttls or implicit")
    return "starttls" if user else "none"


def is_this_machine(host: str) -> bool:
    """Whether `host` is this machine itself, to which a password may go in the clear."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
