"""From text to `Expression`. The grammar is compiled once, when the first expression is parsed."""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from lark import Lark
from lark.exceptions import UnexpectedInput, VisitError

import app.engine.feel.rules  # noqa: F401  # registers what the nodes mean
from app.engine.feel.builder import Builder
from app.engine.feel.builtins import BUILTINS
from app.engine.feel.errors import FeelSyntaxError
from app.engine.feel.expression import Expression
from app.engine.feel.limits import MAX_TEXT
from app.engine.feel.names import FreeNames
from app.engine.feel.nodes import Node
from app.engine.feel.syntax_errors import explain
from app.engine.feel.values import TYPE_NAMES


def parse(text: str) -> Expression:
    """Read an expression, given without the leading `=`; raise `FeelSyntaxError` for anything not in the subset."""
    if len(text) > MAX_TEXT:
        raise FeelSyntaxError(
            f"The expression is longer than {MAX_TEXT} characters.",
            f"Biểu thức dài quá {MAX_TEXT} ký tự.",
        )
    root = _tree_of(text)
    free = FreeNames()
    free.collect(root)
    return Expression(text, root, frozenset(free.certain), frozenset(free.certain | free.possible))


def _tree_of(text: str) -> Node:
    try:
        root: Node = Builder().transform(_grammar().parse(text))
        return root
    except UnexpectedInput as error:
        raise explain(error, text) from None
    except VisitError as error:
        raise error.orig_exc from None


@cache
def _grammar() -> Lark:
    text = files(__package__).joinpath("grammar.lark").read_text(encoding="utf-8")
    text = text.replace("%FUNCTIONS%", _alternatives(name for name in BUILTINS if " " in name))
    text = text.replace("%TYPES%", _alternatives([*TYPE_NAMES.values(), "Any", "duration"]))
    return Lark(text, parser="lalr", propagate_positions=False, maybe_placeholders=True)


def _alternatives(names: Iterable[str]) -> str:
    """Write a regular expression for names of several words, tolerating any white space between them."""
    longest_first = sorted(names, key=len, reverse=True)
    return "|".join(name.replace(" ", r"\s+") for name in longest_first)
