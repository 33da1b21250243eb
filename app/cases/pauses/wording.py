"""Why reminders rest, in words."""

from collections.abc import Sequence

from flask_babel import gettext as _

from app.cases.pauses.models import Pause, PauseReason


def sentence(pauses: Sequence[Pause]) -> str:
    """Say until when reminders rest: until each of the reasons is over."""
    return " ".join(dict.fromkeys(_of(pause) for pause in pauses)) or _("Reminders rest.")


def _of(pause: Pause) -> str:
    if pause.reason is PauseReason.obstacle:
        return _("Reminders rest until obstacle #%(number)s is over.", number=pause.number)
    return _("Reminders rest until the request for more time is decided.")
