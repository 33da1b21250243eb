"""What states, kinds of help and sectors are called on pages."""

from typing import Any

from flask_babel import lazy_gettext as _l

from app.programmes.models import Help, Stage, State

HELP: dict[Help, Any] = {Help.guided: _l("Guided"), Help.supported: _l("Supported")}
STATES: dict[State, Any] = {
    State.applied: _l("Applied"),
    State.completing: _l("To be completed by the enterprise"),
    State.selecting: _l("Being selected"),
    State.analysing: _l("Training and situation analysis"),
    State.drafting: _l("Programme being drafted"),
    State.with_head: _l("Waiting for the enterprise's head"),
    State.in_force: _l("Programme applied"),
    State.reviewing: _l("Yearly review"),
    State.rating: _l("Rating proposed"),
    State.with_ministry: _l("Sent to the Ministry"),
    State.rated: _l("Rated"),
    State.finished: _l("Ended without a class"),
    State.refused: _l("Not selected"),
    State.withdrawn: _l("Has withdrawn"),
    State.stalled: _l("Closed, stalled"),
}
STAGES: dict[Stage, Any] = {Stage.selection: _l("Points for the selection"), Stage.rating: _l("Points for the rating")}
# As the form of the application offers them.
SECTORS: dict[str, Any] = {
    "high_tech": _l("High-technology industry"),
    "energy": _l("Energy, electricity, coal, petroleum"),
    "electronics": _l("Electronics, telecommunications"),
    "agriculture": _l("High-technology agriculture"),
    "food": _l("Processing of farm products, seafood, food"),
    "pharma": _l("Medicinal plants, health"),
    "textile": _l("Textiles for export"),
    "mechanics": _l("Mechanical engineering, supporting industry"),
    "water": _l("Water"),
    "logistics": _l("Transport, logistics"),
    "packaging": _l("Packing, packaging"),
    "other": _l("Other sectors"),
}
PARTS: dict[str, Any] = {
    "general": _l("General information"),
    "objectives_reached": _l("Objectives reached"),
    "tasks_done": _l("Tasks done"),
    "effect": _l("Effect"),
    "difficulties": _l("Difficulties and their causes"),
    "remedies": _l("Remedies"),
    "recommendations": _l("Recommendations"),
    "conclusion": _l("Conclusion"),
}
