"""Plug acts on many into the application."""

from flask import Flask


def init_app(_app: Flask) -> None:
    """Register the tables of acts on many."""
    from app.bulk import models  # noqa: F401
