"""A real IMAP server of the test's own: one process a run, a folder a test."""

import itertools
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from imap_tools import MailBoxUnencrypted

from tests.support import network

USER, PASSWORD = "bounces", "mat-khau-hop-thu"
PATIENCE = 20
_numbers = itertools.count(1)


class ReturnMailbox:
    """A folder that mails come back to."""

    def __init__(self, port: int) -> None:
        self._port = port
        self.folder = f"Return{next(_numbers)}"
        with self._signed_in() as box:
            box.folder.create(self.folder)

    @property
    def url(self) -> str:
        """What BOUNCE_MAILBOX is set to."""
        return f"imap://{USER}:{PASSWORD}@127.0.0.1:{self._port}/{self.folder}?tls=none"

    def receive(self, *mails: bytes) -> None:
        """Put mails into the folder, as a mail server would."""
        with self._signed_in() as box:
            for mail in mails:
                box.append(mail, self.folder)

    def lie_in(self, subfolder: str = "") -> Sequence[str]:
        """Return the UIDs of what lies in the folder, or in one below it; nothing where there is none."""
        with self._signed_in() as box:
            mine = next(known for known in box.folder.list() if known.name == self.folder)
            name = f"{self.folder}{mine.delim}{subfolder}" if subfolder else self.folder
            if not box.folder.exists(name):
                return []
            box.folder.set(name)
            return box.uids()

    def _signed_in(self) -> MailBoxUnencrypted:
        return MailBoxUnencrypted("127.0.0.1", self._port, timeout=PATIENCE).login(USER, PASSWORD)


@contextmanager
def imap_server(folder: Path) -> Iterator[int]:
    """Run pymap, which keeps its mails in memory; yield its port."""
    port = network.free_port()
    command = [
        *(Path(sys.executable).with_name("pymap"), "--host", "127.0.0.1", "--port", str(port), "--no-tls", "dict"),
        *("--demo-data", "--demo-user", USER, "--demo-password", PASSWORD),
    ]  # fmt: skip
    with (folder / "imap.log").open("w+") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log)
        try:
            _await(port, server, log.name)
            yield port
        finally:
            server.terminate()
            server.wait(PATIENCE)


def _await(port: int, server: subprocess.Popen[bytes], log: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        with suppress(OSError), MailBoxUnencrypted("127.0.0.1", port, timeout=PATIENCE).login(USER, PASSWORD):
            return
        if time.monotonic() > deadline or server.poll() is not None:
            raise AssertionError(Path(log).read_text())
        time.sleep(0.1)
