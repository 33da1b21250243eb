"""The table route × role, printed from the declarations; docs/access.md carries it and a test compares."""

from collections.abc import Iterable

from flask import Flask

from app.organisation.access import Rule, Verdict, routes
from app.organisation.roles import Actor, Role

BEGIN, END = "<!-- table of routes: begin -->", "<!-- table of routes: end -->"
_SHORT = {
    Role.focal_point: "focal point",
    Role.agency_head: "head",
    Role.specialist: "specialist",
    Role.coordinator: "coordinator",
    Role.leader: "leader",
    Role.committee_office: "committee office",
    Role.administrator: "administrator",
    Role.auditor: "auditor",
}


def table(app: Flask) -> str:
    """Return the table in Markdown: a column for a stranger and one for each role."""
    heads = ["Route", "Method", "stranger", *_SHORT.values()]
    lines = [_line(heads), _line(["---"] * len(heads))]
    lines += [_line([f"`{route.path}`", route.method, *cells(route.rule)]) for route in routes(app)]
    return "\n".join(lines)


def cells(rule: Rule) -> list[str]:
    """Return what a stranger and each role meet at a route."""
    verdicts = [rule.verdict(None), *(rule.verdict(holder_of(role)) for role in _SHORT)]
    return [_word(verdict, rule) for verdict in verdicts]


def holder_of(role: Role) -> Actor:
    """Return somebody who is only this."""
    return Actor(0, role.value, roles=frozenset({role}))


def replace_table(page: str, printed: str) -> str:
    """Return the page with the table between its marks replaced."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{printed}\n{END}{after}"


def _word(verdict: Verdict, rule: Rule) -> str:
    if verdict is Verdict.open:
        return "by object" if rule.by_object else "yes"
    return {Verdict.sign_in: "sign in", Verdict.forbidden: "403", Verdict.hidden: "404"}[verdict]


def _line(fields: Iterable[str]) -> str:
    return f"| {' | '.join(fields)} |"
