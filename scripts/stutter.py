"""Run a command on a machine that stands still every now and then: `python -m scripts.stutter pytest tests`.

Four times a minute the command and all that it has started (workers, servers, browsers) stop for 2.5 seconds. Machines
do that by themselves when they are busy, but never while one looks. Linux only.
"""

import os
import signal
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path

EVERY = 12.5  # seconds between two stops
FOR = 2.5  # seconds


def main() -> int:
    """Run the command that is given; its exit status is ours."""
    with subprocess.Popen(sys.argv[1:]) as command:
        while True:
            try:
                return command.wait(EVERY)
            except subprocess.TimeoutExpired:
                stand_still(command.pid)


def stand_still(process: int) -> None:
    """Stop the process with all its descendants, and let them go on."""
    family = family_of(process)
    for member in family:
        _signal(member, signal.SIGSTOP)
    time.sleep(FOR)
    for member in family:
        _signal(member, signal.SIGCONT)


def family_of(process: int) -> list[int]:
    """Return the process and all its descendants, parents first."""
    children = defaultdict(list)
    for entry in Path("/proc").glob("[0-9]*"):
        if (parent := _parent_of(entry)) is not None:
            children[parent].append(int(entry.name))
    family = [process]
    for member in family:  # grows as we go
        family.extend(children[member])
    return family


def _parent_of(entry: Path) -> int | None:
    try:
        return int((entry / "stat").read_text().rpartition(")")[2].split()[1])
    except (FileNotFoundError, ProcessLookupError):  # it has ended
        return None


def _signal(process: int, what: signal.Signals) -> None:
    try:
        os.kill(process, what)
    except ProcessLookupError:
        return  # it has ended


if __name__ == "__main__":
    sys.exit(main())
