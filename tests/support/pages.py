"""A visitor who opens pages; every page is checked on the way, without anyone having to remember."""

import re
from collections.abc import Callable
from typing import Any

import html5lib
from flask import url_for
from lxml import etree
from werkzeug.test import TestResponse

from app.application import TienDo
from tests.support.checks import check_page
from tests.support.people import Person
from tests.support.sessions import sign_in


class Visitor:
    """Somebody with a browser of their own: cookies stay, redirects are followed, scripts do not run."""

    def __init__(self, app: TienDo, person: Person | None = None) -> None:
        self.app = app
        self.client = app.test_client()
        if person is not None:
            sign_in(self.client, person)

    def url(self, endpoint: str, **values: Any) -> str:
        """Return the path of an endpoint."""
        with self.app.test_request_context():
            return url_for(endpoint, **values)

    def page(self, endpoint: str, status: int = 200, **values: Any) -> "Page":
        """Open the page of an endpoint and check it."""
        return self.open(self.url(endpoint, **values), status)

    def open(self, path: str, status: int = 200) -> "Page":
        """Open the page at a path and check it."""
        return self._checked(self.client.get(path, follow_redirects=True), status)

    def post(self, path: str, data: dict[str, Any], status: int = 200) -> "Page":
        """Post a form's fields, follow where it leads, and check the page that comes."""
        return self._checked(self.client.post(path, data=data, follow_redirects=True), status)

    def _checked(self, response: TestResponse, status: int) -> "Page":
        page = Page(self, response)
        assert response.status_code == status, f"{response.request.path}: {response.status}\n{page.text}"
        check_page(page.tree, page.parse_errors, response)
        return page


class Page:
    """A parsed page."""

    def __init__(self, visitor: Visitor, response: TestResponse) -> None:
        self.visitor = visitor
        self.response = response
        parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("lxml"), namespaceHTMLElements=False)
        # html5lib does not know <template>: the table rows that a script copies from one would be errors to it.
        html = re.sub(r"<template\b.*?</template>", "", response.get_data(as_text=True), flags=re.DOTALL)
        self.tree: etree._ElementTree = parser.parse(html)
        self.parse_errors = [f"line {place[0]}: {code} {values}" for place, code, values in parser.errors]

    @property
    def path(self) -> str:
        """Where the visitor ended up."""
        return self.response.request.path

    @property
    def title(self) -> str:
        """The window's title."""
        return self.one("title").text

    @property
    def h1(self) -> str:
        """The page's heading."""
        return self.one("h1").text

    @property
    def text(self) -> str:
        """Everything readable, white space folded."""
        return _folded(self.tree.getroot().xpath("//body")[0])

    def all(self, selector: str) -> list["Node"]:
        """Return the elements that match a CSS selector."""
        return [Node(element) for element in self.tree.getroot().cssselect(selector)]

    def one(self, selector: str) -> "Node":
        """Return the only element that matches a CSS selector."""
        found = self.all(selector)
        assert len(found) == 1, f"{self.path}: {len(found)} elements match {selector!r}\n{self.text}"
        return found[0]

    def form(self, action: str = "") -> "Form":
        """Return the form that posts to `action` (a part of its address is enough)."""
        posting = [form for form in self.all("form") if form["method"].lower() == "post"]
        exact = [form for form in posting if form["action"] == action]
        found = exact or [form for form in posting if action in form["action"]]
        assert len(found) == 1, f"{self.path}: {len(found)} forms post to {action!r}: {[f['action'] for f in posting]}"
        return Form(self, found[0])


class Node:
    """An element of a page."""

    def __init__(self, element: etree._Element) -> None:
        self.element = element

    def __getitem__(self, attribute: str) -> str:
        return self.element.get(attribute, "")

    @property
    def text(self) -> str:
        """Its readable text, white space folded."""
        return _folded(self.element)

    def all(self, selector: str) -> list["Node"]:
        """Return the elements inside that match a CSS selector."""
        return [Node(element) for element in self.element.cssselect(selector)]


class Form:
    """A form as filled when the page came."""

    def __init__(self, page: Page, node: Node) -> None:
        self.page = page
        self.action = node["action"]
        self.fields: dict[str, Any] = {}
        for control in node.all("input[name], select[name], textarea[name]"):
            values = _VALUES.get(control.element.tag, _input_values)(control)
            if values:
                self.fields.setdefault(control["name"], []).extend(values)

    def submit(self, status: int = 200, **changes: Any) -> Page:
        """Change some fields, post the form and return the page it leads to."""
        return self.page.visitor.post(self.action, {**self.fields, **changes}, status)


def _input_values(control: Node) -> list[str]:
    kind = control["type"].lower()
    if kind in ("submit", "button", "image", "reset", "file"):
        return []
    if kind in ("checkbox", "radio"):
        return [control["value"] or "on"] if "checked" in control.element.attrib else []
    return [control["value"]]


def _select_values(control: Node) -> list[str]:
    options = control.all("option")
    chosen = [option for option in options if "selected" in option.element.attrib]
    if not chosen and "multiple" not in control.element.attrib:
        chosen = options[:1]
    return [option.element.get("value", option.text) for option in chosen]


_VALUES: dict[str, Callable[[Node], list[str]]] = {
    "select": _select_values,
    "textarea": lambda control: [control.element.text or ""],
}


def _folded(element: etree._Element) -> str:
    readable = element.xpath(".//text()[not(ancestor::script or ancestor::style or ancestor::template)]")
    return " ".join(" ".join(readable).split())
