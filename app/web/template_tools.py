"""Filters and globals that every template may use."""

from flask import Flask, request
from flask_babel import get_locale
from werkzeug.local import LocalProxy

from app.cases.labels import RELATIONS
from app.organisation.labels import ROLES
from app.web import assets, chips, due, formatting, language, navigation, script_texts

THEMES = ("light", "dark")


def init_app(app: Flask) -> None:
    """Register the filters and globals and the way our templates are written."""
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(formatting.FILTERS)
    app.jinja_env.filters["lower_first"] = formatting.lower_first
    app.jinja_env.filters["initials"] = navigation.initials
    app.jinja_env.globals.update(
        asset=assets.asset,
        chip_of=chips.chip_of,
        due_closed=due.closed,
        due_of=due.due_of,
        due_paused=due.paused,
        here_in=language.here_in,
        icon=assets.icon,
        relation_name=RELATIONS.__getitem__,
        role_name=ROLES.__getitem__,
        page_language=lambda: str(get_locale() or "vi"),
        script_texts=script_texts.as_json,
        shell=LocalProxy(navigation.current_shell),
        theme=remembered_theme,
    )


def remembered_theme() -> str:
    """Return the light or dark choice remembered in the browser, empty when none was made."""
    choice = request.cookies.get("td_theme", "")
    return choice if choice in THEMES else ""
