"""Further things to do with a plan, and what features say beside its rows."""

from collections.abc import Callable, Mapping, Sequence

from app.cases.links import Link, Mark
from app.organisation.roles import Actor
from app.plans.models import Plan

PlanLinks = Callable[[Plan, Actor], Sequence[Link]]
RowMarks = Callable[[Sequence[int], Actor], Mapping[int, Sequence[Mark]]]

plan_links: list[PlanLinks] = []
row_marks: list[RowMarks] = []  # given the keys of the rows that a page shows, all at once


def links_for_plan(plan: Plan, actor: Actor) -> list[Link]:
    """Return what every feature offers for the plan."""
    return [link for offer in plan_links for link in offer(plan, actor)]


def marks_of(task_ids: Sequence[int], actor: Actor) -> dict[int, list[Mark]]:
    """Return what every feature says beside these rows."""
    found: dict[int, list[Mark]] = {}
    for say in row_marks:
        for task_id, marks in say(task_ids, actor).items():
            found.setdefault(task_id, []).extend(marks)
    return found
