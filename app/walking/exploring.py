"""Find every path through a process by trying what can happen at each place, then cover all of it with few paths."""

from collections import Counter, deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from app.walking.journey import Journey, Move, Place
from app.walking.scenes import scene_of
from app.walking.stage import trying
from app.walking.world import World

Trail = tuple[Move, ...]
SetOff = tuple[Move, tuple[str, ...]]
"""A move, and the elements of the process that the case passes by it."""

Map = Mapping[Place, Mapping[Move, Place]]

MOST_PLACES = 600


@dataclass
class Explored:
    """What was found out about a process.

    `known` says where each thing that can happen leads, from every place. `own` are the moves that move the process
    itself and not only one that it calls: of those that set off the same, the one nearest to the beginning.
    """

    beginning: Place
    known: dict[Place, dict[Move, Place]]
    own: dict[SetOff, tuple[Place, Move]] = field(default_factory=dict)


class TooManyPlaces(RuntimeError):
    """The process has more places than a walk can try."""


def explore(world: World, key: str, *, with_variables: bool) -> Explored:
    """Try everything that can happen in the process `key`, from every place.

    `with_variables`: the same tasks with other variables are another place; takes longer, and finds the ways that
    depend on a choice made earlier than at the last step.

    Nearest places first, each thing once: what led to a place is kept as a copy of the database. Raises WentWrong,
    TooManyPlaces, and whatever commands raise.
    """

    with trying(world) as stage:
        journey = Journey(stage, scene_of(key))
        beginning = journey.place(with_variables=with_variables)
        found = Explored(beginning, {beginning: {}})
        known = found.known
        waiting = deque([(beginning, journey.moves(), stage.checkpoint())])
        while waiting:
            place, moves, go_back = waiting.popleft()
            for move in moves:
                go_back()
                before = len(journey.passed)
                journey.take(move)
                passed = tuple(element for process, element in journey.passed[before:] if process == key)
                if passed or move.process == key:
                    found.own.setdefault((move, passed), (place, move))
                known[place][move] = reached = journey.place(with_variables=with_variables)
                if reached in known:
                    continue
                if len(known) == MOST_PLACES:
                    raise TooManyPlaces(_tell(known))
                known[reached] = {}
                waiting.append((reached, journey.moves(), stage.checkpoint()))
    return found


def _tell(known: Map) -> str:
    """Say that there are too many places, and what there is most of."""
    waited = Counter(element for _, tasks, _, _, _ in known for _, element, _ in tasks)
    most = ", ".join(element for element, _ in waited.most_common(3))
    return (
        f"more than {MOST_PLACES} places; most of them wait at {most}. Put the gateways right behind the task that "
        "decides, keep fewer variables, or cut a part out as a process of its own"
    )


def paths(found: Explored) -> Iterator[Trail]:
    """Yield paths from the beginning to an end which together take every move of the process itself, with each effect.

    Places without a way out are skipped. What can happen inside a called process is walked with that process.
    """
    beginning, known = found.beginning, found.known
    out, left = _shortest_from(beginning, known), set(found.own.values())
    if not any(known.values()):
        yield ()
    for place, move in sorted(left, key=lambda edge: (-len(out[edge[0]]), str(edge))):
        home = _home(known[place][move], known)
        if (place, move) not in left or home is None:
            continue
        trail = (*out[place], move, *home)
        left -= set(_edges(beginning, trail, known))
        yield trail


def dead_ends(known: Map) -> list[Place]:
    """Return the places from which no end can be reached."""
    return [place for place in known if _home(place, known) is None]


def _shortest_from(beginning: Place, known: Map) -> dict[Place, Trail]:
    """Return the shortest way to each place."""
    found: dict[Place, Trail] = {beginning: ()}
    waiting = deque([beginning])
    while waiting:
        place = waiting.popleft()
        for move, reached in known[place].items():
            if reached not in found:
                found[reached] = (*found[place], move)
                waiting.append(reached)
    return found


def _home(place: Place, known: Map) -> Trail | None:
    """Return the shortest way from a place to an end, None if there is none."""
    ways = {reached: trail for reached, trail in _shortest_from(place, known).items() if reached[0] != "running"}
    return min(ways.values(), key=len, default=None)


def _edges(beginning: Place, trail: Trail, known: Map) -> Iterator[tuple[Place, Move]]:
    place = beginning
    for move in trail:
        yield place, move
        place = known[place][move]
