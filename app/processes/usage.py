"""How much a definition is used: counted by the cases layer, which knows about cases, and shown with processes."""

from collections.abc import Callable, Mapping

Counter = Callable[[], Mapping[int, int]]

running_counters: list[Counter] = []


def running_cases() -> dict[int, int]:
    """Return the number of running cases by definition id; definitions without any are left out."""
    counted: dict[int, int] = {}
    for counter in running_counters:
        for definition_id, count in counter().items():
            counted[definition_id] = counted.get(definition_id, 0) + count
    return counted
