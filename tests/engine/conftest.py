"""feelin, which evaluates FEEL in browsers, to be asked by the tests of expressions and of decision tables.

Needs Node and, the first time, the npm registry; a machine without them fails here rather than skips.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent / "feel" / "feelin"
SOURCES = ("package.json", "package-lock.json", ".npmrc", "answers.mjs")
OLDEST_NODE = (20, 12)


def _node_folder() -> Path:
    """Find the folder with `node` and `npm`: on the path if recent enough, else from the wheel beside Python."""
    on_path = shutil.which("node")
    for node in filter(None, (on_path and Path(on_path), Path(sys.executable).parent / "node")):
        if node.exists() and (node.parent / "npm").exists() and _version(node) >= OLDEST_NODE:
            return node.parent
    pytest.fail("Node 20.12 or newer with npm is needed: install it, or `pip install -r requirements-dev.txt`.")


def _version(node: Path) -> tuple[int, ...]:
    text = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout
    return tuple(int(part) for part in text.strip().lstrip("v").split("."))


def _installed(environment: dict[str, str]) -> Path:
    """Install feelin from its lock file into a cache folder, once for this lock file."""
    content = b"".join((PROJECT / name).read_bytes() for name in SOURCES)
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "tiendo"
    folder = cache / f"feelin-{hashlib.sha256(content).hexdigest()[:16]}"
    if folder.exists():
        return folder
    cache.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix="feelin-", dir=cache))
    for name in SOURCES:
        shutil.copy(PROJECT / name, fresh)
    command = ["npm", "ci", "--ignore-scripts"]
    done = subprocess.run(command, cwd=fresh, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"npm ci failed; is the npm registry in reach?\n{done.stderr}"
    try:
        fresh.rename(folder)
    except OSError:  # another test process was first
        shutil.rmtree(fresh)
    return folder


@pytest.fixture(scope="session")
def ask_feelin(tmp_path_factory):
    node = _node_folder()
    environment = {**os.environ, "PATH": f"{node}{os.pathsep}{os.environ['PATH']}", "TZ": "Asia/Ho_Chi_Minh"}
    folder = _installed(environment)

    def ask(rows: list[dict]) -> list:
        table = tmp_path_factory.mktemp("feelin") / "table.json"
        table.write_text(json.dumps(rows), encoding="utf-8")
        command = [node / "node", "answers.mjs", table]
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=True)
        return json.loads(done.stdout)

    return ask
