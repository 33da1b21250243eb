"""The values an output may take, in the order of their priority."""

from dataclasses import dataclass
from typing import Any

from app.engine.dmn.cells import CellRefused, accepted, is_closed
from app.engine.dmn.constants import NotConstant, constant
from app.engine.feel.values import to_plain, type_name


@dataclass(frozen=True)
class ListedValues:
    """`outputValues`: the FEEL list of them (with equals sign), and each by its type."""

    text: str
    values: tuple[tuple[str | None, Any], ...]

    @classmethod
    def read(cls, text: str) -> "ListedValues":
        """Read `"high", "low"`; raise CellRefused for what is no list of constants."""
        if not is_closed(text):
            raise CellRefused(f"the output values {text[:80]!r} are not closed")
        listed = "=" + accepted(f"[{text}]")
        try:
            values = constant(listed)
        except NotConstant as error:
            raise CellRefused(f"the output values {text[:80]!r} are not constants") from error
        if not isinstance(values, list) or any(type_name(value) in ("list", "context", "range") for value in values):
            raise CellRefused(f"the output values {text[:80]!r} are not single values")
        return cls(listed, tuple((type_name(value), to_plain(value)) for value in values))

    def may_hold(self, text: str) -> bool:
        """Tell whether `=FEEL` may give one of the values: only a constant that is not among them may not."""
        try:
            value = constant(text)
        except NotConstant:
            return True
        return (type_name(value), to_plain(value)) in self.values
