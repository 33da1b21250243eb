"""The stopped clock of the tests."""

from datetime import datetime, timedelta

import time_machine

from app.clock import LOCAL

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=LOCAL)


class Clock:
    """The clock of this process; a test moves it, nothing else does."""

    def __init__(self) -> None:
        self._traveller = time_machine.travel(NOW, tick=False)

    def __enter__(self) -> "Clock":
        self._coordinates = self._traveller.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._traveller.stop()

    def move_to(self, instant: datetime) -> datetime:
        """Set the clock to `instant` (aware) and return it."""
        self._coordinates.move_to(instant)
        return instant

    def pass_time(self, **duration: float) -> datetime:
        """Let time pass, e.g. `clock.pass_time(minutes=5)`, and return the new present."""
        self._coordinates.shift(timedelta(**duration))
        return datetime.now(LOCAL)
