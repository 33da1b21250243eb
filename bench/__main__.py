"""Run the benchmark: `python -m bench [engine|completing|inbox|campaigns|planning] …`, or all of it."""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator

from bench import campaigns, completing, engine, inbox, planning
from bench.places import Place, place
from bench.results import HEADER, Result, line, save

Measure = Callable[[Place], Iterator[Result]]


def parts(quick: bool) -> dict[str, Measure]:
    """Return what is measured on each database, by name."""
    return {
        "completing": lambda here: completing.measure(here, completing.QUICK if quick else completing.FULL),
        "inbox": lambda here: inbox.measure(here, 20_000 if quick else 1_000_000),
        "campaigns": lambda here: campaigns.measure(here, (100, 300) if quick else (100, 1_000, 10_000)),
        "planning": lambda here: planning.measure(here, 250 if quick else 5_000),
    }


def main() -> int:
    """Measure, print as it comes, save; exit status 1 when a goal is missed."""
    quick = os.environ.get("QUICK", "") not in ("", "0")
    every = parts(quick)
    names = ["engine", *every]
    chosen = sys.argv[1:] or names
    unknown = set(chosen) - set(names)
    if unknown:
        print(f"There is no part {', '.join(sorted(unknown))}; there are {', '.join(names)}.", file=sys.stderr)
        return 2
    results: list[Result] = []
    start = time.monotonic()
    print(HEADER, flush=True)
    for result in _measured(every, chosen):
        results.append(result)
        print(line(result), flush=True)
    save(results, quick=quick)
    print(f"\n{len(results)} results in {time.monotonic() - start:.0f} s, kept in bench/results/latest.json.")
    return 0 if all(result.holds for result in results) else 1


def _measured(every: dict[str, Measure], chosen: list[str]) -> Iterator[Result]:
    if "engine" in chosen:
        yield from engine.measure()
    for kind in ("sqlite", "postgresql"):
        with place(kind) as here:
            for name in chosen:
                if name in every:
                    yield from every[name](here)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("Stopped."))  # so that servers and folders are cleared away
    sys.exit(main())
