"""Match the calls in an expression with the built-in functions, while it is parsed."""

from collections.abc import Sequence

from lark import Token

from app.engine.feel import nodes
from app.engine.feel.builtins import BUILTINS, Builtin
from app.engine.feel.errors import FeelSyntaxError
from app.engine.feel.nodes import Node
from app.engine.feel.patterns import compile_pattern


def bind_positional(name: Token, arguments: Sequence[Node]) -> nodes.Call:
    """Build the call of a function with arguments in order; refuse unknown functions and wrong counts."""
    for builtin in _signatures(name):
        if builtin.accepts(len(arguments)):
            return _checked(name, nodes.Call(builtin, tuple(arguments)))
    raise _refused(
        name,
        f"The function “{_plain(name)}” does not take {len(arguments)} arguments.",
        f"Hàm “{_plain(name)}” không nhận {len(arguments)} tham số.",
    )


def bind_named(name: Token, arguments: Sequence[tuple[Token, Node]]) -> nodes.Call:
    """Build the call of a function with named arguments; refuse names it does not have."""
    given = {" ".join(parameter[:-1].split()): value for parameter, value in arguments}
    for builtin in _signatures(name):
        names = [parameter.name for parameter in builtin.parameters]
        required = [parameter.name for parameter in builtin.parameters if not parameter.optional]
        if given.keys() <= set(names) and given.keys() >= set(required) and len(given) == len(arguments):
            return _checked(name, nodes.Call(builtin, tuple(given.get(each) for each in names)))
    raise _refused(
        name,
        f"The function “{_plain(name)}” has no such parameters: {', '.join(given)}.",
        f"Hàm “{_plain(name)}” không có các tham số này: {', '.join(given)}.",
    )


def _signatures(name: Token) -> list[Builtin]:
    found = BUILTINS.get(_plain(name))
    if found is None:
        raise _refused(
            name,
            f"There is no function “{_plain(name)}”.",
            f"Không có hàm “{_plain(name)}”.",
        )
    return found


def _checked(name: Token, call: nodes.Call) -> nodes.Call:
    """Refuse a regular expression that is written out and wrong: it would only ever be null."""
    names = [parameter.name for parameter in call.builtin.parameters]
    written = dict(zip(names, call.arguments, strict=False))
    pattern = written.get("pattern", written.get("delimiter") if _plain(name) == "split" else None)
    flags = written.get("flags")
    if isinstance(pattern, nodes.Literal) and isinstance(pattern.value, str):
        given = flags.value if isinstance(flags, nodes.Literal) else None
        if compile_pattern(pattern.value, given if isinstance(given, str) else "") is None:
            raise _refused(
                name,
                f"“{pattern.value}” is not a regular expression that can be used here.",
                f"“{pattern.value}” không phải là biểu thức chính quy dùng được ở đây.",
            )
    return call


def _plain(name: Token) -> str:
    """Fold the white space of a name of several words."""
    return " ".join(name.split())


def _refused(name: Token, message_en: str, message_vi: str) -> FeelSyntaxError:
    return FeelSyntaxError(message_en, message_vi, name.line or 1, name.column or 1)
