"""Build the tree of nodes from the parse tree, refusing what the grammar alone cannot."""

# ruff: noqa: D102  # each public method is the action of the grammar rule it is named after

import unicodedata
from decimal import Decimal

from lark import Token, v_args
from lark.visitors import Transformer_NonRecursive

from app.engine.feel import nodes
from app.engine.feel.calls import bind_named, bind_positional
from app.engine.feel.errors import FeelSyntaxError
from app.engine.feel.limits import MAX_DEPTH, MAX_NUMBER_EXPONENT
from app.engine.feel.names import mentions
from app.engine.feel.nodes import Node, children
from app.engine.feel.strings import unquote
from app.engine.feel.temporal_text import parse_temporal

RESERVED = frozenset(
    {"if", "then", "else", "for", "in", "return", "some", "every", "satisfies", "and", "or", "not", "between"}
    | {"instance", "true", "false", "null", "function", "external"}
)
MAX_ITERATIONS = 8
_TESTS = (
    nodes.Comparison, nodes.Between, nodes.In, nodes.InstanceOf,
    nodes.Conjunction, nodes.Disjunction, nodes.Quantified,
)  # fmt: skip


@v_args(inline=True)
class Builder(Transformer_NonRecursive[Token, Node]):
    """The actions of the grammar's rules, named as there."""

    def __init__(self) -> None:
        super().__init__()
        self._depths: dict[int, int] = {}
        self._parenthesised: set[int] = set()

    def _keep(self, node: Node) -> Node:
        """Refuse a node that is nested too deeply, before anything recurses into it."""
        depth = 1 + max((self._depths[id(child)] for child in children(node)), default=0)
        if depth > MAX_DEPTH:
            raise FeelSyntaxError(
                f"The expression is nested more than {MAX_DEPTH} levels deep.",
                f"Biểu thức lồng quá {MAX_DEPTH} tầng.",
            )
        self._depths[id(node)] = depth
        return node

    def start(self, expression: Node) -> Node:
        return expression

    def chain(self, *links: Node | Token) -> Node:
        """Group a chain of `and` and `or`: `and` binds tighter."""
        groups: list[list[Node]] = [[]]
        for link in links:
            if isinstance(link, Node):
                groups[-1].append(link)
                continue
            self._refuse_open_in(groups[-1][-1], link)
            if link == "or":
                groups.append([])
        alternatives = tuple(
            group[0] if len(group) == 1 else self._keep(nodes.Conjunction(tuple(group))) for group in groups
        )
        return alternatives[0] if len(alternatives) == 1 else self._keep(nodes.Disjunction(alternatives))

    def _refuse_open_in(self, operand: Node, operator: Token) -> None:
        """Refuse `a in b and c`: implementations of FEEL disagree whether `b and c` belongs together."""
        if isinstance(operand, nodes.In) and not operand.bracketed and id(operand) not in self._parenthesised:
            raise _refused(
                operator,
                f"Put the test with “in” in parentheses before “{operator}”: (a in b) {operator} c.",
                f"Hãy đặt phép thử “in” trong ngoặc trước “{operator}”: (a in b) {operator} c.",
            )

    def if_(self, condition: Node, consequence: Node, alternative: Node) -> Node:
        return self._keep(nodes.If(condition, consequence, alternative))

    def for_(self, iterations: tuple[nodes.Iteration, ...], body: Node) -> Node:
        return self._keep(nodes.For(iterations, body, mentions(body, "partial")))

    def quantified(self, word: Token, iterations: tuple[nodes.Iteration, ...], condition: Node) -> Node:
        return self._keep(nodes.Quantified(word == "every", iterations, condition))

    def iterations(self, *iterations: nodes.Iteration) -> tuple[nodes.Iteration, ...]:
        if len(iterations) > MAX_ITERATIONS:
            raise FeelSyntaxError(
                f"At most {MAX_ITERATIONS} lists can be combined at a time.",
                f"Chỉ kết hợp được tối đa {MAX_ITERATIONS} danh sách cùng lúc.",
            )
        return iterations

    def iteration(self, name: Token, source: Node, end: Node | None) -> Node:
        return self._keep(nodes.Iteration(_variable(name), source, end))

    def comparison(self, left: Node, operator: Token, right: Node) -> Node:
        return self._keep(nodes.Comparison(str(operator), left, right))

    def between(self, value: Node, low: Node, high: Node) -> Node:
        return self._keep(nodes.Between(value, low, high))

    def in_value(self, value: Node, test: Node) -> Node:
        return self._keep(nodes.In(value, (test,), bracketed=False))

    def in_tests(self, value: Node, *tests: Node) -> Node:
        return self._keep(nodes.In(value, tests, bracketed=True))

    def unary_test(self, operator: Token, operand: Node) -> Node:
        return self._keep(nodes.UnaryTest(str(operator), operand))

    def instance_of(self, value: Node, name: Token) -> Node:
        return self._keep(nodes.InstanceOf(value, " ".join(name.split())))

    def arithmetic(self, left: Node, operator: Token, right: Node) -> Node:
        return self._keep(nodes.Arithmetic(str(operator), left, right))

    def negation(self, operand: Node) -> Node:
        return self._keep(nodes.Negation(operand))

    def path(self, target: Node, key: Token) -> Node:
        return self._keep(nodes.Path(target, _composed(key)))

    def filter(self, target: Node, predicate: Node) -> Node:
        per_item = isinstance(predicate, _TESTS) or mentions(predicate, "item")
        return self._keep(nodes.Filter(target, predicate, per_item))

    def number(self, text: Token) -> Node:
        number = Decimal(text)
        if number.adjusted() >= MAX_NUMBER_EXPONENT:
            raise _refused(text, "This number is too large.", "Số này quá lớn.")
        return self._keep(nodes.Literal(number))

    def string(self, text: Token) -> Node:
        return self._keep(nodes.Literal(unquote(text)))

    def at_literal(self, text: Token) -> Node:
        value = parse_temporal(unquote(text))
        if value is None:
            raise _refused(
                text,
                f"@{text} is no date, time, date and time or duration.",
                f"@{text} không phải là ngày, giờ, ngày giờ hay khoảng thời gian.",
            )
        return self._keep(nodes.Literal(value))

    def true(self) -> Node:
        return self._keep(nodes.Literal(True))

    def false(self) -> Node:
        return self._keep(nodes.Literal(False))

    def null(self) -> Node:
        return self._keep(nodes.Literal(None))

    def name(self, name: Token) -> Node:
        return self._keep(nodes.Name(_variable(name)))

    def call(self, name: Token, *arguments: Node) -> Node:
        return self._keep(bind_positional(name, arguments))

    def call_named(self, name: Token, *arguments: tuple[Token, Node]) -> Node:
        return self._keep(bind_named(name, arguments))

    def named(self, parameter: Token, value: Node) -> tuple[Token, Node]:
        return parameter, value

    def list(self, *items: Node) -> Node:
        return self._keep(nodes.ListLiteral(items))

    def context(self, *entries: nodes.Entry) -> Node:
        return self._keep(nodes.ContextLiteral(entries))

    def entry(self, key: Token, value: Node) -> Node:
        return self._keep(nodes.Entry(unquote(key) if key.type == "STRING" else _composed(key), value))

    def interval(self, opening: Token, start: Node, end: Node, closing: Token) -> Node:
        return self._keep(nodes.Interval(start, end, opening == "[", closing == "]"))

    def parenthesised(self, expression: Node) -> Node:
        self._parenthesised.add(id(expression))
        return expression


def _variable(name: Token) -> str:
    if name in RESERVED:
        raise _refused(
            name,
            f"“{name}” is a word of the language and cannot be a name.",
            f"“{name}” là từ khóa, không thể dùng làm tên.",
        )
    return _composed(name)


def _composed(name: str) -> str:
    """Write letters and their tone marks as one character, however they were typed."""
    return unicodedata.normalize("NFC", str(name))


def _refused(token: Token, message_en: str, message_vi: str) -> FeelSyntaxError:
    return FeelSyntaxError(message_en, message_vi, token.line or 1, token.column or 1)
