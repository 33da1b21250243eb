"""Say in words what is wrong with a text that the grammar does not accept."""

import re

from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken

from app.engine.feel.errors import FeelSyntaxError

_DEFINITION = re.compile(r"\bfunction\s*\(")
_CALLED = re.compile(r"\w+(?:\s+\w+)*\s*\(")
_HINTS: dict[str, tuple[str, str]] = {
    "==": ("Write equality with one “=”.", "Hãy viết phép so sánh bằng với một dấu “=”."),
    "&": ("Write “and”.", "Hãy viết “and”."),
    "|": ("Write “or”.", "Hãy viết “or”."),
    "!": ("Write “not(…)”.", "Hãy viết “not(…)”."),
    "^": ("Write a power with “**”.", "Hãy viết lũy thừa bằng “**”."),
    "'": ("Write texts in double quotes.", "Hãy đặt chuỗi trong dấu ngoặc kép."),
    '"': ("This text has no closing quote.", "Chuỗi này thiếu dấu ngoặc kép đóng."),
    "=": ("An expression has no “=” in front here.", "Biểu thức ở đây không có dấu “=” đứng trước."),
}


def explain(error: UnexpectedInput, text: str) -> FeelSyntaxError:
    """Turn the parser's error into a sentence with the place, and a hint where the mistake is a common one."""
    if isinstance(error, UnexpectedToken) and error.token.type == "$END":
        return FeelSyntaxError(
            "The expression ends too early.", "Biểu thức kết thúc quá sớm.", *_place(text, len(text))
        )
    if definition := _DEFINITION.search(text):
        return FeelSyntaxError(
            "Functions cannot be defined.", "Không thể tự định nghĩa hàm.", *_place(text, definition.start())
        )
    found = str(error.token) if isinstance(error, UnexpectedToken) else _character(error, text)
    hint_en, hint_vi = _hint(error, found, text)
    return FeelSyntaxError(
        f"“{found}” is not expected here. {hint_en}".strip(),
        f"Không hiểu “{found}” ở vị trí này. {hint_vi}".strip(),
        error.line,
        error.column,
    )


def _character(error: UnexpectedInput, text: str) -> str:
    at = error.pos_in_stream if isinstance(error, UnexpectedCharacters) else None
    return text[at : at + 1] if at is not None else ""


def _hint(error: UnexpectedInput, found: str, text: str) -> tuple[str, str]:
    at = error.pos_in_stream or 0
    before = text[:at].split()
    if found == "=":
        return _HINTS["=="] if text[:at].endswith("=") else _HINTS["="] if not before else ("", "")
    if not _follows_a_word(found, text, at):
        return _HINTS.get(found[:1], ("", ""))
    if before[-1] == "of":
        return "There is no such type.", "Không có kiểu này."
    if _CALLED.match(text, at):
        return "There is no function of this name.", "Không có hàm tên như vậy."
    return "A name is one word.", "Tên phải viết liền thành một từ."


def _follows_a_word(found: str, text: str, at: int) -> bool:
    return found[:1].isalpha() and text[:at] != text[:at].rstrip() and text[:at].rstrip()[-1:].isalnum()


def _place(text: str, at: int) -> tuple[int, int]:
    """Return line and column of an offset, both from 1."""
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
