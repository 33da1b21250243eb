"""A return mailbox of the test's own, on a real IMAP server."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from app.application import TienDo
from app.notifications.bounces.collecting import collect_returned
from tests.support.imap import ReturnMailbox, imap_server


@pytest.fixture(scope="session")
def imap(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of a server that lives as long as the run."""
    folder: Path = tmp_path_factory.mktemp("imap")
    with imap_server(folder) as port:
        yield port


@pytest.fixture
def mailbox(imap: int, app: TienDo) -> ReturnMailbox:
    """The mailbox that `app` reads."""
    mailbox = ReturnMailbox(imap)
    app.config.update(BOUNCE_ADDRESS="bounces@tiendo.example", BOUNCE_MAILBOX=mailbox.url)
    return mailbox


@pytest.fixture
def collect(app: TienDo) -> Callable[[datetime], int]:
    """Read the mailbox as the worker does, at a moment; return how many mails were understood."""

    def collect(at: datetime) -> int:
        with app.app_context():
            return collect_returned(lambda: at)

    return collect
