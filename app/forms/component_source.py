"""Take one component of a form-js file apart, noting everything that is not as it should be."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Final

from app.engine.feel import Expression, FeelSyntaxError, parse
from app.forms.fields import Rule, Words
from app.forms.findings import FormFinding, finding

_TEMPLATE: Final = re.compile(r"\{\{")
_MARKUP: Final = re.compile(
    r"\{\{|^\s{0,3}#{1,6}\s|\*\*|__|\]\(|<[a-z/!]|^\s*[-*]\s|^\s*\|", re.IGNORECASE | re.MULTILINE
)
_VIETNAMESE: Final = {"a text": "chữ", "true or false": "true hoặc false", "a number": "số", "an object": "đối tượng",
                      "a list": "danh sách", "a whole number": "số nguyên không âm"}  # fmt: skip


class ComponentSource:
    """One component's JSON object, read property by property."""

    def __init__(self, raw: dict[str, Any], findings: list[FormFinding]) -> None:
        self.raw = raw
        self.findings = findings
        self.type = str(raw.get("type"))
        self.id = str(raw.get("id") or raw.get("key") or raw.get("path") or self.type)
        self.name = str(raw.get("key") or raw.get("path") or self.id)

    def note(self, code: str, **values: object) -> None:
        """Remember a fault of this component."""
        self.findings.append(finding(code, self.name, **values))

    def allow(self, names: Iterable[str], within: str = "") -> None:
        """Note every property that has a value and is not among ``names``; ``within`` looks into an object."""
        known = set(names)
        for name, value in (self.inner(within) if within else self.raw).items():
            if name not in known and value not in (None, "", [], {}):
                self.note("property", name=f"{within}.{name}" if within else name, type=self.type)

    def inner(self, name: str) -> dict[str, Any]:
        """Give an object inside the component, empty if absent."""
        value = self.raw.get(name)
        if isinstance(value, dict) or value is None:
            return value or {}
        self._mistyped(name, "an object")
        return {}

    def text(self, name: str, within: str = "") -> str:
        """Give a plain text, empty if absent."""
        return str(self._typed(name, within, str, "a text", ""))

    def flag(self, name: str, default: bool = False, within: str = "") -> bool:
        """Give a boolean."""
        return bool(self._typed(name, within, bool, "true or false", default))

    def whole(self, name: str, default: int | None = None, within: str = "") -> int | None:
        """Give a whole number of zero or more; the editor writes some of them as text."""
        value = self._present(name, within)
        if value is None:
            return default
        if isinstance(value, bool) or not re.fullmatch(r"\d{1,6}", str(value)):
            self._mistyped(name, "a whole number")
            return default
        return int(value)

    def number(self, name: str, within: str = "") -> Decimal | None:
        """Give an exact number; the editor writes some of them as text."""
        value = self._present(name, within)
        if value is None:
            return None
        if isinstance(value, bool) or not re.fullmatch(r"-?\d{1,15}(\.\d{1,10})?", str(value)):
            self._mistyped(name, "a number")
            return None
        return Decimal(str(value))

    def words(self, name: str, *, within: str = "", markup: re.Pattern[str] = _TEMPLATE) -> Words:
        """Give a sentence for people: plain, or an expression after "="."""
        text = self.text(name, within)
        if text.startswith("="):
            return self.expression(text, name) or ""
        if markup.search(text):
            self.note("template", name=name)
        return text

    def paragraph(self, name: str) -> Words:
        """Give words that form-js would read as Markdown; only plain ones are accepted."""
        return self.words(name, markup=_MARKUP)

    def rule(self, name: str, within: str = "") -> Rule:
        """Give a condition: true, false, or an expression after "="."""
        value = self._present(name, within)
        if isinstance(value, str) and value.startswith("="):
            return self.expression(value, name) or False
        return bool(self._typed(name, within, bool, "true or false", False))

    def expression(self, text: Any, name: str) -> Expression | None:
        """Parse what stands after "="; note what is not an expression of the subset."""
        if not isinstance(text, str) or not text.startswith("="):
            self.note("value", name=name, expected="an expression after “=”", expected_vi="biểu thức sau dấu “=”")
            return None
        try:
            return parse(text[1:])
        except FeelSyntaxError as error:
            self.findings.append(
                FormFinding(
                    "expression",
                    self.name,
                    finding("expression", name=name, reason=error.message_en).message,
                    finding("expression", name=name, reason=error.message_vi).message_vi,
                )
            )
            return None

    def _present(self, name: str, within: str) -> Any:
        value = (self.inner(within) if within else self.raw).get(name)
        return None if value == "" else value

    def _typed(self, name: str, within: str, kind: type, expected: str, default: Any) -> Any:
        value = self._present(name, within)
        if value is None:
            return default
        if not isinstance(value, kind):
            self._mistyped(name, expected)
            return default
        return value

    def _mistyped(self, name: str, expected: str) -> None:
        self.note("value", name=name, expected=expected, expected_vi=_VIETNAMESE[expected])
