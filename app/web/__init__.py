"""The web shell: layout, components, assets, languages, headers and error pages.

Business pages live with their features; they extend ``base.html`` and import the macros of ``components/``.
"""

from flask import Flask


def init_app(app: Flask) -> None:
    """Give the application its shell: translations, template tools, headers, error pages, assets."""
    from app.web import dashboard, error_pages, frame, headers, language, search, template_tools, views

    language.init_app(app)
    template_tools.init_app(app)
    headers.init_app(app)
    error_pages.init_app(app)
    frame.init_app(app)
    for part in (views, dashboard, search):
        app.register_blueprint(part.blueprint)
