"""Tiến Độ: case management driven by BPMN. `create_app` is wiring only."""

from collections.abc import Mapping
from typing import Any

from app.application import TienDo


def create_app(settings: Mapping[str, Any] | None = None) -> TienDo:
    """Build the application from the environment, overridden by `settings`."""
    from app import config
    from app.wiring import wire

    app = TienDo(__name__, static_folder=None)
    app.config.from_mapping(config.from_environment())
    app.config.from_mapping(settings or {})
    wire(app)
    return app
