"""Give every body one name throughout a document."""

from collections.abc import Iterable
from dataclasses import replace

from app.plans.reading.agencies import body_key
from app.plans.reading.document import PlanTask


def unify_names(tasks: Iterable[PlanTask]) -> list[PlanTask]:
    """Name a body alike in every task: with and without "Các" it is the same one, and the shorter name stands.

    Spellings that differ only in capitals take the form printed first.
    """
    tasks = list(tasks)
    chosen: dict[str, str] = {}
    for task in tasks:
        for name in (*task.parsed_lead, *task.parsed_coordinating, *task.parsed_directing):
            before = chosen.setdefault(body_key(name), name)
            if len(name) < len(before):
                chosen[body_key(name)] = name

    def renamed(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(chosen[body_key(name)] for name in names))

    return [
        replace(
            task,
            parsed_lead=renamed(task.parsed_lead),
            parsed_coordinating=renamed(task.parsed_coordinating),
            parsed_directing=renamed(task.parsed_directing),
        )
        for task in tasks
    ]
