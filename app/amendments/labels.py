"""What things about amendments are called on pages."""

from typing import Any

from app.plans.differences import Change
from app.plans.labels import CHANGES
from app.plans.service.amending import RowAct

# words, icon, css
ACTS: dict[RowAct, tuple[Any, str, str]] = {
    RowAct.change: CHANGES[Change.changed],
    RowAct.add: CHANGES[Change.added],
    RowAct.drop: CHANGES[Change.dropped],
}
