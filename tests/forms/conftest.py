"""A page in Vietnamese, without the rest of the application."""

from collections.abc import Iterator

import pytest
from flask import Flask
from jinja2 import StrictUndefined
from markupsafe import Markup

from app import forms
from app.web import language, template_tools
from app.web.assets import icon_names


@pytest.fixture
def site() -> Flask:
    """An application that can show forms: languages, components and our templates, nothing else."""
    site = Flask("site", template_folder="../../app/web/templates", root_path=__file__.rsplit("/", 1)[0])
    language.init_app(site)
    template_tools.init_app(site)
    site.register_blueprint(forms.templates)
    site.jinja_env.undefined = StrictUndefined
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
