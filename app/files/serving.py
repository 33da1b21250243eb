"""Send a stored file back so that no browser runs it: a download, its type fixed, in a sandbox."""

import unicodedata
from typing import Final
from urllib.parse import quote

from app.files.names import safe_name

_UNQUOTED: Final = "!#$&+-.^_`|~"  # attr-char of RFC 5987, besides letters and digits


def download_headers(filename: str, content_type: str) -> dict[str, str]:
    """Give the response headers for an attachment shown to its reader as ``filename``.

    RFC 6266: ``filename`` in ASCII for old clients, ``filename*`` with the Vietnamese letters for the rest.
    """
    name = safe_name(filename)
    encoded = quote(name, safe=_UNQUOTED)
    return {
        "Content-Type": content_type,
        "Content-Disposition": f"attachment; filename=\"{_ascii(name)}\"; filename*=UTF-8''{encoded}",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "private, no-store",
    }


def _ascii(name: str) -> str:
    """Write a name without diacritics; what has no ASCII form becomes an underscore."""
    letters = unicodedata.normalize("NFD", name.replace("đ", "d").replace("Đ", "D"))
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return "".join(letter if letter.isascii() and letter not in '"\\%;' else "_" for letter in plain)
