"""Which route is open to whom: declared beside each view, decided here, printed in docs/access.md.

    @blueprint.get("/agencies")
    @access(roles=(Role.coordinator, Role.administrator), seen_by=(Role.specialist,))
    def agencies() -> str: ...

A route without a rule is open to nobody and fails the build. The rule is the first gate; what a person may
see or do with one case is decided behind it, by `app.cases.access`.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any, TypeVar

from flask import Blueprint, Flask

from app.organisation.roles import Actor, Role

Route = TypeVar("Route", bound=Callable[..., Any])

_MARK = "access_rule"
_DECLARED = "tiendo.access"


class Verdict(Enum):
    """What a rule answers."""

    open = "open"
    sign_in = "sign in first"
    forbidden = "403"
    hidden = "404"


@dataclass(frozen=True)
class Rule:
    """Who may call a route.

    `roles` None: every signed-in person. `seen_by`: who may know that the route exists and is told 403; for
    all others it is a 404. `by_object`: the view decides for each record, with the access functions of cases.
    """

    roles: frozenset[Role] | None = None
    seen_by: frozenset[Role] = frozenset()
    is_public: bool = False
    by_object: bool = False

    def verdict(self, actor: Actor | None) -> Verdict:
        """Decide for one actor; None is a stranger."""
        if self.is_public:
            return Verdict.open
        if actor is None:
            return Verdict.sign_in
        held = roles_of(actor)
        if self.roles is None or not held.isdisjoint(self.roles):
            return Verdict.open
        return Verdict.hidden if held.isdisjoint(self.seen_by) else Verdict.forbidden


PUBLIC = Rule(is_public=True)
SIGNED_IN = Rule()
BY_OBJECT = Rule(by_object=True)


class UndeclaredRoute(LookupError):
    """A route has no access rule; write `@access(…)` beside the view."""


def only(roles: Iterable[Role], seen_by: Iterable[Role] = ()) -> Rule:
    """Return the rule that opens a route to some roles, granted or held with a seat."""
    return Rule(frozenset(roles), frozenset(seen_by))


def access(
    rule: Rule | None = None, *, roles: Iterable[Role] = (), seen_by: Iterable[Role] = ()
) -> Callable[[Route], Route]:
    """Declare who may call a view (a function, a MethodView or one of its methods)."""
    declared = rule or only(roles, seen_by)
    if declared.roles == frozenset():
        raise ValueError("name a rule or at least one role")

    def mark(view: Route) -> Route:
        setattr(view, _MARK, declared)
        return view

    return mark


def default_access(blueprint: Blueprint, rule: Rule) -> None:
    """Declare the rule of those routes of a blueprint that have none of their own."""
    blueprint.record_once(lambda state: _declare(state.app.extensions, f"{blueprint.name}.*", rule))


def declare_access(app: Flask, endpoint: str, rule: Rule) -> None:
    """Declare the rule of an endpoint whose view is not ours, or of all of a blueprint: `api-docs.*`."""
    _declare(app.extensions, endpoint, rule)


def _declare(extensions: dict[str, Any], endpoint: str, rule: Rule) -> None:
    extensions.setdefault(_DECLARED, {})[endpoint] = rule


def rule_of(app: Flask, endpoint: str, method: str) -> Rule:
    """Return the rule of a route; raise UndeclaredRoute when there is none."""
    view = app.view_functions[endpoint]
    view_class = getattr(view, "view_class", None)
    verb = getattr(view_class, ("GET" if method in ("HEAD", "OPTIONS") else method).lower(), None)
    declared = app.extensions.get(_DECLARED, {})
    found = (
        *(getattr(place, _MARK, None) for place in (verb, view_class, view)),
        declared.get(endpoint),
        declared.get(f"{endpoint.rpartition('.')[0]}.*"),
        PUBLIC if endpoint.rpartition(".")[2] == "static" else None,
    )
    rule: Rule | None = next((rule for rule in found if rule is not None), None)
    if rule is None:
        raise UndeclaredRoute(f"{method} {endpoint} has no access rule: write @access(…) beside the view")
    return rule


def roles_of(actor: Actor) -> frozenset[Role]:
    """Return what the actor is: roles granted, and those that come with a seat."""
    return actor.roles | {role for _, role in actor.seats}


def sees_identities(actor: Actor) -> bool:
    """Whether names and addresses of people may be shown: an auditor sees everything but who."""
    return not actor.has(Role.auditor)


@dataclass(frozen=True)
class Declared:
    """One row of the table of routes."""

    path: str
    endpoint: str
    method: str
    rule: Rule


def routes(app: Flask) -> Iterator[Declared]:
    """Yield every route of the application with its rule, by path; raise UndeclaredRoute for one without."""
    listed = [
        (rule.rule, method, rule.endpoint)
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    ]
    for path, method, endpoint in sorted(listed):
        yield Declared(path, endpoint, method, rule_of(app, endpoint, method))
