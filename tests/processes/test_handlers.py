"""The registry of handlers."""

import pytest

from app.processes.handlers import ServiceCall, UndocumentedHandler, documentation_of, handler


def test_a_handler_must_say_what_it_needs_sets_and_raises():
    with pytest.raises(UndocumentedHandler):

        @handler("test.undocumented")
        def undocumented(call: ServiceCall) -> None:
            """Do something."""


def test_a_handler_says_to_readers_what_its_author_wrote():
    @handler("test.documented")
    def documented(call: ServiceCall) -> None:
        """Write into the register.

        Needs: the number,
            and the day.
        Sets: nothing.
        Errors: none.
        """

    written = documentation_of("test.documented")
    assert written.summary == "Write into the register."
    assert written.block == (("Needs", "the number, and the day."), ("Sets", "nothing."), ("Errors", "none."))


def test_a_handler_that_is_gone_says_nothing():
    assert documentation_of("test.gone") is None
