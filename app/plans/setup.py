"""What the application gets from plans: the pages, the command that reads one, its acts in words."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register pages and command."""
    from app.plans import wording  # noqa: F401 (puts the acts into words)
    from app.plans.cli import plan_cli
    from app.plans.views import blueprint

    app.register_blueprint(blueprint)
    app.cli.add_command(plan_cli)
