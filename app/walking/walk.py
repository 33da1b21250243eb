"""Walk a process: every path in memory and saved, and say which flows were taken."""

from dataclasses import dataclass, field
from pathlib import Path

from app.errors import DomainError
from app.forms import NoSample
from app.processes.checking import compile_package
from app.processes.packages import packages
from app.walking.exploring import TooManyPlaces, Trail, dead_ends, explore, paths
from app.walking.journey import Journey
from app.walking.scenes import Scene, scene_of
from app.walking.stage import Stage, WentWrong, in_memory, saved
from app.walking.world import World, world


@dataclass
class Walked:
    """What came of walking one process; `problems` are sentences, none when all went well."""

    key: str
    flows: frozenset[str]
    taken: frozenset[str] = frozenset()
    paths: int = 0
    steps: int = 0
    problems: list[str] = field(default_factory=list)

    @property
    def missed(self) -> list[str]:
        """The sequence flows that no path took."""
        return sorted(self.flows - self.taken)

    @property
    def is_complete(self) -> bool:
        """Whether every flow was taken and every path came to its end both ways."""
        return not self.missed and not self.problems


class UnknownPackage(LookupError):
    """No shipped process has this key."""


def walk_all(workflows: Path, key: str | None = None) -> list[Walked]:
    """Walk the processes below `workflows` (or the one with this key); raise UnknownPackage, Refused."""
    with world(workflows) as around:
        shipped = [compile_package(package, called=None) for package in packages(workflows)]
        chosen = [one for one in shipped if key in (None, one.key)]
        if not chosen and key is not None:
            raise UnknownPackage(key)
        return [walk(around, Walked(one.key, frozenset(flow.id for flow in one.flows))) for one in chosen]


def walk(around: World, result: Walked) -> Walked:
    """Walk every path of the process `result` is about, and complete the result."""
    scene = scene_of(result.key)
    try:
        _walk_paths(around, scene, result, with_variables=False)
        if result.missed:  # an earlier choice may decide
            _walk_paths(around, scene, result, with_variables=True)
    except (WentWrong, TooManyPlaces, NoSample, DomainError) as error:
        result.problems.append(f"{type(error).__name__}: {error}")
    return result


def _walk_paths(around: World, scene: Scene, result: Walked, *, with_variables: bool) -> None:
    beginning, known = explore(around, scene, with_variables=with_variables)
    result.problems += [f"no way to the end from {place}" for place in dead_ends(known)]
    for trail in paths(beginning, known):
        _walk_path(around, scene, trail, result)


def _walk_path(around: World, scene: Scene, trail: Trail, result: Walked) -> None:
    with in_memory(around) as stage:
        passed = _travel(stage, scene, trail)
    with saved(around) as stage:
        passed_saved = _travel(stage, scene, trail)
    if passed != passed_saved:
        result.problems.append(f"saved, the path {_name(trail)} went another way than in memory")
    result.paths += 1
    result.steps += len(trail)
    result.taken |= result.flows & set(passed) & set(passed_saved)


def _travel(stage: Stage, scene: Scene, trail: Trail) -> tuple[str, ...]:
    journey = Journey(stage, scene)
    for move in trail:
        journey.take(move)
    if not journey.has_ended:
        raise WentWrong(f"the path {_name(trail)} does not end")
    return journey.passed


def _name(trail: Trail) -> str:
    return " → ".join(move.element or "timer" for move in trail)
