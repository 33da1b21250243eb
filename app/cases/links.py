"""Further things to do with a case, offered by the features that know about them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.cases.models import Case
from app.organisation.roles import Actor


@dataclass(frozen=True)
class Link:
    """A link on a page, e.g. to ask for more time; `symbol` is an icon's name.

    `is_upkeep`: it is about the case itself (its date, who sees it), and comes after what features offer.
    """

    label: str
    href: str
    symbol: str
    is_upkeep: bool = False


@dataclass(frozen=True)
class Mark:
    """A few words beside a row of a list, e.g. that an obstacle is in its way; `href` "" leads nowhere."""

    words: str
    symbol: str
    css: str = ""
    href: str = ""


case_links: list[Callable[[Case, Actor], Sequence[Link]]] = []


def links_for_case(case: Case, actor: Actor) -> list[Link]:
    """Return what every feature offers for the case."""
    return sorted((link for offer in case_links for link in offer(case, actor)), key=lambda link: link.is_upkeep)
