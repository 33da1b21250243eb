"""Tracking codes: fit for a telephone, with a check character, and not to be guessed."""

import re
import secrets

# No 0 and O, 1, I and L, U and V: nobody has to ask which one it is. 29 is prime, so the check finds every wrong
# character and every exchange of two.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTWXYZ"
LENGTH = 10


def new_code() -> str:
    """Return a new code of nine random characters (about 44 bits) and the check."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH - 1))
    return body + _check(body)


def normal(typed: str) -> str:
    """Return what was typed as it is stored: capitals, without hyphens and spaces."""
    return re.sub(r"[\s\-–.]", "", typed).upper()[: LENGTH + 10]


def is_code(code: str) -> bool:
    """Whether the characters belong together: a code that is mistyped is told from one that does not exist."""
    return len(code) == LENGTH and set(code) <= set(ALPHABET) and _check(code[:-1]) == code[-1]


def shown(code: str) -> str:
    """Return the code as people read and dictate it: 7K4M-92QX-TY."""
    return "-".join((code[:4], code[4:8], code[8:]))


def _check(body: str) -> str:
    total = sum((position + 2) * ALPHABET.index(character) for position, character in enumerate(body))
    return ALPHABET[-total % len(ALPHABET)]
