"""The processes that come with the product: one folder each under `workflows/`."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from app.engine import Refused
from app.organisation.roles import Actor
from app.processes.models import Definition
from app.processes.packages import Package, packages
from app.processes.service import deploy


def deploy_shipped(folder: Path, *, actor: Actor, now: datetime) -> list[Definition]:
    """Deploy every process below `folder` that is new or changed; raise Refused for one that cannot run."""
    return deploy_all(packages(folder), actor=actor, now=now)


def deploy_all(given: Sequence[Package], *, actor: Actor, now: datetime) -> list[Definition]:
    """Deploy the packages, called processes before those that call them; raise Refused for one that cannot run."""
    waiting, deployed = list(given), list[Definition]()
    while waiting:
        refused: list[tuple[Package, Refused]] = []
        for package in waiting:
            try:
                deployed.append(deploy(package, actor=actor, now=now))
            except Refused as error:
                refused.append((package, error))
        if len(refused) == len(waiting):
            raise refused[0][1]
        waiting = [package for package, _ in refused]
    return deployed
