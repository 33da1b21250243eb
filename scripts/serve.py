"""Serve the whole system on this machine: web, worker, mail catcher. Ctrl-C stops all; if one ends, all stop.

`make run` calls it when everything is set up; settings come from the environment and from `.env`.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from typing import NoReturn

from dotenv import load_dotenv

from scripts.children import Child, stop, watch
from scripts.steps import ROOT, VENV, Stop, program, run

BIN = VENV / "bin"
FLASK = [f"{BIN}/flask", "--app", "wsgi"]
READY_WITHIN = 60  # seconds


def serve() -> NoReturn:
    """Prepare the database, start everything, and watch over it until told to stop."""
    load_dotenv(ROOT / ".env")
    port = _port("PORT", 8000)
    mail = _prepare_mail()
    _prepare_database()
    for request in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(request, _interrupt)
    children: list[Child] = []
    try:
        for name, command in _commands(mail):
            children.append(Child(name, command))
        _await_ready(port, children)
        _greet(port, mail)
        watch(children)
    except KeyboardInterrupt:
        print("\nStopping …", flush=True)
        sys.exit(0)
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        stop(children)


def _commands(mail: int | None) -> list[tuple[str, list[str]]]:
    catcher = [("mail", [f"{BIN}/python", "-m", "app.mailcatcher"])] if mail else []
    web = ("web", [f"{BIN}/gunicorn", "--config", "gunicorn.conf.py", "wsgi:app"])
    return [*catcher, web, ("worker", [*FLASK, "worker"])]


def _prepare_mail() -> int | None:
    """Without MAIL_URL, have the catcher take all mail; return the port where it can be read."""
    if os.environ.get("MAIL_URL"):
        return None
    smtp, pages = _port("CATCHER_SMTP_PORT", 2525), _port("CATCHER_PORT", 8025)
    os.environ["MAIL_URL"] = f"smtp://127.0.0.1:{smtp}"
    os.environ["CATCHER_SMTP_PORT"], os.environ["CATCHER_PORT"] = str(smtp), str(pages)
    return pages


def _prepare_database() -> None:
    """Migrate; then load the demo province, which does nothing where there already is one."""
    where = (os.environ.get("DATABASE_URL") or "SQLite").split("@")[-1]
    advice = f"The database ({where}) could not be prepared: check DATABASE_URL; the reason stands above."
    run("Preparing the database", [*FLASK, "db", "upgrade"], lambda _: advice)
    if os.environ.get("TIENDO_ENV") != "production":
        advice_for_demo = "The demo province could not be loaded; the reason stands above."
        run("Loading the demo province", [*FLASK, "demo", "load"], lambda _: advice_for_demo)


def _port(name: str, default: int) -> int:
    """Return the port to listen on, or stop if it cannot be had."""
    given = os.environ.get(name) or str(default)
    if not given.isdigit() or not 0 < int(given) < 65536:
        raise Stop(f"{name} is {given!r}: set it to a number between 1 and 65535.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(given)))
        except OSError as error:
            raise Stop(
                f"Port {given} cannot be used ({error.strerror}): stop what listens there, or choose another,"
                f" e.g. `{name}={int(given) + 1} make run`."
            ) from error
    return int(given)


def _await_ready(port: int, children: list[Child]) -> None:
    deadline = time.monotonic() + READY_WITHIN
    while time.monotonic() < deadline:
        for child in children:
            child.raise_if_ended()
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise Stop(f"The web process did not become ready within {READY_WITHIN} seconds: see its lines above.")


def _greet(port: int, mail: int | None) -> None:
    print(f"\n  Tiến Độ is ready:  http://127.0.0.1:{port}")
    if mail:
        print(f"  Its mails:         http://127.0.0.1:{mail}")
    accounts = _demo_accounts()
    if accounts:
        print("\n  Sign in as")
    for role, account in accounts.items():
        print(f"    {role:<17} {account['email']:<36} {account['password']}")
    if accounts:
        print("    all of them: .venv/bin/flask --app wsgi demo accounts")
    print("\n  Ctrl-C stops everything.\n", flush=True)


def _demo_accounts() -> dict[str, dict[str, str]]:
    """Return the first account of each role; none in production."""
    if os.environ.get("TIENDO_ENV") == "production":
        return {}
    command = [*FLASK, "demo", "accounts", "--json"]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    first: dict[str, dict[str, str]] = {}
    for account in json.loads(answer.stdout):
        first.setdefault(account["role"], account)
    return first


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    program(serve)
