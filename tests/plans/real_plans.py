"""The real plans and their hand-checked ground truth; the folder comes from TIENDO_PLANS."""

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from app.plans.reading import PlanDocument, PlanTask, read_plan

NAMES = ("quang-tri-2020", "can-tho-2021", "binh-dinh-2020")


def folder() -> Path:
    """Return the folder of the plans, or skip the test and say why."""
    named = os.environ.get("TIENDO_PLANS")
    if not named:
        pytest.skip("TIENDO_PLANS is not set: it names the folder with the three real plans and their ground truth")
    return Path(named)


@cache
def _read(path: Path) -> PlanDocument:
    return read_plan(path)


def reading(name: str) -> PlanDocument:
    """Return a real plan as read."""
    return _read(folder() / f"{name}.txt")


def truth(name: str) -> dict[str, Any]:
    """Return its ground truth."""
    loaded: dict[str, Any] = json.loads((folder() / f"{name}.json").read_text(encoding="utf-8"))
    return loaded


def as_truth(task: PlanTask) -> dict[str, Any]:
    """Return a task under the names of the ground truth."""
    return {
        "no_printed": task.number or "",
        "groups": list(task.group),
        "content_vi": task.content,
        "lead_vi": task.lead,
        "coordinating_vi": task.coordinating,
        "time_vi": task.time,
        "result_vi": task.result,
        "budget_vi": task.funding,
        "lead_parsed": list(task.parsed_lead),
        "coordinating_parsed": list(task.parsed_coordinating),
        "kind": task.due.kind.value,
        "due": task.due.first_due.isoformat() if task.due.first_due else None,
    }


def expected(task: dict[str, Any]) -> dict[str, Any]:
    """Return a task of the ground truth with the fields compared."""
    fields = ("no_printed", "content_vi", "lead_vi", "coordinating_vi", "time_vi", "result_vi", "budget_vi")
    return {
        **{field: task[field] for field in fields},
        "groups": [group["heading"] for group in task["group_path"]],
        "lead_parsed": task["lead_parsed"],
        "coordinating_parsed": task["coordinating_parsed"],
        "kind": task["time_parsed"]["kind"],
        "due": task["time_parsed"]["due"],
    }
