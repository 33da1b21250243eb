"""The rules of the house that a tool can check: each is one sentence, each failure names file and line."""

import ast
import importlib.metadata
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from app.organisation.access import routes

ROOT = Path(__file__).resolve().parents[1]
MODULES = sorted((ROOT / "app").rglob("*.py"))
LONGEST = 300  # lines
# Tables of sentences and of codes are long because they are tables.
TABLES = {"app/engine/wording.py"}
OUTERMOST = ("cli.py", "cli/", "jobs/", "views", "api/")
# What runs due work is outermost as well: each job, timer and message is a unit of work of its own.
RUNNERS = {
    "app/cases/job_running.py",
    "app/cases/timers.py",
    "app/notifications/bounces/collecting.py",
    "app/notifications/delivery.py",
    "app/notifications/sender.py",
    "app/walking/stage.py",
    "app/walking/world.py",
    "app/simulating/year.py",  # a simulated year is a worker and many people, each act a unit of work
    "app/simulating/desk.py",
    "app/simulating/doing.py",
    "app/cases/incidents.py",  # notes a failed step once the step itself has been rolled back
}


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def each_node(*kinds: type[ast.AST]) -> Iterator[tuple[str, ast.AST]]:
    """Yield (module, node) for the nodes of those kinds in the application."""
    for path in MODULES:
        for node in ast.walk(tree_of(path)):
            if isinstance(node, kinds):
                yield name_of(path), node


def calls() -> Iterator[tuple[str, ast.Call, str]]:
    """Yield (module, call, what is called as written)."""
    for module, node in each_node(ast.Call):
        yield module, node, ast.unparse(node.func)


def place(module: str, node: ast.AST) -> str:
    return f"{module}:{node.lineno}"


def test_every_module_says_what_it_is_for():
    assert [name_of(path) for path in MODULES if not ast.get_docstring(tree_of(path))] == []


def test_no_module_is_longer_than_it_can_be_read_at_once():
    long = {name_of(path): n for path in MODULES if (n := len(path.read_text().splitlines())) > LONGEST}
    assert {module: lines for module, lines in long.items() if module not in TABLES} == {}


def test_no_module_is_a_drawer_for_everything():
    assert [name_of(p) for p in MODULES if p.stem in {"utils", "util", "helpers", "misc", "common"}] == []


def test_only_the_clock_asks_for_the_time():
    """Everything else is told: `now` is an argument, `utc_now()` is for the outermost layer."""
    asking = re.compile(r"\b(datetime\.(now|utcnow|today)|date\.today|time\.time|time\.localtime)$")
    allowed = {"app/clock.py", "app/mailcatcher/box.py"}  # the catcher is a server of its own
    assert [place(m, c) for m, c, called in calls() if asking.search(called) and m not in allowed] == []


def test_only_the_outermost_layer_takes_the_time_from_the_clock():
    inner = re.compile(r"/(service|queries|models|schemas)(/|\.py)|^app/(engine|deadlines|forms|timeline/(?!cli))")
    assert [place(m, c) for m, c, called in calls() if called.endswith("utc_now") and inner.search(m)] == []


def test_nothing_is_ever_evaluated_as_python():
    forbidden = {
        "eval",
        "exec",
        "compile",
        "__import__",
        "builtins.eval",
        "builtins.exec",
        "pickle.loads",
        "marshal.loads",
    }
    assert [place(m, c) for m, c, called in calls() if called in forbidden] == []


def test_only_the_engine_knows_spiffworkflow():
    imports = [
        place(module, node)
        for module, node in each_node(ast.Import, ast.ImportFrom)
        if "SpiffWorkflow" in ast.unparse(node) and not module.startswith("app/engine/")
    ]
    assert imports == []


def test_only_the_outermost_layer_commits():
    ending = re.compile(r"(session|connection)\.(commit|rollback)$")
    infrastructure = {"app/database.py", "app/demo/durability.py"}  # the second sets up a driver's connection
    assert [place(m, c) for m, c, called in calls() if ending.search(called) and m not in infrastructure] == []


def test_only_the_outermost_layer_opens_a_unit_of_work_or_commits_half_way():
    infrastructure = {"app/database.py", "app/application.py", "app/organisation/gate.py"}
    found = [
        place(module, call)
        for module, call, called in calls()
        if called in {"unit_of_work", "commit_so_far"}
        and module not in infrastructure | RUNNERS
        and not any(part in module for part in OUTERMOST)
    ]
    assert found == []


def test_nothing_below_a_view_looks_at_the_request():
    inner = re.compile(r"/(service|queries|models|schemas)(/|\.py)|^app/(engine|deadlines|timeline)/")
    ambient = re.compile(r"^from flask import .*\b(request|g|session)\b|^from flask_login import")
    assert [
        place(module, node)
        for module, node in each_node(ast.ImportFrom)
        if inner.search(module) and ambient.search(ast.unparse(node))
    ] == []


def test_only_what_talks_to_a_terminal_prints():
    talking = ("cli.py", "cli/", "__main__.py", "app/web/build.py", "app/web/catalogues.py")
    assert [place(m, c) for m, c, called in calls() if called == "print" and not m.endswith(talking)] == []


def test_no_error_is_swallowed_in_silence():
    def is_silent(handler: ast.ExceptHandler) -> bool:
        return all(isinstance(line, ast.Pass) for line in handler.body)

    found = [place(m, h) for m, h in each_node(ast.ExceptHandler) if is_silent(h) or h.type is None]
    assert found == []


def test_every_route_has_an_access_rule(app):
    """`routes` raises for a route without one."""
    assert len(list(routes(app))) > 0


def test_every_table_is_known_once_the_application_is_wired():
    """A table that only a test imports would be missing from the first migration and from `backup create`."""
    script = (
        "import importlib, pkgutil, app\n"
        "from app.extensions import db\n"
        "app.create_app({'SQLALCHEMY_DATABASE_URI': 'sqlite://'})\n"
        "wired = set(db.metadata.tables)\n"
        "for found in pkgutil.walk_packages(app.__path__, 'app.'):\n"
        "    if 'models' in found.name: importlib.import_module(found.name)\n"
        "print(*sorted(set(db.metadata.tables) - wired))\n"
    )
    answer = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert answer.stdout.split() == []


def requirements(file: str) -> list[Requirement]:
    lines = (ROOT / file).read_text().splitlines()
    return [Requirement(line) for line in lines if line and not line.startswith(("#", "-"))]


@pytest.mark.parametrize(
    "file", ["requirements.txt", "requirements-dev.txt", "requirements-postgresql.txt", "constraints.txt"]
)
def test_every_package_is_pinned_exactly(file):
    assert [str(r) for r in requirements(file) if not re.fullmatch(r"==[^*]+", str(r.specifier))] == []


def test_every_package_that_another_one_brings_in_is_pinned_too():
    pinned = {_normal(requirement.name) for requirement in requirements("constraints.txt")}
    ours = [r for file in ("requirements.txt", "requirements-dev.txt") for r in requirements(file)]
    assert _reached_from(ours) - pinned == set()


def test_what_runs_is_pinned_as_it_is_constrained():
    pinned = {_normal(r.name): r.specifier for r in requirements("constraints.txt")}
    ours = [r for file in ("requirements.txt", "requirements-dev.txt") for r in requirements(file)]
    assert [str(r) for r in ours if pinned.get(_normal(r.name)) != r.specifier] == []


def _reached_from(wanted: list[Requirement]) -> set[str]:
    """Follow the installed packages' own requirements."""
    reached: set[str] = set()
    while wanted:
        requirement = wanted.pop()
        name = _normal(requirement.name)
        if name in reached:
            continue
        reached.add(name)
        for line in importlib.metadata.requires(name) or []:
            further = Requirement(line)
            extras = requirement.extras or {""}
            if further.marker is None or any(further.marker.evaluate({"extra": extra}) for extra in extras):
                wanted.append(further)
    return reached


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_setting_is_explained():
    """`.env.example` is where an administrator looks; what only tests and scripts set is left out."""
    used = re.compile(r"environ(?:\.get\(|\[)\s*\"([A-Z][A-Z_]+)\"")
    files = [*MODULES, ROOT / "gunicorn.conf.py", ROOT / "scripts" / "serve.py"]
    settings = {name for path in files for name in used.findall(path.read_text())} - {"PATH", "TIENDO_INSTANCE"}
    explained = (ROOT / ".env.example").read_text()
    assert {name for name in settings if f"{name}=" not in explained} == set()
