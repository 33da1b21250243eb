"""A page in Vietnamese, without the rest of the application."""

import re
from collections.abc import Callable, Iterator

import html5lib
import pytest
from flask import Flask, render_template_string, request
from lxml import etree
from markupsafe import Markup
from werkzeug.datastructures import MultiDict

from app import forms
from app.web import language, template_tools
from app.web.assets import icon_names
from tests.support.checks import check_page


@pytest.fixture(scope="module")
def site() -> Flask:
    """An application that can show forms: languages, components and our templates, nothing else."""
    site = Flask("site", template_folder="../../app/web/templates", root_path=__file__.rsplit("/", 1)[0])
    language.init_app(site)
    template_tools.init_app(site)
    site.register_blueprint(forms.templates)
    site.jinja_env.globals["icon"] = _icon
    return site


@pytest.fixture
def vietnamese(site: Flask) -> Iterator[None]:
    """Sentences come in Vietnamese, as on a page."""
    with site.app_context():
        yield


@pytest.fixture
def english(site: Flask) -> Iterator[None]:
    """Sentences come in English."""
    with site.test_request_context("/?lang=en"):
        yield


def _icon(name: str, css: str = "") -> Markup:
    assert name in icon_names(), f"no icon {name}"
    return Markup('<svg class="i {}" aria-hidden="true"></svg>').format(css)


PAGE = """<!doctype html><html lang="vi"><head><title>Việc</title></head><body><main><h1>Việc</h1>
{% import "forms/form.html" as form %}{{ form.summary(view) }}
<form method="post" action="/viec"><input type="hidden" name="csrf_token" value="x">{{ form.fields(view) }}</form>
</main></body></html>"""


class Shown:
    """A form as a browser without scripts has it."""

    def __init__(self, tree: etree._ElementTree, blank_rows: list[str]) -> None:
        self.tree = tree
        self.blank_rows = blank_rows

    def find(self, path: str) -> list[etree._Element]:
        """Give the elements of an XPath."""
        return self.tree.xpath(path)

    def one(self, path: str) -> etree._Element:
        """Give the only element of an XPath."""
        (element,) = self.find(path)
        return element

    def named(self, name: str) -> etree._Element:
        """Give the visible control of this name."""
        return self.one(f"//*[@name='{name}'][not(@type='hidden')]")

    def words(self, path: str = "//main") -> str:
        """Give the text a reader sees."""
        return " ".join(" ".join(self.one(path).itertext()).split())

    def posted(self) -> MultiDict:
        """Give what the browser would post."""
        pairs = []
        for control in self.find("//form//*[@name][not(self::button)]"):
            kind = control.get("type", "")
            if control.tag == "select":
                chosen = control.xpath("option[@selected]/@value") or (
                    [] if control.get("multiple") is not None else [""]
                )
                pairs += [(control.get("name"), value) for value in chosen]
            elif control.tag == "textarea":
                pairs.append((control.get("name"), (control.text or "").removeprefix("\n")))
            elif kind not in ("checkbox", "radio") or control.get("checked") is not None:
                pairs.append((control.get("name"), control.get("value") or ""))
        return MultiDict(pairs)


@pytest.fixture
def show(site: Flask) -> Callable[..., Shown]:
    """View in, parsed page out, checked for labels, ids, references, and no scripts."""

    def show_view(view: forms.FormView) -> Shown:
        page = site.make_response(render_template_string(PAGE, view=view))
        html = page.get_data(as_text=True)
        blank_rows = re.findall(r"<template\b[^>]*>(.*?)</template>", html, re.DOTALL)
        parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("lxml"), namespaceHTMLElements=False)
        # html5lib does not know <template>: the table rows that a script copies from one would be errors to it.
        tree = parser.parse(re.sub(r"<template\b.*?</template>", "", html, flags=re.DOTALL))
        errors = [f"{code} {values}" for _, code, values in parser.errors]
        with site.test_request_context():
            page.request = request  # what the checks name in their complaints
            check_page(tree, errors, page)
        return Shown(tree, blank_rows)

    return show_view
