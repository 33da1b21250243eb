"""Judge how a diagram is drawn: it runs all the same, but people have to read it."""

from app.processes.drawing.faults import drawing_faults

__all__ = ["drawing_faults"]
