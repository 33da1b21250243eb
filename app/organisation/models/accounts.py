"""What proves who somebody is: sessions, links sent by mail, API tokens; and the count of failed guesses.

Of every secret only the SHA-256 digest is kept: 256 random bits need no slow hash.
"""

from enum import StrEnum

from sqlalchemy import Enum, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Instant, Key
from app.extensions import db


class UserSession(db.Model):
    """A signed-in browser; its cookie holds the token. A deleted row is a refused cookie."""

    id: Mapped[Key]
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    token_digest: Mapped[str] = mapped_column(String(64), unique=True)
    opened_at: Mapped[Instant]
    last_seen_at: Mapped[Instant]  # exact to a minute
    expires_at: Mapped[Instant]  # however busy the browser is
    address: Mapped[str] = mapped_column(String(45))
    browser: Mapped[str] = mapped_column(String(200))


class LinkPurpose(StrEnum):
    """Why somebody was sent a link to choose a password."""

    invitation = "invitation"
    reset = "reset"
    waking = "waking"


class AccountLink(db.Model):
    """A single-use link, sent by mail, that lets its holder choose the password of one account."""

    id: Mapped[Key]
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    purpose: Mapped[LinkPurpose] = mapped_column(Enum(LinkPurpose, native_enum=False, length=10))
    token_digest: Mapped[str] = mapped_column(String(64), unique=True)
    issued_at: Mapped[Instant]
    expires_at: Mapped[Instant]
    closed_at: Mapped[Instant | None]  # used, or replaced by a newer link


class ApiToken(db.Model):
    """A bearer token of the API; revoking deletes the row."""

    id: Mapped[Key]
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    token_digest: Mapped[str] = mapped_column(String(64), unique=True)
    issued_at: Mapped[Instant]


class Throttle(db.Model):
    """How often something was tried in vain: on one account, or from one address."""

    key: Mapped[str] = mapped_column(String(80), primary_key=True)
    failures: Mapped[int] = mapped_column(default=0)  # guesses looked at since the last success or pause
    refused: Mapped[int] = mapped_column(default=0)  # guesses that came while blocked, not looked at
    last_at: Mapped[Instant]
    blocked_until: Mapped[Instant]
