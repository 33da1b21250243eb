"""The registry of handlers."""

import pytest

from app.processes.handlers import ServiceCall, UndocumentedHandler, handler


def test_a_handler_must_say_what_it_needs_sets_and_raises():
    with pytest.raises(UndocumentedHandler):

        @handler("test.undocumented")
        def undocumented(call: ServiceCall) -> None:
            """Do something."""
