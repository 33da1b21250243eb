"""Time limits as JSON: one object, its `kind` names the class, its other keys are the fields (docs/deadlines.md)."""

from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, fields
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, Final, cast, get_args, get_type_hints

from app.deadlines.bounds import Limit, wrong
from app.deadlines.inputs import BadInput, read_day
from app.deadlines.limits import KINDS
from app.deadlines.moments import Reading

READINGS: Final = get_args(Reading)


@dataclass(frozen=True)
class Rule:
    """What is written, and which lawful reading the office takes of a last day on a day off."""

    limit: Limit
    reading: Reading = "later"


def read_rule(given: object) -> Rule:
    """Return the rule of a JSON object. Raise BadInput for anything that is not wholly understood."""
    if not isinstance(given, dict):
        raise BadInput(
            'Quy tắc phải là một đối tượng JSON, ví dụ {"kind": "date", "on": "2026-11-30"}.',
            'A rule is a JSON object, for example {"kind": "date", "on": "2026-11-30"}.',
        )
    kind, reading = given.get("kind"), given.get("reading", "later")
    if not isinstance(kind, str) or kind not in KINDS:
        raise _choose("kind", KINDS)
    if reading not in READINGS:
        raise _choose("reading", READINGS)
    rest = {key: value for key, value in given.items() if key not in ("kind", "reading")}
    return Rule(_limit(kind, rest), reading)


def _limit(kind: str, given: Mapping[str, object]) -> Limit:
    made = KINDS[kind]
    declared = {one.name: one for one in fields(made)}
    if unknown := [key for key in given if key not in declared]:
        known = ", ".join(declared)
        raise wrong(unknown[0], f"không thuộc “{kind}”; chỉ có {known}", f"is no part of “{kind}”, which has {known}")
    for name, one in declared.items():
        if name not in given and one.default is MISSING:
            raise wrong(name, f"còn thiếu trong quy tắc “{kind}”", f"is missing from the rule “{kind}”")
    return made(**{name: _value(declared[name], _types(kind)[name], value) for name, value in given.items()})


def _value(declared: Field[Any], kinds: tuple[type, ...], value: object) -> object:
    """Return `value` as the field's type; nothing is converted silently ("5", 5.0 and true are no numbers)."""
    name, kind = declared.name, kinds[0]
    if issubclass(kind, StrEnum):
        if value not in list(kind):
            raise _choose(name, [one.value for one in kind])
        return kind(cast(str, value))
    if kind is date:
        return read_day(value if isinstance(value, str) else str(value), f"Quy tắc, “{name}”")
    if type(value) is kind:
        return value
    if kind is bool:
        raise wrong(name, "phải là true hoặc false", "must be true or false")
    raise wrong(name, "phải là một số nguyên, không có dấu nháy", "must be a whole number, without quotation marks")


@cache
def _types(kind: str) -> Mapping[str, tuple[type, ...]]:
    """Return the types of each field, the one to read first."""
    return {name: get_args(hint) or (hint,) for name, hint in get_type_hints(KINDS[kind]).items()}


def _choose(name: str, names: Mapping[str, object] | list[str] | tuple[str, ...]) -> BadInput:
    known = ", ".join(names)
    return wrong(name, f"phải là một trong: {known}", f"must be one of: {known}")
