"""The processes that make up the system: start, watch, stop."""

import os
import signal
import subprocess
import threading
import time
from collections import deque
from typing import NoReturn

from scripts.steps import ROOT, Stop

STOP_WITHIN = 15  # seconds


class Child:
    """A process of the system; its lines are passed on with its name before them, the last ones are kept."""

    def __init__(self, name: str, command: list[str]) -> None:
        self.name = name
        self._last_lines: deque[str] = deque(maxlen=15)
        # A session of its own, so that Ctrl-C reaches us alone and we stop the others in order.
        self.process = subprocess.Popen(
            command,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self._reader = threading.Thread(target=self._pass_on, daemon=True)
        self._reader.start()

    def stop(self, how: signal.Signals) -> None:
        """Signal it and everything that it started."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, how)

    def raise_if_ended(self) -> None:
        """Stop with how it ended and its last words, if it has."""
        status = self.process.poll()
        if status is None:
            return
        self._reader.join(timeout=2)
        how = f"by signal {signal.Signals(-status).name}" if status < 0 else f"with status {status}"
        words = next((line for line in reversed(self._last_lines) if line.strip()), "it said nothing")
        raise Stop(f"The {self.name} process ended {how}, so everything was stopped. Its last words: {words}")

    def _pass_on(self) -> None:
        for line in self.process.stdout or ():
            self._last_lines.append(line.rstrip())
            print(f"{self.name:>7} │ {line}", end="", flush=True)


def watch(children: list[Child]) -> NoReturn:
    """Wait until one of them ends."""
    while True:
        for child in children:
            child.raise_if_ended()
        time.sleep(0.3)


def stop(children: list[Child]) -> None:
    """Ask all to end, and end those that do not."""
    for child in children:
        child.stop(signal.SIGTERM)
    deadline = time.monotonic() + STOP_WITHIN
    for child in children:
        try:
            child.process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.stop(signal.SIGKILL)
            child.process.wait()
