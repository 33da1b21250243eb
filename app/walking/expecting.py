"""What the walk of a process must have seen when it is over, and which of its waits would last for ever."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from app.engine import Compiled, Scope, outline
from app.engine.diagram import PEOPLE, Node
from app.forms import read_form
from app.forms.fields import Choice, Form, Group
from app.forms.fields import Field as FormField
from app.processes.packages import Package

Answer = tuple[str, str, str]
"""A task, a field of its form that decides where the case goes, and one of the values offered."""


@dataclass(frozen=True)
class Expected:
    """Flows to take, ends to come to, answers to give; `waits` of any kind, and those that nothing would ever end."""

    flows: frozenset[str]
    ends: frozenset[str]
    answers: frozenset[Answer]
    waits: int
    endless: tuple[str, ...]


def expected(compiled: Compiled, package: Package) -> Expected:
    """Return what a walk of this process must see. What stands in processes it calls is expected of their walks."""
    waits = list(_waits(outline(compiled.spec), inside_timed=False))
    specs = {element.id: element for element in compiled.elements}
    endless = []
    for node, is_timed in waits:
        if node.kind in PEOPLE:
            missing = [word for word, value in _limits(specs[node.id].due_rule, specs[node.id].reminders) if not value]
            endless += [f"the task {node.id} has no {word}" for word in missing]
        elif not is_timed:
            endless.append(f"the wait {node.id} cannot time out: it needs a timer at its gateway or on its border")
    return Expected(
        frozenset(flow.id for flow in compiled.flows),
        frozenset(element.id for element in compiled.elements if element.kind == "end_event"),
        frozenset(_answers(compiled, package)),
        len(waits),
        tuple(endless),
    )


def given(task: str, entries: str) -> frozenset[Answer]:
    """Return the answers in what a person filed at a task."""
    filed = json.loads(entries) if entries else {}
    return frozenset((task, name, value) for name, value in filed.items() if isinstance(value, str))


def _limits(due: str | None, reminders: str | None) -> tuple[tuple[str, str | None], ...]:
    return ("due rule (td:due)", due), ("reminder policy (td:reminders)", reminders)


def _waits(scope: Scope, *, inside_timed: bool) -> Iterator[tuple[Node, bool]]:
    """Yield what waits for a person or a message, and whether a timer can end the wait, or tells of it."""
    kinds = {node.id: node for node in scope.nodes}
    for node in scope.nodes:
        is_timed = inside_timed or any(_is_timer(event) for event in scope.attached(node.id))
        if node.kind in PEOPLE or node.kind == "receive_task" or _catches_message(node):
            yield node, is_timed or any(_races_a_timer(scope, flow.source, kinds) for flow in scope.incoming(node.id))
        if node.scope:
            yield from _waits(node.scope, inside_timed=is_timed)


def _catches_message(node: Node) -> bool:
    return node.kind == "intermediate_catch_event" and node.event is not None and node.event.kind == "message"


def _is_timer(node: Node) -> bool:
    return node.event is not None and node.event.kind == "timer"


def _races_a_timer(scope: Scope, gateway: str, nodes: dict[str, Node]) -> bool:
    is_race = nodes[gateway].kind == "event_based_gateway"
    return is_race and any(_is_timer(nodes[flow.target]) for flow in scope.outgoing(gateway))


def _answers(compiled: Compiled, package: Package) -> Iterator[Answer]:
    for element in compiled.elements:
        if element.form_key is None:
            continue
        for choice in _choices(read_form(package.forms[element.form_key])):
            if choice.key in compiled.variables and isinstance(choice.options, tuple):
                yield from ((element.id, choice.key, option.value) for option in choice.options)


def _choices(form: Form) -> Iterator[Choice]:
    """Yield the fields in which one of several values is chosen, where their value becomes a variable."""
    pending = list(form.fields)
    while pending:
        part = pending.pop(0)
        if isinstance(part, Group) and not part.key:
            pending += part.parts
        elif isinstance(part, FormField) and isinstance(part, Choice) and not part.multiple:
            yield part
