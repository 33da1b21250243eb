"""Make data that a form accepts, so that a process can be walked to its end by itself."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from marshmallow import ValidationError

from app.forms.choices import options_of
from app.forms.expressions import Scope, holds
from app.forms.fields import (
    Checkbox,
    Choice,
    DateField,
    Field,
    FilePicker,
    Form,
    Group,
    NumberField,
    Part,
    Rows,
    TextField,
)
from app.forms.inputs import reader_of
from app.forms.levels import Level, below, rows_of
from app.forms.prefill import prefill
from app.forms.problems import FormInvalid
from app.forms.validation import validate
from app.forms.visibility import Place, places

Answers = Mapping[str, Any]
Choose = Callable[[str, Field], Any]
"""Given the path and the field, give the value to use, or None to leave it to the sampler."""

_NOW: Final = datetime(2026, 1, 5, 2, tzinfo=UTC)
_DATES: Final = {"date": "2035-06-15", "time": "09:00", "datetime": "2035-06-15T09:00:00+07:00"}
_WORDS: Final = "Nội dung mẫu"
_BY_FORMAT: Final = {"email": "mau@coquan.example", "phone": "0000 000 000"}
SAMPLE_FILE: Final = "sample"
_MAX_ROUNDS: Final = 10
_BOTH: Final[dict[bool, list[Any]]] = {True: [False, True], False: []}


class NoSample(Exception):
    """Raised when no data was found that the form accepts; ``errors`` by path says what stood in the way."""

    def __init__(self, form_id: str, errors: Mapping[str, list[str]]) -> None:
        self.errors = dict(errors)
        super().__init__(f"{form_id}: " + "; ".join(f"{path}: {' '.join(found)}" for path, found in errors.items()))


def sample(
    form: Form, *, context: Mapping[str, Any], choose: Choose | None = None, now: datetime = _NOW
) -> Iterator[dict[str, Any]]:
    """Yield data the form accepts: together they hold every option of every choice and both states of every box.

    Each variant differs from an earlier one by one answer, so fields that only show after an answer are reached
    too. ``choose`` may fix values; ``now`` is when the form is filled. Raises :class:`NoSample` when the form cannot
    be filled that way.
    """
    scope = Scope(context, now)
    seen: set[tuple[str, Any]] = set()
    waiting: list[Answers] = [{}]
    while waiting:
        answers = waiting.pop(0)
        data = _fill(form, scope, answers, choose)
        yield data
        for place in places(form, data, data, scope):
            for answer in _alternatives(place, choose):
                kind = (re.sub(r"\[\d+\]", "[]", place.path), str(answer))
                if kind not in seen:
                    seen.add(kind)
                    if answer != place.value:
                        waiting.append({**answers, place.path: answer})


def _alternatives(place: Place, choose: Choose | None) -> list[Any]:
    """Give all answers worth trying at a place; none where the answer is given."""
    field = place.field
    if place.locked or (choose and choose(place.path, field) is not None):
        return []
    if isinstance(field, Choice):
        offered = [option.value for option in options_of(field, place.scope)]
        return [[one] for one in offered] if field.multiple else offered
    return [True] if isinstance(field, Checkbox) and place.required else _BOTH[isinstance(field, Checkbox)]


def _fill(form: Form, scope: Scope, answers: Answers, choose: Choose | None) -> dict[str, Any]:
    """Fill the form in rounds: an answer may show further fields, and those more."""
    filler, given = _Filler(answers, choose), prefill(form, scope)
    data: dict[str, Any] = {}
    for _ in range(_MAX_ROUNDS):
        filled = filler.fill(form.fields, Level((data, given)), scope, "")
        if filled == data:
            break
        data = filled
    try:
        return validate(form, data, context=scope.names, now=scope.now or _NOW)
    except FormInvalid as error:
        raise NoSample(form.id, error.errors) from error


@dataclass(frozen=True, slots=True)
class _Filler:
    """Fills every field that shows: by answer, by choice, by what is prefilled, else with something that fits."""

    answers: Answers
    choose: Choose | None

    def fill(self, parts: tuple[Part, ...], level: Level, outer: Scope, prefix: str) -> dict[str, Any]:
        judged, given = level.trees
        scope = outer.inside(parts, judged)
        filled: dict[str, Any] = {}
        for part in parts:
            if holds(part.hide, scope):
                continue
            if isinstance(part, Group):
                inner = self.fill(part.parts, level.inside(part.key), scope, below(prefix, part.key))
                filled |= {part.key: inner} if part.key else inner
            elif isinstance(part, Rows):
                filled[part.key] = self.fill_rows(part, level, scope, prefix + part.key)
            elif isinstance(part, Field) and not holds(part.readonly, scope):
                filled[part.key] = self.value(part, given.get(part.key), scope, prefix + part.key)
        return filled

    def fill_rows(self, part: Rows, level: Level, scope: Scope, path: str) -> list[dict[str, Any]]:
        _, given = level.trees
        count = len(rows_of(given.get(part.key))) or int(part.can_add)
        rows = (level.row(part.key, index) for index in range(count))
        return [self.fill(part.parts, row, scope, f"{path}[{index}].") for index, row in enumerate(rows)]

    def value(self, field: Field, given: Any, scope: Scope, path: str) -> Any:
        if path in self.answers:
            return self.answers[path]
        chosen = self.choose(path, field) if self.choose else None
        if chosen is not None or given is not None:
            return given if chosen is None else chosen
        return _fitting(field, holds(field.required, scope), scope)


def _fitting(field: Field, required: bool, scope: Scope) -> Any:
    """Give a value that the field accepts, None if none is known."""
    if isinstance(field, Checkbox):
        return required
    if isinstance(field, FilePicker):
        return [SAMPLE_FILE] if required else []
    if isinstance(field, Choice):
        offered = [option.value for option in options_of(field, scope)][:1]
        return offered if field.multiple else next(iter(offered), None)
    if isinstance(field, DateField):
        return _DATES[field.kind]
    return next((candidate for candidate in _candidates(field) if _accepts(field, candidate)), None)


def _candidates(field: Field) -> list[Any]:
    if isinstance(field, NumberField):
        bounds = [float(bound) for bound in (field.step, field.minimum, field.maximum) if bound is not None]
        return [field.example or None, 12, 1, 0, *bounds]
    if not isinstance(field, TextField):
        return []
    text = _WORDS.ljust(field.min_length, ".")[: field.max_length].rstrip()
    return [field.example or None, _BY_FORMAT.get(field.format), text]


def _accepts(field: Field, candidate: Any) -> bool:
    try:
        return candidate is not None and reader_of(field)(candidate) is not None
    except ValidationError:
        return False
