"""The web server as in production: gunicorn with our configuration, whose workers a test may kill."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from tests.support import network

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60


class WebServer:
    """A gunicorn master with two workers on the test's database."""

    def __init__(self, settings: dict[str, object], folder: Path) -> None:
        self.port = network.free_port()
        self.kills = 0
        self._log = (folder / "web.log").open("w+")
        environment = {
            **os.environ,
            "PORT": str(self.port),
            "WEB_WORKERS": "2",
            "DATABASE_URL": str(settings["SQLALCHEMY_DATABASE_URI"]),
            "STORAGE_DIR": str(settings["STORAGE_DIR"]),
            "ANCHOR_DIR": str(settings["ANCHOR_DIR"]),
            "TIENDO_INSTANCE": str(folder),
            "SECRET_KEY": str(settings["SECRET_KEY"]),
        }
        command = [sys.executable, "-m", "gunicorn", "--config", "gunicorn.conf.py", "wsgi:app"]
        self._master = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=self._log, stderr=self._log)
        self._await_ready()

    def kill_a_worker(self) -> None:
        """End one worker at once, whatever it is doing; the master starts another."""
        workers = self._workers()
        if workers:
            try:
                os.kill(random.choice(workers), signal.SIGKILL)
            except ProcessLookupError:
                return  # it had just ended by itself
            self.kills += 1

    def stop(self) -> None:
        """End the server."""
        self._master.terminate()
        self._master.wait(PATIENCE)
        self._log.close()

    def _workers(self) -> list[int]:
        children = Path(f"/proc/{self._master.pid}/task/{self._master.pid}/children").read_text()
        return [int(pid) for pid in children.split()]

    def _await_ready(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while True:
            if self._answers():
                return
            if time.monotonic() > deadline or self._master.poll() is not None:
                raise AssertionError(Path(self._log.name).read_text())
            time.sleep(0.1)

    def _answers(self) -> bool:
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=5)) as connection:
            try:
                connection.request("GET", "/health")
                return connection.getresponse().status == 200
            except (OSError, HTTPException):
                return False


@contextmanager
def serving(settings: dict[str, object], folder: Path) -> Iterator[WebServer]:
    """Serve the application under test from processes of its own."""
    server = WebServer(settings, folder)
    try:
        yield server
    finally:
        server.stop()


@contextmanager
def killing(server: WebServer, *, every: tuple[float, float]) -> Iterator[None]:
    """Kill a random worker again and again, pausing between `every[0]` and `every[1]` seconds."""
    over = threading.Event()

    def run() -> None:
        while not over.wait(random.uniform(*every)):
            server.kill_a_worker()

    killer = threading.Thread(target=run)
    killer.start()
    try:
        yield
    finally:
        over.set()
        killer.join()
