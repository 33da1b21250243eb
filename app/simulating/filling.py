"""What people enter in a form: what the case knows, what they would answer, and the rest as it fits."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from app.cases.snapshot import form_context
from app.clock import local_date
from app.forms import Form, sample
from app.forms.expressions import every_part
from app.forms.fields import Choice, DateField, Field
from app.simulating.work import Work
from app.tasks.entries import decision_of

SENDS_BACK = ("return", "returned", "send_back")
SAMPLE_FILES = ["sample"]
_NOTHING: tuple[Any, ...] = (None, "", [], {})

KeepFile = Callable[[str], str]
"""Given the path of a file field, keep a file for it and return its id."""


def filled(work: Work, answers: Mapping[str, Any], *, days_ahead: int, keep_file: KeepFile) -> dict[str, Any]:
    """Return entries for the form; dates that nothing says lie `days_ahead`. Raises NoSample."""
    if work.form is None:
        return {}
    asked = {part.key for part in every_part(work.form.fields) if isinstance(part, Field)}
    answers = {key: value for key, value in answers.items() if key in asked}  # a new version may ask for less
    first = _said(work.first)
    known = {**first, **answers}
    whole = next(
        sample(work.form, context=form_context(work.task.case), choose=_chooser(work, known, days_ahead), now=work.now)
    )
    left_empty = {key: None for key, value in answers.items() if value == ""}
    merged = {**_merged(_merged(whole, first), answers), **left_empty}
    return dict(_with_files(merged, "", keep_file))


def sends_back(form: Form | None) -> str | None:
    """Return the option of the form's decision that returns the work, if it has one."""
    decision = decision_of(form)
    options = decision.options if decision is not None else ()
    values = [option.value for option in options] if isinstance(options, tuple) else []
    return next((value for value in values if value in SENDS_BACK), None)


def _chooser(work: Work, known: Mapping[str, Any], days_ahead: int) -> Callable[[str, Field], Any]:
    decision = decision_of(work.form)
    back = sends_back(work.form)

    def choose(path: str, field: Field) -> Any:
        value = _at(known, path)
        if value is not None:
            return value
        if isinstance(field, DateField):
            return _some_date(field, work.now, days_ahead)
        if isinstance(field, Choice) and field is decision:
            return back if work.is_sent_back else _other_than(field, back)
        return None

    return choose


def _other_than(field: Choice, back: str | None) -> str | None:
    options = field.options if isinstance(field.options, tuple) else ()
    return next((option.value for option in options if option.value != back), None)


def _some_date(field: DateField, now: datetime, days_ahead: int) -> str:
    day = local_date(now) + timedelta(days=days_ahead)
    return {"date": f"{day}", "time": "09:00", "datetime": f"{day}T09:00:00+07:00"}[field.kind]


def _said(value: Any) -> Any:
    """Return what a form starts with without what is empty: an unticked box may have to be ticked."""
    if isinstance(value, Mapping):
        return {key: _said(one) for key, one in value.items() if one is not False and one not in _NOTHING}
    return [_said(one) for one in value] if isinstance(value, list) else value


def _at(known: Mapping[str, Any], path: str) -> Any:
    """Return the value at a path such as `tasks[0].spent`."""
    found: Any = known
    for part in path.replace("[", ".").replace("]", "").split("."):
        if isinstance(found, Mapping):
            found = found.get(part)
        elif isinstance(found, list) and part.isdigit() and int(part) < len(found):
            found = found[int(part)]
        else:
            return None
    return None if found in ("", [], {}) else found


def _merged(base: Any, over: Any) -> Any:
    """Return `base` with what `over` says, rows by their place; a row more takes its rest from the last one."""
    if isinstance(base, Mapping) and isinstance(over, Mapping):
        return {**base, **{key: _merged(base.get(key), value) for key, value in over.items()}}
    if isinstance(base, list) and isinstance(over, list) and over and isinstance(over[0], Mapping) and base:
        return [_merged(base[min(number, len(base) - 1)], row) for number, row in enumerate(over)]
    return base if over in (None, "") or (over == [] and base) else over


def _with_files(value: Any, path: str, keep_file: KeepFile) -> Any:
    if value == SAMPLE_FILES:
        return [keep_file(path)]
    if isinstance(value, Mapping):
        return {key: _with_files(one, f"{path}.{key}" if path else key, keep_file) for key, one in value.items()}
    if isinstance(value, list):
        return [_with_files(one, f"{path}[{number}]", keep_file) for number, one in enumerate(value)]
    return value
