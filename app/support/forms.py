"""The grid in which one chapter of the gap analysis is edited; it belongs to no step of the process."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from app.forms import Form, read_form
from app.support.clauses import CLAUSES
from app.support.models import GapItem, GapState
from app.support.service.gaps import Assessed

_SOURCE = Path(__file__).parent / "gaps.form"


@cache
def gap_form() -> Form:
    """Return the grid."""
    return read_form(_SOURCE.read_bytes())


def shown(items: Sequence[GapItem]) -> list[dict[str, Any]]:
    """Return the clauses as rows of the grid."""
    return [
        {
            "clause": item.clause,
            "title": CLAUSES[item.clause],
            "state": None if item.state is GapState.unassessed else item.state.value,
            "gap": item.gap,
            "evidence": item.evidence,
            "action": item.action,
            "who": item.who,
            "until": item.until.isoformat() if item.until else None,
        }
        for item in items
    ]


def assessed(rows: Sequence[Mapping[str, Any]], versions: Mapping[str, int]) -> list[Assessed]:
    """Return what the rows of the grid say; `versions` are those that the page was made from."""
    return [
        Assessed(
            clause=row["clause"],
            version=versions.get(row["clause"], 0),
            state=GapState(row["state"]) if row.get("state") else GapState.unassessed,
            evidence=row.get("evidence") or "",
            gap=row.get("gap") or "",
            action=row.get("action") or "",
            who=row.get("who") or "",
            until=date.fromisoformat(row["until"]) if row.get("until") else None,
        )
        for row in rows
    ]


def versions_of(items: Sequence[GapItem]) -> str:
    """Return the rows' versions as the page carries them."""
    return json.dumps({item.clause: item.version for item in items})


def read_versions(text: str) -> dict[str, int]:
    """Return the versions that a page carried; nothing for what is none."""
    try:
        given = json.loads(text)
    except ValueError:
        return {}
    if not isinstance(given, dict):
        return {}
    return {clause: version for clause, version in given.items() if isinstance(version, int)}
