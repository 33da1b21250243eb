"""Errors that any feature may raise; views and the API turn them into pages or problem documents.

A feature's own errors subclass one of these in its own modules and are named for the situation
(`TaskAlreadyCompleted`), so that one handler per kind is enough.
"""

from typing import Any


class DomainError(Exception):
    """A command that cannot be carried out; `message` is a msgid with %(name)s places filled from `values`."""

    status = 400
    slug = "bad-request"
    message = "This cannot be done."
    advice = ""  # a msgid: what to do next, where the status alone does not say it

    def __init__(self, message: str | None = None, **values: Any) -> None:
        super().__init__(message or self.message)
        if message:
            self.message = message
        self.values = values


class NotFound(DomainError):
    """It does not exist, or the actor may not know that it does: the answers are the same."""

    status = 404
    slug = "not-found"
    message = "This page does not exist, or you may not see it."


class Forbidden(DomainError):
    """The actor may see it but not do this."""

    status = 403
    slug = "forbidden"
    message = "You may see this, but not do this."


class Conflict(DomainError):
    """Somebody else was faster, or the state no longer allows it."""

    status = 409
    slug = "conflict"
    message = "Somebody else has changed this in the meantime. Nothing of yours was lost."


class Invalid(DomainError):
    """What was given is not acceptable; `errors` maps a field's path to its sentences."""

    status = 422
    slug = "invalid"
    message = "Some entries need correcting."

    def __init__(self, errors: dict[str, list[str]], message: str | None = None, **values: Any) -> None:
        super().__init__(message, **values)
        self.errors = errors


class TooManyRequests(DomainError):
    """Slow down; `retry_after` is in seconds."""

    status = 429
    slug = "too-many-requests"
    message = "Too many attempts. Wait a little, then try again."

    def __init__(self, retry_after: int, message: str | None = None, **values: Any) -> None:
        super().__init__(message, **values)
        self.retry_after = retry_after
