"""Hand mails to an SMTP server over one connection, none of them taking longer than the time limit.

A socket timeout counts from one byte to the next, so a server that sends a byte a second would hold a sender for
ever; a watchdog hangs up instead.
"""

import smtplib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from app.notifications.mail_server import MailServer

TIME_LIMIT = 20.0  # seconds for one mail; connecting cannot be cut short, so add SILENCE_LIMIT for the worst case
SILENCE_LIMIT = 8.0  # seconds for connecting and for each answer
SERVICE_CLOSING = 421


class Unreachable(Exception):
    """The server cannot be used at present, whatever the mail: no connection, no TLS, sign-in refused, closing."""


class TryLater(Exception):
    """The server did not take this mail now."""


class Refused(Exception):
    """The server will never take this mail: the address does not exist, the mail is too large."""


class Transport:
    """A connection that is opened when first needed and kept for the next mail."""

    def __init__(self, server: MailServer, time_limit: float = TIME_LIMIT) -> None:
        self._server = server
        self._time_limit = time_limit
        self._smtp: smtplib.SMTP | None = None

    def send(self, sender: str, recipient: str, content: bytes) -> None:
        """Have the server accept one mail; raise Unreachable, TryLater or Refused."""
        with self._time_limited():
            connection = self._connected()
            try:
                connection.sendmail(sender, [recipient], content)
            except smtplib.SMTPException as error:
                raise _verdict(error) from error
            except (OSError, ValueError) as error:  # ValueError: read from a file that has just been closed
                raise TryLater(f"the connection was lost: {error}") from error

    def close(self) -> None:
        """Say goodbye, if anybody still listens."""
        connection, self._smtp = self._smtp, None
        if connection is not None and connection.sock is not None:
            with suppress(OSError, ValueError, smtplib.SMTPException), connection:
                pass

    def _connected(self) -> smtplib.SMTP:
        if self._smtp is not None and _is_alive(self._smtp):
            return self._smtp
        self._drop()
        try:
            return self._connect()
        except (smtplib.SMTPException, OSError, ValueError) as error:
            self._drop()
            raise Unreachable(f"{self._server.host}:{self._server.port}: {error}") from error

    def _drop(self) -> None:
        connection, self._smtp = self._smtp, None
        if connection is not None:
            with suppress(OSError):
                connection.close()

    def _connect(self) -> smtplib.SMTP:
        server = self._server
        context = None if server.security == "none" else ssl.create_default_context()
        options: dict[str, Any] = {"timeout": SILENCE_LIMIT, "local_hostname": socket.gethostname()}
        if server.security == "implicit":
            connection: smtplib.SMTP = _Tls(self._watch, server.host, server.port, context=context, **options)
        else:
            connection = _Plain(self._watch, server.host, server.port, **options)
        if server.security == "starttls":
            connection.starttls(context=context)
        if server.user:
            connection.login(server.user, server.password or "")
        connection.ehlo_or_helo_if_needed()
        return connection

    def _watch(self, connection: smtplib.SMTP) -> None:
        self._smtp = connection

    @contextmanager
    def _time_limited(self) -> Iterator[None]:
        done = threading.Event()
        threading.Thread(target=self._hang_up, args=(done,), daemon=True, name="mail-watchdog").start()
        try:
            yield
        finally:
            done.set()

    def _hang_up(self, done: threading.Event) -> None:
        if done.wait(self._time_limit):
            return
        while not done.wait(0.05):  # again: a connection may just have been replaced
            line = self._smtp.sock if self._smtp is not None else None
            if line is not None:
                with suppress(OSError):
                    socket.socket.shutdown(line, socket.SHUT_RDWR)  # not TLS's own, which would wait for an answer


class _Watched:
    """Makes itself known before it connects, so that the watchdog can hang up on a slow greeting too."""

    def __init__(self, watch: Callable[[Any], None], *arguments: Any, **options: Any) -> None:
        watch(self)
        super().__init__(*arguments, **options)


class _Plain(_Watched, smtplib.SMTP):
    """A connection in the clear, or one that STARTTLS will secure."""


class _Tls(_Watched, smtplib.SMTP_SSL):
    """A connection that is TLS from the first byte."""


def _is_alive(connection: smtplib.SMTP) -> bool:
    try:
        return connection.sock is not None and connection.noop()[0] == 250
    except (OSError, ValueError, smtplib.SMTPException):
        return False


def _verdict(error: smtplib.SMTPException) -> Exception:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return _by_code(*next(iter(error.recipients.values())))
    if isinstance(error, smtplib.SMTPSenderRefused) and error.smtp_code // 100 == 5:
        # It is us the server does not want; the mail itself may still go once the settings are right.
        return Unreachable(f"our sender address was refused: {_words(error.smtp_code, error.smtp_error)}")
    if isinstance(error, smtplib.SMTPResponseException):
        return _by_code(error.smtp_code, error.smtp_error)
    return TryLater(f"the connection was lost: {error}")


def _by_code(code: int, text: bytes | str) -> Exception:
    if code == SERVICE_CLOSING:
        return Unreachable(_words(code, text))
    return (Refused if code // 100 == 5 else TryLater)(_words(code, text))


def _words(code: int, text: bytes | str) -> str:
    return f"{code} {text.decode(errors='replace') if isinstance(text, bytes) else text}"
