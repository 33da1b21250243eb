"""What the kinds of decisions, and the parts of a deadline, are called on pages."""

from typing import Any

from flask_babel import lazy_gettext as _l

from app.organisation.models import ChangeKind

KINDS: dict[ChangeKind, Any] = {
    ChangeKind.swap: _l("A day off against a worked Saturday"),
    ChangeKind.day_off: _l("One day off"),
    ChangeKind.worked: _l("One day worked"),
    ChangeKind.range: _l("Days off in a row"),
}
PARTS: dict[str, Any] = {
    "due": _l("Due"),
    "overdue": _l("Overdue only after"),
    "remind": _l("Reminders go by"),
}
