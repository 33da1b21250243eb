"""Results as a table and as JSON."""

import json
import os
import platform
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

FILE = Path(__file__).parent / "results" / "latest.json"


@dataclass(frozen=True)
class Result:
    """One measured thing; `figure` is what the goal speaks of: a ratio, or a rate."""

    name: str
    floor: float
    ours: float
    unit: str
    figure: float
    goal: str
    holds: bool


HEADER = f"{'':<62}{'floor':>9}{'ours':>9}  {'unit':<9}{'figure':>8}  goal"


def line(result: Result) -> str:
    """Return a result as a row of the table."""
    mark = "holds" if result.holds else "FAILS"
    numbers = f"{result.floor:>9.2f}{result.ours:>9.2f}  {result.unit:<9}{result.figure:>8.2f}"
    return f"{result.name:<62}{numbers}  {result.goal}  {mark}"


def save(results: list[Result], *, quick: bool) -> None:
    """Write `bench/results/latest.json`."""
    machine = {"cpus": os.cpu_count(), "python": platform.python_version(), "load_before": os.getloadavg()[0]}
    content = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "quick": quick,
        "machine": machine,
        "results": [asdict(result) for result in results],
    }
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n")
