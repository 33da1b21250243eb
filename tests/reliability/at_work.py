"""The application as workers of these tests run it: `flask --app tests.reliability.at_work worker`.

Its clock shows the time of the test, running on, and it knows one job more.
"""

import os
from datetime import UTC, datetime, timedelta

import time_machine

# Before anything looks at the time.
_AHEAD = timedelta(seconds=float(os.environ["TIENDO_TEST_AHEAD"]))
time_machine.travel(datetime.now(UTC) + _AHEAD, tick=True).start()

from tests.reliability import tally  # noqa: E402
from wsgi import app  # noqa: E402

__all__ = ["app"]

tally.register()
