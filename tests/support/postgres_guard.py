"""Clear up after a test run that was killed before it could: `python -m tests.support.postgres_guard RUN PROCESS`."""

import os
import shutil
import sys
import time
from pathlib import Path

from tests.support import postgres


def main(run: Path, process: int) -> None:
    """Wait until the run's server is gone, or the process that wanted it; stop the server in the second case."""
    home = postgres.home_of(run)
    while home is not None and home.exists():
        if not _is_alive(process):
            postgres.stop(run)
            shutil.rmtree(run, ignore_errors=True)
            return
        time.sleep(1)


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
