"""Mail servers that a test owns: one that works, and misbehaves on request, and one that only misbehaves."""

import contextlib
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from app.mailcatcher.box import Box, Caught
from app.mailcatcher.smtp import Keeper, listener
from app.notifications.mail_server import Security
from tests.support.network import free_port

CERTIFICATE = Path(__file__).with_name("untrusted.pem")  # with its key, both made for these tests; of localhost
Answer = Callable[[str], str | None]


class Catcher(Keeper):
    """A real SMTP server; `with Catcher() as catcher`.

    `at_recipient` and `at_data` are given the recipient and answer e.g. "450 later", or None for the usual answer.
    `drop_after_data` keeps the mail and cuts the line before saying so. With "starttls" or "implicit" it speaks TLS,
    with a certificate that nobody vouches for.
    """

    def __init__(self, security: Security = "none") -> None:
        super().__init__(Box())
        self.port = free_port()
        self.at_recipient: Answer = lambda _: None
        self.at_data: Answer = lambda _: None
        self.drop_after_data = False
        self.asked = 0  # how often somebody wanted to hand over a mail
        self._security = security
        self._listener = None

    def __enter__(self) -> "Catcher":
        self.up()
        return self

    def __exit__(self, *_: object) -> None:
        self.down()

    @property
    def url(self) -> str:
        """What MAIL_URL is set to."""
        return f"smtp://127.0.0.1:{self.port}"

    @property
    def mails(self) -> list[Caught]:
        """What was accepted (or kept and then denied), oldest first."""
        return self.box.all()

    def up(self) -> None:
        """Listen; again on the same port after `down`."""
        self._listener = listener(self, self.port, **self._tls())
        self._listener.start()

    def down(self) -> None:
        """Refuse connections from now on."""
        if self._listener is not None:
            self._listener.stop()
            self._listener = None

    def _tls(self) -> dict[str, object]:
        if self._security == "none":
            return {}
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(CERTIFICATE)
        return {"ssl_context": context} if self._security == "implicit" else {"tls_context": context}

    def to(self, address: str) -> list[Caught]:
        """Return the mails to one address."""
        return [mail for mail in self.mails if mail.to == [address]]

    async def handle_RCPT(self, _server, _session, envelope, address, _options) -> str:  # noqa: N802
        self.asked += 1
        answer = self.at_recipient(address)
        if answer is None:
            envelope.rcpt_tos.append(address)
        return answer or "250 OK"

    async def handle_DATA(self, server, session, envelope) -> str:  # noqa: N802
        answer = self.at_data(envelope.rcpt_tos[0])
        if answer is not None:
            return answer
        answer = await super().handle_DATA(server, session, envelope)
        if self.drop_after_data:
            server.transport.abort()
        return answer


@contextmanager
def broken_server(behave: Callable[[socket.socket], None]) -> Iterator[int]:
    """Listen on a port and let `behave` treat each connection; return the port."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        stopped = threading.Event()

        def serve() -> None:
            while not stopped.is_set():
                with contextlib.suppress(OSError):
                    line, _ = server.accept()
                    threading.Thread(target=_treat, args=(line, behave), daemon=True).start()

        threading.Thread(target=serve, daemon=True).start()
        try:
            yield server.getsockname()[1]
        finally:
            stopped.set()
            server.shutdown(socket.SHUT_RDWR)


def hang(line: socket.socket) -> None:
    """Accept the connection and never say a word, until the other side hangs up."""
    with contextlib.suppress(OSError):
        while line.recv(1024):
            pass


def drip(line: socket.socket) -> None:
    """Greet with a byte every tenth of a second, without end."""
    while True:
        line.sendall(b"2")
        time.sleep(0.1)


def close(line: socket.socket) -> None:
    """Hang up at once."""
    line.close()


def polite_until(command: bytes, behave: Callable[[socket.socket], None]) -> Callable[[socket.socket], None]:
    """Return a behaviour that answers as it should until it hears `command`, and then misbehaves."""

    def treat(line: socket.socket) -> None:
        line.sendall(b"220 ready\r\n")
        in_mail = False
        with line.makefile("rb") as heard:
            for said in heard:
                if said.upper().startswith(command) and (command == b"." or not in_mail):
                    behave(line)
                    return
                in_mail = in_mail or said.upper().startswith(b"DATA")
                if not in_mail or said.upper().startswith(b"DATA"):
                    line.sendall(b"354 go on\r\n" if in_mail else b"250 OK\r\n")

    return treat


def answer(words: bytes) -> Callable[[socket.socket], None]:
    """Return a behaviour that says one thing and hangs up."""

    def treat(line: socket.socket) -> None:
        line.sendall(words + b"\r\n")

    return treat


def _treat(line: socket.socket, behave: Callable[[socket.socket], None]) -> None:
    with line, contextlib.suppress(OSError):
        behave(line)
