"""Plug the programme into the application: handlers, what follows from tasks, the public form, panels, pages."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register what stands behind the diagrams of the programme, and its pages."""
    from app.cases.beginning import begins_elsewhere
    from app.programmes import handlers, panel, public, wording  # noqa: F401 (they register themselves)
    from app.programmes.service import closing, drafting, preparing, rating, reviewing, selecting, states  # noqa: F401
    from app.programmes.views import blueprint

    begins_elsewhere("programme_enrolment")
    app.register_blueprint(blueprint)
