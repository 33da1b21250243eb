"""Bring the variables of parallel branches together: a three-way merge against where they parted."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.engine.values import same


def merge(base: Mapping[str, Any], branches: Sequence[Mapping[str, Any]]) -> tuple[dict[str, Any], list[str]]:
    """Return the variables after a join and the names that branches changed differently.

    Only what a branch changed counts; of differing changes that of the later branch holds. The order of
    `branches` is the order of the flows in the diagram, so the outcome does not depend on who came first.
    """
    merged = dict(base)
    conflicts: list[str] = []
    changed: set[str] = set()
    for branch in branches:
        for name, value in branch.items():
            if name in base and same(base[name], value):
                continue
            if name in changed and not same(merged[name], value):
                conflicts.append(name)
            merged[name] = value
            changed.add(name)
    return merged, sorted(set(conflicts))
