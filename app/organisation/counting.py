"""Carry out a write and tell how many rows it touched."""

from sqlalchemy import CursorResult, Delete, Update

from app.extensions import db


def rows_touched(statement: Update | Delete) -> int:
    """Execute an UPDATE or DELETE and return the number of its rows."""
    result = db.session.execute(statement)
    return result.rowcount if isinstance(result, CursorResult) else 0
