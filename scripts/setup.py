"""Set the workshop up for running, testing or checking: `scripts/python -m scripts.setup run|test|check`.

Each step is skipped when nothing it depends on has changed, so doing it again takes a moment.
"""

import importlib.util
import platform
import subprocess
import sys
from pathlib import Path

from scripts import chromium, postgresql
from scripts.steps import PYTHON, ROOT, VENV, Stop, is_done, mark_done, program, run

PURPOSES = ("run", "test", "check")
CONSTRAINTS = ROOT / "constraints.txt"


def set_up(purpose: str) -> None:
    """Do what `purpose` needs: every purpose includes the texts; running and testing the browser assets."""
    create_environment()
    install(ROOT / "requirements.txt")
    if purpose != "run":
        install(ROOT / "requirements-dev.txt")
    build_texts()
    if purpose != "check":
        build_assets()
    if purpose == "test":
        postgresql.ensure()
        chromium.ensure()


def create_environment() -> None:
    """Create `.venv`; an existing one that works is kept."""
    works = [str(PYTHON), "-c", "import pip, sys; sys.exit(sys.version_info < (3, 11))"]
    if PYTHON.exists() and subprocess.run(works, capture_output=True, check=False).returncode == 0:
        return
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        raise Stop(
            "Python's venv module is missing: install it (on Debian and Ubuntu `apt-get install "
            f"python{version}-venv`), then run the same command again."
        )
    run(
        "Creating .venv",
        [sys.executable, "-m", "venv", "--clear", VENV],
        lambda _: "The virtual environment could not be created: check that this folder can be written to.",
    )


def install(requirements: Path) -> None:
    """Install the packages of a requirements file, exactly pinned, with all they depend on."""
    inputs: list[Path | str] = [requirements, CONSTRAINTS, platform.python_version()]
    if is_done(requirements.stem, inputs):
        return
    run(
        f"Installing the packages of {requirements.name}",
        [
            PYTHON,
            "-m",
            "pip",
            "install",
            "--disable-pip-version-check",
            "--prefer-binary",
            "-r",
            requirements,
        ],
        _advice_for_pip,
    )
    mark_done(requirements.stem, inputs)


def build_texts() -> None:
    """Compile the Vietnamese texts."""
    texts = sorted((ROOT / "app" / "web" / "translations").rglob("*.po"))
    inputs = [*texts, ROOT / "app" / "web" / "catalogues.py"]
    compiled = ROOT / "app" / "web" / "translations" / "vi" / "LC_MESSAGES" / "messages.mo"
    if compiled.exists() and is_done("texts", inputs):
        return
    run(
        "Compiling the Vietnamese texts",
        [PYTHON, "-m", "app.web.catalogues"],
        lambda _: "The texts could not be compiled: correct the file named above, then run the same command again.",
    )
    mark_done("texts", inputs)


def build_assets() -> None:
    """Build the browser assets; the build itself knows what has changed and says what to do when it fails."""
    status = subprocess.run([PYTHON, "-m", "app.web.build"], cwd=ROOT, check=False).returncode
    if status:
        raise Stop("The browser assets were not built; the reason stands above.")


def _advice_for_pip(output: str) -> str:
    if "gcc" in output or "error: command" in output or "Microsoft Visual C++" in output:
        return (
            "A package must be compiled and there is no compiler: `apt-get install build-essential"
            " python3-dev` (or use a Python for which it is published ready-made), then run it again."
        )
    if any(sign in output for sign in ("Retrying (", "No matching distribution", "Temporary failure")):
        return "PyPI could not be reached: check the network or pip's settings, then run the same command again."
    if "No space left" in output:
        return "The disk is full: make room (about 1 GB), then run the same command again."
    return "The packages could not be installed; the reason stands above."


def main() -> int:
    """Set up for the purpose named on the command line."""
    if len(sys.argv) != 2 or sys.argv[1] not in PURPOSES:
        print(f"usage: setup.py {'|'.join(PURPOSES)}", file=sys.stderr)
        return 2
    set_up(sys.argv[1])
    return 0


if __name__ == "__main__":
    program(main)
