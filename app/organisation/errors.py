"""What can go wrong with agencies, seats and accounts."""

from app.errors import Conflict, DomainError, NotFound


class LinkNotUsable(DomainError):
    """The link was used, replaced by a newer one, is too old, or never existed."""

    status = 410
    slug = "link-not-usable"
    message = "This link no longer works: it was used, has expired, or a newer one was sent."


class UserNotFound(NotFound):
    """There is no such user."""


class AgencyNotFound(NotFound):
    """There is no such agency."""


class AccountDisabled(Conflict):
    """The account is switched off; it can be switched on again, not invited."""

    slug = "account-disabled"
    message = "%(name)s's account is disabled. Enable it first."


class SheetNotUsable(DomainError):
    """The spreadsheet cannot be read as the list that was asked for."""

    slug = "sheet-not-usable"
    message = "The spreadsheet cannot be read. Use the template."
