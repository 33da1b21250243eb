"""Literals, names, paths, filters and function calls."""

from decimal import Decimal

from app.engine.feel import nodes
from app.engine.feel.evaluator import AnyScope, Evaluator, rule
from app.engine.feel.properties import read_property
from app.engine.feel.scope import Scope
from app.engine.feel.values import Value, from_plain, offset


@rule(nodes.Literal)
def literal(_run: Evaluator, node: nodes.Literal, _scope: AnyScope) -> Value:
    """Return the value that is written."""
    return node.value


@rule(nodes.Name)
def name(_run: Evaluator, node: nodes.Name, scope: AnyScope) -> Value:
    """Look the name up, null if it is not there."""
    return scope.read(node.name)


@rule(nodes.Path)
def path(run: Evaluator, node: nodes.Path, scope: AnyScope) -> Value:
    """Read an entry. Straight from the plain context where possible: a path need not convert it all."""
    keys, root = [node.key], node.target
    while type(root) is nodes.Path:
        keys.append(root.key)
        root = root.target
    if type(root) is nodes.Name and not scope.holds(root.name):
        return _global_path(run, root.name, keys)
    value = run.value(root, scope)
    while keys:
        value = _property(run, value, keys.pop())
    return value


def _global_path(run: Evaluator, name: str, keys: list[str]) -> Value:
    plain = run.globals.plain.get(name)
    while keys and isinstance(plain, dict):
        plain = plain.get(keys.pop())
    value = from_plain(plain, run.budget)
    while keys:
        value = _property(run, value, keys.pop())
    return value


def _property(run: Evaluator, value: Value, key: str) -> Value:
    if type(value) is list:
        run.budget.spend(len(value))
    return read_property(value, key)


@rule(nodes.Filter)
def filter_(run: Evaluator, node: nodes.Filter, scope: AnyScope) -> Value:
    """Pick an item by its index, or keep the items that fulfil a condition."""
    target = run.value(node.target, scope)
    if target is None:
        return None
    items = target if type(target) is list else [target]
    if not node.per_item:
        selector = run.value(node.predicate, scope)
        if type(selector) is Decimal:
            at = offset(selector, len(items))
            return None if at is None else items[at]
        if type(selector) is bool:
            return target if selector else []
    return [item for item in items if run.value(node.predicate, _item_scope(item, scope)) is True]


def _item_scope(item: Value, scope: AnyScope) -> Scope:
    inner = Scope({"item": item}, scope)
    return Scope(item, inner) if type(item) is dict else inner


@rule(nodes.Call)
def call(run: Evaluator, node: nodes.Call, scope: AnyScope) -> Value:
    """Call a built-in function."""
    if node.builtin.reads_clock:
        return node.builtin.implementation(run.now())
    arguments = [None if part is None else run.value(part, scope) for part in node.arguments]
    return node.builtin.call(arguments, run.budget)
