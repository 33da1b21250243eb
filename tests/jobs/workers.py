"""Real worker processes on the test's database and mail server."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60


class Worker:
    """`flask worker` in a process of its own; `environment` adds to what the test's settings say."""

    def __init__(self, settings: dict[str, object], mail_url: str, app: str = "wsgi", **environment: str) -> None:
        folder = Path(str(settings["STORAGE_DIR"])).parent
        self._log = (folder / f"worker-{os.urandom(4).hex()}.log").open("w+")
        everything = {
            **os.environ,
            "DATABASE_URL": str(settings["SQLALCHEMY_DATABASE_URI"]),
            "STORAGE_DIR": str(settings["STORAGE_DIR"]),
            "ANCHOR_DIR": str(settings["ANCHOR_DIR"]),
            "TIENDO_INSTANCE": str(folder),
            "MAIL_URL": mail_url,
            **environment,
        }
        command = [sys.executable, "-m", "flask", "--app", app, "worker"]
        self.process = subprocess.Popen(command, cwd=ROOT, env=everything, stdout=self._log, stderr=self._log)

    def kill(self) -> None:
        """End it without a chance to tidy up."""
        self.process.kill()
        self._gone()

    def stop(self) -> int:
        """Ask it to end and return its exit status."""
        self.process.send_signal(signal.SIGTERM)
        return self._gone()

    def said(self) -> str:
        """Return what it has written so far."""
        self._log.flush()
        return Path(self._log.name).read_text()

    def _gone(self) -> int:
        try:
            return self.process.wait(PATIENCE)
        finally:
            self._log.close()


def await_that(fact: Callable[[], bool], what: str) -> None:
    """Wait until `fact` holds; fail after a minute."""
    deadline = time.monotonic() + PATIENCE
    while not fact():
        assert time.monotonic() < deadline, f"not within {PATIENCE} seconds: {what}"
        time.sleep(0.02)
