"""Read a plan document: tasks of its annex, targets and duties, with every doubt said aloud.

Pure: a file goes in, values come out; no Flask, no database. See docs/plan-reading.md.
"""

from app.plans.reading.agencies import AgencyNames
from app.plans.reading.document import DocumentHead, Duty, NotTask, PlanDocument, PlanTask, Target
from app.plans.reading.reader import read_plan
from app.plans.reading.reasons import explain, needs_decision
from app.plans.reading.rows import UnreadablePlan

__all__ = [
    "AgencyNames",
    "DocumentHead",
    "Duty",
    "NotTask",
    "PlanDocument",
    "PlanTask",
    "Target",
    "UnreadablePlan",
    "explain",
    "needs_decision",
    "read_plan",
]
