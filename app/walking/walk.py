"""Walk a process: every path in memory and saved, and say which flows were taken and which outcomes were seen."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

from app.engine import Compiled, Refused
from app.errors import DomainError
from app.forms import NoSample
from app.processes.checking import compile_package
from app.processes.packages import Package, read_package
from app.walking.expecting import Answer, Expected, expected, given
from app.walking.exploring import Map, TooManyPlaces, Trail, dead_ends, explore, paths
from app.walking.journey import Inside, Journey, Move
from app.walking.scenes import Scene, scene_of
from app.walking.stage import Stage, WentWrong, in_memory, saved
from app.walking.world import World, world

Shipped = tuple[Compiled, Package]
Passed = dict[Trail, tuple[Inside, ...]]


@dataclass
class Walked:
    """What came of walking one process; `problems` are sentences, none when all went well."""

    key: str
    expected: Expected
    passed: frozenset[str] = frozenset()
    answers: frozenset[Answer] = frozenset()
    paths: int = 0
    steps: int = 0
    seconds: float = 0.0
    problems: list[str] = field(default_factory=list)

    @property
    def taken(self) -> frozenset[str]:
        """The sequence flows that a path took."""
        return self.expected.flows & self.passed

    @property
    def missed(self) -> list[str]:
        """The sequence flows that no path took."""
        return sorted(self.expected.flows - self.passed)

    @property
    def outcomes(self) -> int:
        """How many ends were come to, and answers given, that decide something."""
        return len(self.expected.ends & self.passed) + len(self.expected.answers & self.answers)

    @property
    def unseen(self) -> list[str]:
        """The outcomes that no path came to."""
        unsaid = (f"{task}.{name}={value}" for task, name, value in self.expected.answers - self.answers)
        return sorted([*(self.expected.ends - self.passed), *unsaid])

    @property
    def is_complete(self) -> bool:
        """Whether all was seen, every wait ends one day, and every path came to its end both ways."""
        return not (self.missed or self.unseen or self.problems)


class UnknownPackage(LookupError):
    """No shipped process has this key."""


@dataclass(frozen=True)
class Prepared:
    """A world with the processes that can be deployed together, by key; `refused` are the others."""

    world: World
    shipped: dict[str, Shipped]
    refused: dict[str, Refused]

    def walk(self, key: str) -> Walked:
        """Walk one process; raise Refused, UnknownPackage. Nothing of it remains in the world."""
        if key in self.refused:
            raise self.refused[key]
        if key not in self.shipped:
            raise UnknownPackage(key)
        return walk(self.world, Walked(key, expected(*self.shipped[key])))


def walk_all(workflows: Path, key: str | None = None) -> list[Walked]:
    """Walk the processes below `workflows` (or the one with this key); raise UnknownPackage, Refused.

    A process that is refused keeps no other one from being walked by its key.
    """
    with prepared(workflows) as ready:
        chosen = sorted({*ready.shipped, *ready.refused}) if key is None else [key]
        return [ready.walk(one) for one in chosen]


@contextmanager
def prepared(workflows: Path) -> Iterator[Prepared]:
    """Make a world of the processes below `workflows`, to walk several of them one after the other."""
    with world() as around:  # its application knows the handlers
        shipped, refused = _shipped({path.stem: read_package(path) for path in sorted(workflows.glob("*/*.bpmn"))})
        around.deploy([package for _, package in shipped.values()])
        yield Prepared(around, shipped, refused)


def _shipped(given: dict[str, Package]) -> tuple[dict[str, Shipped], dict[str, Refused]]:
    """Return the packages that can be deployed together, and why the others cannot; both by the folder's name."""
    shipped, refused = dict[str, Shipped](), dict[str, Refused]()
    for key, package in given.items():
        try:
            shipped[key] = compile_package(package, called=None), package
        except Refused as error:
            refused[key] = error
    while lost := [key for key, (compiled, _) in shipped.items() if not set(compiled.calls) <= shipped.keys()]:
        left = shipped.keys() - lost
        for key in lost:
            try:
                compile_package(shipped.pop(key)[1], called=left)
            except Refused as error:
                refused[key] = error
    return shipped, refused


def walk(around: World, result: Walked) -> Walked:
    """Walk every path of the process `result` is about, and complete the result."""
    began = monotonic()
    result.problems += result.expected.endless
    try:
        _walk_paths(around, result, with_variables=False)
        if result.missed or result.unseen:  # an earlier choice may decide
            _walk_paths(around, result, with_variables=True)
    except (WentWrong, TooManyPlaces, NoSample, DomainError) as error:
        result.problems.append(f"{type(error).__name__}: {error}")
    result.seconds = monotonic() - began
    return result


def _walk_paths(around: World, result: Walked, *, with_variables: bool) -> None:
    found = explore(around, result.key, with_variables=with_variables)
    result.problems += [f"no way to the end from {place}" for place in dead_ends(found.known)]
    trails, scene = list(paths(found)), scene_of(result.key)
    with in_memory(around) as stage:
        passed = _travel(stage, scene, trails)
    with saved(around) as stage, stage.aside():
        passed_saved = _travel(stage, scene, trails)
    for trail in trails:
        if passed[trail] != passed_saved[trail]:
            result.problems.append(f"saved, the path {_name(trail)} went another way than in memory")
        both = set(passed[trail]) & set(passed_saved[trail])
        result.passed |= {element for process, element in both if process == result.key}
    result.answers |= frozenset(_given(result.key, found.known))
    result.paths += len(trails)
    result.steps += sum(len(trail) for trail in trails)


def _given(key: str, known: Map) -> Iterator[Answer]:
    for moves in known.values():
        for move in moves:
            if move.process == key:
                yield from given(move.element, move.entries)


def _travel(stage: Stage, scene: Scene, trails: list[Trail]) -> Passed:
    """Walk the trails; what several have in common is walked once."""
    passed: Passed = {}
    _follow(stage, Journey(stage, scene), (), trails, passed)
    return passed


def _follow(stage: Stage, journey: Journey, walked: Trail, trails: list[Trail], passed: Passed) -> None:
    """Go on from where `walked` has led, along each of the trails that begin so."""
    if len(trails) == 1:
        passed[trails[0]] = _to_the_end(journey, trails[0], len(walked))
        return
    branches: dict[Move, list[Trail]] = {}
    for trail in trails:
        branches.setdefault(trail[len(walked)], []).append(trail)
    for move, onward in branches.items():
        with stage.aside():
            journey.take(move)
            _follow(stage, journey, (*walked, move), onward, passed)


def _to_the_end(journey: Journey, trail: Trail, done: int) -> tuple[Inside, ...]:
    for move in trail[done:]:
        journey.take(move)
    if not journey.has_ended:
        raise WentWrong(f"the path {_name(trail)} does not end")
    return journey.passed


def _name(trail: Trail) -> str:
    return " → ".join(move.element or "timer" for move in trail)
