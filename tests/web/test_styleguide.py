"""The living style guide: all macros on one page that keeps every rule for pages."""

import re
from pathlib import Path

import pytest

from app.web import views


@pytest.fixture
def guide(visit):
    return visit().page("web.styleguide")


def test_the_style_guide_is_a_proper_page(guide):
    assert guide.h1 == "Bộ thành phần"


def test_it_exists_only_while_developing_and_testing(app, client):
    app.testing = False
    assert client.get("/_styleguide").status_code == 404
    assert client.get("/_styleguide/sample.bpmn").status_code == 404


def test_every_component_macro_is_shown_or_used_by_one_that_is():
    folder = Path(views.__file__).parent / "templates"
    sources = {path: path.read_text(encoding="utf-8") for path in (folder / "components").glob("*.html")}
    used = "".join([*sources.values(), (folder / "styleguide.html").read_text(encoding="utf-8")])
    used += "".join((folder / name).read_text(encoding="utf-8") for name in ("base.html", "public.html"))
    unused = {
        macro
        for source in sources.values()
        for macro in re.findall(r"{% macro (\w+)\(", source)
        if len(re.findall(rf"\b{macro}\(", used.replace(f"macro {macro}(", ""))) < 1
    }
    assert unused == set()


def test_every_macro_says_in_a_comment_what_it_is():
    folder = Path(views.__file__).parent / "templates" / "components"
    for path in folder.glob("*.html"):
        source = path.read_text(encoding="utf-8")
        for macro in re.findall(r"{% macro (\w+)\(", source):
            assert re.search(rf"{{#-?[^#]*\b{macro}\b", source), f"{path.name}: {macro}"


def test_a_wrong_field_says_so_where_it_is_and_to_screen_readers(guide):
    field = guide.one("#new_due")
    assert field["aria-invalid"] == "true"
    assert guide.one(f"#{field['aria-describedby']}").text.startswith("Lỗi: Thứ Ba 24/11/2026")


def test_the_error_summary_leads_to_the_fields(guide):
    for link in guide.all("[data-error-summary] a"):
        assert guide.one(link["href"])


def test_every_menu_entry_of_a_row_names_its_work(guide):
    words = {summary.text for summary in guide.all(".work details summary")}
    assert len(words) == 3


def test_the_remembered_theme_is_in_the_page_before_any_script(app):
    client = app.test_client()
    client.set_cookie("td_theme", "dark")
    assert 'data-bs-theme="dark"' in client.get("/_styleguide").text


def test_a_theme_nobody_offers_is_ignored(app):
    client = app.test_client()
    client.set_cookie("td_theme", '"><script>')
    assert "data-bs-theme=" not in client.get("/_styleguide").text
