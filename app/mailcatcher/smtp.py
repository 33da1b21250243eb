"""The SMTP side of the catcher, on the loopback interface only."""

from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from app.mailcatcher.box import Box

LOOPBACK = "127.0.0.1"


class Keeper:
    """What aiosmtpd calls for each mail: keep it, say thank you."""

    def __init__(self, box: Box) -> None:
        self.box = box

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Keep one mail that has arrived whole."""
        content = envelope.content or b""
        raw = content if isinstance(content, bytes) else content.encode()
        self.box.keep(envelope.mail_from or "", list(envelope.rcpt_tos), raw)
        return "250 Kept"


def listener(keeper: Any, port: int, **options: Any) -> Controller:
    """Return the server, not yet started; it runs in a thread of its own."""
    return Controller(keeper, hostname=LOOPBACK, port=port, enable_SMTPUTF8=True, **options)
