"""Random tokens that we hand out and recognise by their digest."""

import hashlib
import secrets


def new_token() -> str:
    """Return 256 random bits, fit for a cookie, an address or a header."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()
