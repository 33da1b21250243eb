"""Why something is not done for one of the many: a sentence that can be kept and said in any language."""

import json
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext

from app.errors import DomainError, Invalid


@dataclass(frozen=True)
class Sentence:
    """A msgid and what fills its places."""

    message: str
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def kept(self) -> str:
        """The sentence as text."""
        return json.dumps({"message": self.message, "values": self.values}, ensure_ascii=False, default=str)

    def __str__(self) -> str:
        return gettext(self.message, **self.values)


def read(text: str) -> Sentence | None:
    """Return a sentence that was kept as text; None for no text."""
    return Sentence(**json.loads(text)) if text else None


def of_error(error: DomainError) -> Sentence:
    """Return why a command refused: its own sentence, or that about the first field."""
    if isinstance(error, Invalid) and error.errors:
        return Sentence(next(iter(error.errors.values()))[0])
    return Sentence(error.message, dict(error.values))
