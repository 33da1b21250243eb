"""Built files and the icon sprite."""

import re
from pathlib import Path

import pytest

from app.web import assets
from app.web.assets import AssetsMissing, asset, icon

APP = Path(assets.__file__).parents[1]


@pytest.fixture(autouse=True)
def _request(app):
    with app.test_request_context():
        yield


@pytest.mark.parametrize(
    "name", ["app.css", "app.js", "theme.js", "diagram.js", "diagram.css", "icons.svg", "logo.svg"]
)
def test_a_built_file_may_be_kept_for_a_year(client, name):
    with client.get(asset(name)) as answer:
        assert answer.status_code == 200
        assert "immutable" in answer.headers["Cache-Control"]
        assert "max-age=31536000" in answer.headers["Cache-Control"]


def test_an_asset_that_is_not_built_says_how_to_build_it():
    with pytest.raises(AssetsMissing, match=r"python -m app\.web\.build"):
        asset("nothing.css")


def test_an_icon_is_hidden_from_screen_readers():
    assert re.fullmatch(
        r'<svg class="i" aria-hidden="true"><use href="/assets/icons-\w+\.svg#bell"/></svg>', icon("bell")
    )


def test_an_unknown_icon_is_refused_where_it_is_used():
    with pytest.raises(AssetsMissing, match=r"icons\.txt"):
        icon("no-such-icon")


def test_every_icon_of_the_list_is_in_the_sprite():
    sprite = (assets.BUILD / assets.hashed_name("icons.svg")).read_text(encoding="utf-8")
    assert set(re.findall(r'<symbol id="([^"]+)"', sprite)) == assets.icon_names()


def test_every_icon_named_in_a_template_is_in_the_list():
    named = {
        name
        for template in APP.rglob("templates/**/*.html")
        for name in re.findall(r'\bicon\("([^"]+)"', template.read_text(encoding="utf-8"))
    }
    assert named - assets.icon_names() == set()
