"""Refuse at the door what cannot be read or kept: NUL, half a character, endless nesting, numbers no record has."""

import re
from collections.abc import Iterator
from typing import Any

from flask import request
from flask.json.provider import DefaultJSONProvider
from werkzeug.routing import IntegerConverter, Map

from app.errors import DomainError

GREATEST_KEY = 2**63 - 1
_UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")  # no database keeps NUL, no encoding a lone half of a pair


class Illegible(DomainError):
    """What was sent holds signs that nothing can keep; people cannot type them."""

    slug = "illegible"
    message = "What was sent holds characters that cannot be kept. Remove them and send it again."


class KeyConverter(IntegerConverter):
    """A whole number in an address, as far as a record may have it for its key; a greater one leads nowhere."""

    def __init__(self, map: Map, **options: Any) -> None:
        super().__init__(map, **{"max": GREATEST_KEY, **options})


class StrictJSON(DefaultJSONProvider):
    """JSON as its standard has it: no NaN or Infinity, and no deeper than can be read."""

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:
        """Read a document; raise ValueError for one that is not JSON."""
        try:
            return super().loads(s, parse_constant=_no_constant, **kwargs)
        except RecursionError as too_deep:
            raise ValueError("nested too deeply") from too_deep


def key(text: str) -> int:
    """Read the key of a record from an address or a form; raise ValueError for what no record can have."""
    number = int(text)
    if not 0 <= number <= GREATEST_KEY:
        raise ValueError(f"{text[:30]} is no key")
    return number


def is_key(text: str) -> bool:
    """Whether a record could have this key."""
    return text.isdecimal() and len(text) < len(str(GREATEST_KEY))


def refuse_illegible() -> None:
    """Raise Illegible for a request that nothing can keep; a JSON body that cannot be read is a 400."""
    given = [request.path, *_values(request.args), *_values(request.form)]
    if request.is_json and request.get_data():
        given.extend(_texts(request.get_json()))
    if any(_UNKEEPABLE.search(text) for text in given if text):
        raise Illegible


def _values(fields: Any) -> Iterator[str]:
    for name, value in fields.items(multi=True):
        yield name
        yield value


def _texts(document: Any) -> Iterator[str]:
    if isinstance(document, str):
        yield document
    elif isinstance(document, dict):
        for name, value in document.items():
            yield name
            yield from _texts(value)
    elif isinstance(document, list):
        for value in document:
            yield from _texts(value)


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")
