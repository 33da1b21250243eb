"""The story of the province, act by act, from its first day with the system until yesterday."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, order=True)
class Act:
    """Something that people do at a moment; one unit of work."""

    at: datetime
    do: Callable[[datetime], object] = field(compare=False)
