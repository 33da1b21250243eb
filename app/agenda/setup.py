"""Plug calendars into the application."""

from flask import Flask


def init_app(_app: Flask) -> None:
    """Register the tables of calendars."""
    from app.agenda import models  # noqa: F401
