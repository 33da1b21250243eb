"""Steps that set the workshop up. Each shows that it lives, is done again only when its inputs changed, and
stops with one sentence that says what to do. Standard library only: nothing is installed yet.
"""

import hashlib
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMPS = VENV / "stamps"


class Stop(Exception):
    """It cannot go on; the message is the one sentence that says what to do."""


def program(main: Callable[[], int]) -> None:
    """Run `main` as a script: a Stop becomes its sentence on stderr and exit status 1."""
    try:
        status = main()
    except Stop as stop:
        print(f"\n{stop}", file=sys.stderr)
        status = 1
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        status = 130
    sys.exit(status)


def is_done(name: str, inputs: Iterable[Path | str]) -> bool:
    """Whether the step `name` was last done with these very inputs (files count by their content)."""
    stamp = STAMPS / name
    return stamp.exists() and stamp.read_text() == _digest(inputs)


def mark_done(name: str, inputs: Iterable[Path | str]) -> None:
    """Remember that the step `name` was done with these inputs."""
    STAMPS.mkdir(parents=True, exist_ok=True)
    (STAMPS / name).write_text(_digest(inputs))


def run(title: str, command: Sequence[str | Path], advice: Callable[[str], str]) -> None:
    """Run a long command under a running clock; if it fails, show its end and stop with `advice(output)`."""
    with tempfile.TemporaryFile("w+") as output, _Progress(title):
        status = subprocess.run(
            [str(part) for part in command], cwd=ROOT, stdout=output, stderr=subprocess.STDOUT, check=False
        ).returncode
        output.seek(0)
        text = output.read()
    if status:
        print("\n".join(text.splitlines()[-20:]), file=sys.stderr)
        raise Stop(advice(text))


def _digest(inputs: Iterable[Path | str]) -> str:
    digest = hashlib.sha256()
    for part in inputs:
        digest.update(part.read_bytes() if isinstance(part, Path) else part.encode())
        digest.update(b"\0")
    return digest.hexdigest()


class _Progress:
    """A line that counts the seconds: rewritten on a terminal, repeated every 20 seconds elsewhere."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._over = threading.Event()
        self._terminal = sys.stdout.isatty() and os.environ.get("TERM") != "dumb"

    def __enter__(self) -> None:
        self._start = time.monotonic()
        print(f"{self._title} …", end="" if self._terminal else "\n", flush=True)
        self._thread = threading.Thread(target=self._tick, daemon=True)
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()
        if self._terminal:
            print(f"\r{self._title} … {self._seconds} s", flush=True)

    @property
    def _seconds(self) -> int:
        return round(time.monotonic() - self._start)

    def _tick(self) -> None:
        while not self._over.wait(1 if self._terminal else 20):
            line = f"{self._title} … {self._seconds} s"
            print(f"\r{line}" if self._terminal else line, end="" if self._terminal else "\n", flush=True)
