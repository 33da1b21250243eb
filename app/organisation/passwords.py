"""Passwords: which are acceptable, and hashing them with argon2id a few at a time.

A hash takes 64 MB and a tenth of a second (RFC 9106, second recommendation), so a process computes only a few
at once. Call these outside a transaction: nobody should wait for a lock while a password is hashed.
"""

import threading
from functools import cache
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask import current_app
from flask_babel import gettext as _

from app.vietnamese import search_key

MIN_LENGTH = 14
MAX_LENGTH = 256  # argon2 takes any length; a limit keeps a request from hashing megabytes
AT_ONCE = 2
_places = threading.BoundedSemaphore(AT_ONCE)

# What people build passwords from when fourteen characters are asked for; without case, marks and spaces.
_OBVIOUS = (
    *("matkhau", "password", "passw0rd", "motkhau", "anhyeuem", "emyeuanh", "iloveyou", "vietnam"),
    *("khoahoc", "sokhcn", "skhcn", "admin", "quantri", "welcome", "letmein", "qwerty", "asdfgh"),
    *(
        "tiendo",
        "uiop",
        "1q2w3e",
        "zaq12wsx",
        "abc123",
        "abcdef",
        "123456",
        "112233",
        "123123",
        "098765",
        "987654",
        "111111",
    ),
)
_FEWEST_DIFFERENT = 5


def hash_password(password: str) -> str:
    """Return the argon2id hash to store."""
    with _places:
        return _hasher().hash(password)


def matches(stored: str | None, password: str) -> bool:
    """Whether `password` is the stored one; takes as long when there is none to compare with."""
    nobody = _nobody_of(_hasher())
    with _places:
        try:
            return _hasher().verify(stored or nobody, password) and stored is not None
        except (VerificationError, InvalidHashError):
            return False


def rehash_if_outdated(stored: str | None, password: str) -> str | None:
    """Return a hash with today's parameters when `stored`, which matches, was made with others; else None."""
    outdated = stored is not None and _hasher().check_needs_rehash(stored)
    return hash_password(password) if outdated else None


def faults(password: str, *personal: str) -> list[str]:
    """Say what is wrong with a new password; `personal` is what others know of its owner."""
    if len(password) < MIN_LENGTH:
        return [_("Choose at least %(count)s characters; words with spaces are fine.", count=MIN_LENGTH)]
    if len(password) > MAX_LENGTH:
        return [_("Choose at most %(count)s characters.", count=MAX_LENGTH)]
    squeezed = _squeezed(password)
    if _is_obvious(squeezed):
        return [_("Many people choose such a password. Put words together that only you would.")]
    if any(part in squeezed and _little_is_left(squeezed, part) for part in _parts(personal)):
        return [_("This is mostly your name, your e-mail address or the province. Choose other words.")]
    return []


def _is_obvious(squeezed: str) -> bool:
    """Whether it is a number, or little is left once the best-known words are taken away."""
    left = squeezed
    for word in _OBVIOUS:
        left = left.replace(word, "")
    return squeezed.isdigit() or len(set(left)) < _FEWEST_DIFFERENT


def _little_is_left(squeezed: str, part: str) -> bool:
    return len(squeezed.replace(part, "")) < MIN_LENGTH // 2


def _parts(personal: tuple[str, ...]) -> set[str]:
    texts = [text for given in personal for text in (given, *given.split("@"), *given.split())]
    return {part for text in texts if len(part := _squeezed(text)) > 2}


def _squeezed(text: str) -> str:
    return search_key(text).replace(" ", "")


def _hasher() -> PasswordHasher:
    return _hasher_with(**current_app.config.get("ARGON2", {}))


@cache
def _hasher_with(**parameters: Any) -> PasswordHasher:
    return PasswordHasher(**parameters)


@cache
def _nobody_of(hasher: PasswordHasher) -> str:
    """Return a hash to compare with where there is none, made like the others so that it takes as long."""
    return hasher.hash("nobody")
