"""String literals: what stands between the quotes."""

import re

from lark import Token

from app.engine.feel.errors import FeelSyntaxError

_ESCAPE = re.compile(r'\\(?:(["\\nrt])|u([0-9a-fA-F]{4,6}))')
_SIMPLE = {'"': '"', "\\": "\\", "n": "\n", "r": "\r", "t": "\t"}


def unquote(token: Token) -> str:
    """Return the text of a string literal; a backslash before any other letter stands for itself."""
    text = _ESCAPE.sub(_escaped, token[1:-1])
    try:
        return text.encode("utf-16", "surrogatepass").decode("utf-16")
    except UnicodeDecodeError as error:
        raise FeelSyntaxError(
            "This text contains half a character.",
            "Chuỗi này chứa một ký tự không trọn vẹn.",
            token.line or 1,
            token.column or 1,
        ) from error


def _escaped(found: re.Match[str]) -> str:
    if found[1]:
        return _SIMPLE[found[1]]
    code = int(found[2], 16)
    if len(found[2]) == 4 or code > 0x10FFFF:
        return chr(int(found[2][:4], 16)) + found[2][4:]
    return chr(code)
