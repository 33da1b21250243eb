"""Serve an application as in production: gunicorn with our configuration, two workers."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from socket import create_server

ROOT = Path(__file__).resolve().parents[1]
READY_WITHIN = 60


class NotServed(Exception):
    """The server did not come up; its output is the message."""


@contextmanager
def serving(target: str, environment: Mapping[str, str], log: Path) -> Iterator[int]:
    """Run gunicorn on `target` and yield its port."""
    port = _free_port()
    settings = {**os.environ, **environment, "PORT": str(port), "WEB_WORKERS": "2", "TIENDO_ENV": "development"}
    command = [sys.executable, "-m", "gunicorn", "--config", "gunicorn.conf.py", target]
    with log.open("w") as output:
        server = subprocess.Popen(command, cwd=ROOT, env=settings, stdout=output, stderr=output)
        try:
            _await(port, server, log)
            yield port
        finally:
            server.terminate()
            server.wait(20)


def _await(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until it answers anything at all."""
    deadline = time.monotonic() + READY_WITHIN
    while time.monotonic() < deadline and server.poll() is None:
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/nothing-here")
            connection.getresponse().read()
            return
        except OSError:
            time.sleep(0.1)
    raise NotServed(log.read_text()[-2000:])


def _free_port() -> int:
    with create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])
