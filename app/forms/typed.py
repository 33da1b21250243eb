"""Read what a page's script says is typed, {"fields": {"name": ["value", …]}}, as the form itself would post it."""

from werkzeug.datastructures import MultiDict


def typed_in(body: object) -> MultiDict[str, str] | None:
    """Return the fields of a JSON body as posted ones; None when it is no such body."""
    fields = body.get("fields") if isinstance(body, dict) else None
    if not isinstance(fields, dict) or not all(isinstance(values, list) for values in fields.values()):
        return None
    return MultiDict((name, str(value)) for name, values in fields.items() for value in values)
