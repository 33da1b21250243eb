"""Find Chromium for the browser tests, or get it: on the path, else by apt when root, else by Playwright."""

import os
import shutil
import subprocess
from pathlib import Path

from scripts.steps import PYTHON, Stop, run

ADVICE = (
    "No Chromium for the browser tests: install it (on Debian `apt-get install chromium`), then run `make test` again."
)
NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


def find() -> str | None:
    """Return the path of a Chromium: `TIENDO_CHROMIUM` if given, else on the path, else Playwright's own."""
    given = os.environ.get("TIENDO_CHROMIUM")
    if given:
        return given
    return next((path for name in NAMES if (path := shutil.which(name))), None) or _of_playwright()


def ensure() -> None:
    """Make sure that there is one; stop with what to do otherwise."""
    is_debian_root = os.geteuid() == 0 and shutil.which("apt-get")
    for get in (_by_apt, _by_playwright) if is_debian_root else (_by_playwright,):
        if find():
            return
        try:
            get()
        except Stop:
            print("That did not work; trying another way.", flush=True)
    if not find():
        raise Stop(ADVICE)


def _by_apt() -> None:
    run("Fetching the list of Debian's packages", ["apt-get", "update"], lambda _: ADVICE)
    command = ["apt-get", "install", "-y", "--no-install-recommends", "chromium"]
    run("Installing Chromium", command, lambda _: ADVICE)


def _by_playwright() -> None:
    command: list[str | Path] = [PYTHON, "-m", "playwright", "install", "chromium"]
    run("Downloading Chromium", command, lambda _: ADVICE)


def _of_playwright() -> str | None:
    script = (
        "from playwright.sync_api import sync_playwright\n"
        "with sync_playwright() as playwright: print(playwright.chromium.executable_path)"
    )
    answer = subprocess.run([PYTHON, "-c", script], capture_output=True, text=True, check=False)
    path = Path(answer.stdout.strip() or "/nonexistent")
    return str(path) if path.is_file() else None
