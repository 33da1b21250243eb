"""A mail server of the test's own, and the way to it."""

from collections.abc import Iterator
from datetime import datetime

import pytest

from app.application import TienDo
from app.notifications.mail_server import read_mail_url
from app.notifications.sender import send_due
from app.notifications.transport import Transport
from tests.support.catcher import Catcher


@pytest.fixture
def catcher() -> Iterator[Catcher]:
    with Catcher() as catcher:
        yield catcher


@pytest.fixture
def send(app: TienDo, catcher: Catcher):
    """Send what is due at a moment and return how many mails were accepted."""
    transport = Transport(read_mail_url(catcher.url))

    def send(at: datetime) -> int:
        with app.app_context():
            return send_due(transport, lambda: at)

    yield send
    transport.close()
