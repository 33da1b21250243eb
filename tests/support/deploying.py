"""Deploy processes for tests that are about something else: through the real door, but compiled once a worker."""

from collections.abc import Collection
from functools import cache
from pathlib import Path
from unittest.mock import patch

from app.engine import Compiled
from app.organisation.roles import SYSTEM
from app.processes import service
from app.processes.checking import compile_package
from app.processes.handlers import handler_names
from app.processes.models import Definition
from app.processes.packages import Package, read_package
from app.processes.shipped import deploy_all
from tests.support.clock import NOW

WORKFLOWS = Path(__file__).resolve().parents[2] / "workflows"

_compiled: dict[object, Compiled] = {}


def deploy(*packages: Package) -> list[Definition]:
    """Deploy the packages, in the open unit of work."""
    with patch.object(service, "compile_package", _compiled_once):
        return deploy_all(packages, actor=SYSTEM, now=NOW)


def deploy_shipped(*keys: str) -> list[Definition]:
    """Deploy processes that come with the product, in the open unit of work."""
    return deploy(*map(shipped, keys))


@cache
def shipped(key: str) -> Package:
    """Return the package of a process that comes with the product."""
    return read_package(WORKFLOWS / key / f"{key}.bpmn")


def _compiled_once(package: Package, *, called: Collection[str]) -> Compiled:
    """Compile a package unless the same was compiled before; what is refused is refused anew each time."""
    files = (tuple(sorted(package.forms.items())), tuple(sorted(package.decisions.items())))
    everything_it_depends_on = (package.bpmn, files, frozenset(called), frozenset(handler_names()))
    if everything_it_depends_on not in _compiled:
        _compiled[everything_it_depends_on] = compile_package(package, called=called)
    return _compiled[everything_it_depends_on]
