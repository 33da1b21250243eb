"""Plug plan tasks into the application: handlers and jobs, what follows a case's moves, pages."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register what stands behind the diagrams of plan tasks, and their pages."""
    from app.plan_tasks import handlers  # noqa: F401 (they register themselves)
