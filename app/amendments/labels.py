"""What things about amendments are called on pages."""

from typing import Any

from flask_babel import lazy_gettext as _l

from app.plans.service.amending import RowAct

# words, icon, css
ACTS: dict[RowAct, tuple[Any, str, str]] = {
    RowAct.change: (_l("Changed"), "pencil-square", "info"),
    RowAct.add: (_l("Added"), "plus-lg", "ok"),
    RowAct.drop: (_l("Dropped"), "dash-circle", "soon"),
}
