"""What the frame of a page shows about the person: navigation by role, name, counts.

A feature that knows the person registers one provider; the templates only see a `Shell`.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from flask import Flask, current_app, g, has_request_context, request


@dataclass(frozen=True)
class NavItem:
    """One entry of the navigation.

    `icon` is a name from ``assets/icons.txt``; `count_note` is read out after the count ("open, some overdue");
    `urgent` says that something counted is overdue; `short` is the label in the phone's bottom bar, for entries
    that belong there (the first three).
    """

    label: str
    href: str
    icon: str
    count: int | None = None
    current: bool = False
    count_note: str = ""
    urgent: bool = False
    short: str = ""


@dataclass(frozen=True)
class NavSection:
    """Entries under a heading; the first section has none."""

    title: str
    items: tuple[NavItem, ...]


@dataclass(frozen=True)
class Shell:
    """Everything the frame of a signed-in page needs; an address that is empty hides what leads there."""

    user_name: str
    user_caption: str
    initials: str
    nav: tuple[NavSection, ...]
    today: date
    province_name: str
    user_id: str = ""
    home_url: str = "/"
    search_url: str = ""
    account_url: str = ""
    sign_out_url: str = ""
    uses_shortcuts: bool = True  # the account's wish; a browser may say otherwise for itself

    @property
    def tabs(self) -> list[NavItem]:
        """The phone's bottom bar, before "More"."""
        return list(islice((item for section in self.nav for item in section.items if item.short), 3))

    @property
    def more_is_current(self) -> bool:
        """Whether the current page is reached through "More" on a phone."""
        return not any(item.current for item in self.tabs)


ShellProvider = Callable[[], Shell | None]
_KEY = "tiendo.shell"


def register_nav(app: Flask, provider: ShellProvider) -> None:
    """Have `provider` describe the frame; it returns None when nobody is signed in."""
    app.extensions[_KEY] = provider


def current_shell() -> Shell | None:
    """Return the frame of this request, asked for once, with the entry of the present page marked."""
    provider: ShellProvider | None = current_app.extensions.get(_KEY)
    if provider is None or not has_request_context():
        return None
    if "shell" not in g:
        shell = provider()
        g.shell = shell and replace(shell, nav=mark_current(shell.nav, request.path))
    return g.shell  # type: ignore[no-any-return]


def mark_current(nav: tuple[NavSection, ...], path: str) -> tuple[NavSection, ...]:
    """Mark the entry whose address is the longest beginning of `path`, unless the provider marked one."""
    items = [item for section in nav for item in section.items]
    if any(item.current for item in items):
        return nav
    leading = [item.href for item in items if f"{path}/".startswith(item.href.rstrip("/") + "/") and item.href != "/"]
    here = max(leading, key=len, default=path)
    return tuple(
        replace(section, items=tuple(replace(item, current=item.href == here) for item in section.items))
        for section in nav
    )


def initials(name: str) -> str:
    """Return the letters for a person's badge, of the family name and the name: "PL" for Phạm Thu Lan."""
    words = name.split()
    return "".join(word[0] for word in words[:1] + words[1:][-1:]).upper()
