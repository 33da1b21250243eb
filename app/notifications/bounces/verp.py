"""Return addresses, one for each message (VERP): whatever a server says in its answer, we know which mail it means.

`bounces+{message}-{mac}@domain`: the code proves that the address is one of ours, so nobody can make up that somebody
else's mail came back. Lower case throughout, for some servers write addresses so.
"""

import hashlib
import hmac
import re
from base64 import b32encode

from flask import current_app

_CODE_LETTERS = 16  # of base32: 80 bits


def return_address(message_id: int) -> str | None:
    """Return where the message goes if it cannot be delivered; None where BOUNCE_ADDRESS is not set."""
    address: str = current_app.config["BOUNCE_ADDRESS"]
    if not address:
        return None
    mailbox, _, domain = address.rpartition("@")
    return f"{mailbox}+{message_id}-{_code(message_id)}@{domain}"


def message_returned_to(content: bytes) -> int | None:
    """Return the key of the message whose return address stands anywhere in `content`; None without a true one."""
    address: str = current_app.config["BOUNCE_ADDRESS"]
    mailbox, _, domain = address.rpartition("@")
    pattern = rf"{re.escape(mailbox)}\+(\d{{1,18}})-([a-z2-7]{{{_CODE_LETTERS}}})@{re.escape(domain)}"
    for found in re.finditer(pattern.encode(), content, re.IGNORECASE):
        message_id = int(found[1])
        if hmac.compare_digest(found[2].decode().lower(), _code(message_id)):
            return message_id
    return None


def _code(message_id: int) -> str:
    key: str = current_app.config["SECRET_KEY"]
    digest = hmac.new(key.encode(), f"return address of {message_id}".encode(), hashlib.sha256).digest()
    return b32encode(digest).decode().lower()[:_CODE_LETTERS]
