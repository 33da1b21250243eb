"""Plug plan tasks into the application: handlers and jobs, what follows a case's moves, pages."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register what stands behind the diagrams of plan tasks, and their pages."""
    from app.cases.beginning import begins_elsewhere
    from app.plan_tasks import handlers, links, panel, wording  # noqa: F401 (they register themselves)
    from app.plan_tasks.service import (  # noqa: F401 (they listen to tasks and dates)
        accepting,
        amending,
        checking,
        contributing,
        delivering,
        following,
        suspending,
        updating,
    )
    from app.plan_tasks.views import blueprint

    begins_elsewhere("contribution", "plan_task")
    app.register_blueprint(blueprint)
