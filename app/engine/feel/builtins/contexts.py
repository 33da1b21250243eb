"""Functions on contexts."""

from app.engine.feel.builtins.registry import builtin
from app.engine.feel.limits import Budget
from app.engine.feel.values import Value

Context = dict[str, Value]


@builtin("get value", "m: context", "key: string")
def get_value(context: Context, key: str) -> Value:
    """Return the value of *key*, null if there is none."""
    return context.get(key)


@builtin("get entries", "m: context")
def get_entries(context: Context) -> list[Context]:
    """List the entries as contexts of `key` and `value`."""
    return [{"key": key, "value": value} for key, value in context.items()]


@builtin("context", "*entries: context")
def make_context(entries: list[Context]) -> Context | None:
    """Build a context of `key` and `value` pairs; null if a key is missing, no string, or there twice."""
    made: Context = {}
    for entry in entries:
        key = entry.get("key")
        if type(key) is not str or key in made or "value" not in entry:
            return None
        made[key] = entry["value"]
    return made


@builtin("context merge", "*contexts: context", metered=True)
def context_merge(budget: Budget, contexts: list[Context]) -> Context:
    """Merge contexts, later ones winning."""
    merged: Context = {}
    for context in contexts:
        budget.spend(len(context))
        merged |= context
    return merged


@builtin("context put", "context: context", "keys: list", "value: any")
def context_put(context: Context, keys: list[Value], value: Value) -> Context | None:
    """Set the entry at a key, or at a path of keys through contexts that exist."""
    if not keys or type(keys[0]) is not str:
        return None
    key, *rest = keys
    if rest:
        inner = context.get(key)
        value = context_put(inner, rest, value) if type(inner) is dict else None
        if value is None:
            return None
    return {**context, key: value}
