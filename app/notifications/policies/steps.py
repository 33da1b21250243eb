"""Steps of a policy as data: what the database keeps of a ladder."""

import json
from typing import Any

from app.deadlines.ladders import Channel, Ladder, Step, Target


def to_json(ladder: Ladder) -> str:
    """Write the steps, in the order of their days."""
    return json.dumps([_data(step) for step in in_order(ladder)])


def from_json(text: str) -> Ladder:
    """Read the steps as they were written."""
    return Ladder(tuple(_step(data) for data in json.loads(text)))


def in_order(ladder: Ladder) -> list[Step]:
    """Return the steps in the order of their days; on one day digest, mail, letter."""
    ways = list(Channel)
    return sorted(ladder.steps, key=lambda step: (step.days, ways.index(step.by)))


def _data(step: Step) -> dict[str, Any]:
    return {"days": step.days, "to": [target.value for target in step.to], "by": step.by.value}


def _step(data: dict[str, Any]) -> Step:
    return Step(int(data["days"]), tuple(Target(target) for target in data["to"]), Channel(data["by"]))
