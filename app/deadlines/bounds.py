"""The bounds of what a time limit may say: declared with its fields, checked when one is made."""

from dataclasses import Field, dataclass, field, fields
from typing import Any, Final

from app.deadlines.inputs import BadInput

FIRST_YEAR: Final = 2000
LAST_YEAR: Final = 2099


def whole(at_least: int, at_most: int, **given: Any) -> Any:
    """Declare a whole number and its bounds, both inclusive."""
    return field(metadata={"at_least": at_least, "at_most": at_most}, **given)


def calendar_year(**given: Any) -> Any:
    """Declare a calendar year."""
    return whole(FIRST_YEAR, LAST_YEAR, **given)


@dataclass(frozen=True, kw_only=True)
class Limit:
    """Something written about when; checks the bounds its fields declare. Raises BadInput."""

    def __post_init__(self) -> None:
        for one in fields(self):
            _check_bounds(one, getattr(self, one.name))
        self._check()

    def _check(self) -> None:
        """Refuse fields that do not go together."""


def in_order(first: int | None, last: int | None) -> None:
    """Refuse a last year before the first."""
    if first is not None and last is not None and last < first:
        raise wrong("last", "là năm cuối, không được trước first", "is the last year and cannot come before first")


def out_of_bounds(name: str, at_least: int, at_most: int) -> BadInput:
    """Return the refusal of a number outside its bounds."""
    return wrong(name, f"phải từ {at_least} đến {at_most}", f"must be from {at_least} to {at_most}")


def wrong(name: str, vi: str, en: str) -> BadInput:
    """Return the refusal of a field; `vi` and `en` go on from its name."""
    return BadInput(f"Quy tắc: “{name}” {vi}.", f"Rule: “{name}” {en}.")


def _check_bounds(declared: Field[Any], value: Any) -> None:
    if value is None or "at_least" not in declared.metadata:
        return
    at_least, at_most = declared.metadata["at_least"], declared.metadata["at_most"]
    if not at_least <= value <= at_most:
        raise out_of_bounds(declared.name, at_least, at_most)
