"""The processes that come with the product: one folder each under `workflows/`."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.engine import Refused
from app.organisation.roles import Actor
from app.processes.models import Definition
from app.processes.service import deploy


@dataclass(frozen=True)
class Package:
    """A diagram and the forms in its `forms/` folder."""

    key: str
    bpmn: bytes
    forms: dict[str, bytes]


def packages(folder: Path) -> list[Package]:
    """Return the process packages under `folder`, by name."""
    return [read_package(path) for path in sorted(folder.glob("*/*.bpmn"))]


def read_package(path: Path) -> Package:
    """Return the package of one `.bpmn` file: the file and the `.form` files of the `forms/` folder beside it."""
    forms = {form.stem: form.read_bytes() for form in sorted((path.parent / "forms").glob("*.form"))}
    return Package(path.stem, path.read_bytes(), forms)


def deploy_shipped(folder: Path, *, actor: Actor, now: datetime) -> list[Definition]:
    """Deploy every shipped process that is new or changed; called processes go before those that call them."""
    waiting = packages(folder)
    deployed: list[Definition] = []
    while waiting:
        refused: list[tuple[Package, Refused]] = []
        for package in waiting:
            try:
                deployed.append(deploy(package.bpmn, package.forms, actor=actor, now=now))
            except Refused as error:
                refused.append((package, error))
        if len(refused) == len(waiting):
            raise refused[0][1]
        waiting = [package for package, _ in refused]
    return deployed
