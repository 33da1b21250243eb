"""What a person has seen of a file and may confirm within a day: kept by its content, named by a signed text."""

from dataclasses import dataclass

from flask import current_app
from itsdangerous import BadSignature, URLSafeTimedSerializer

from app.files.store import FileStore
from app.organisation.roles import Actor

A_DAY = 24 * 3600


@dataclass(frozen=True)
class Previewed:
    """The file, and the digest of what carrying it out would have done when it was shown."""

    content: bytes
    filename: str
    digest: str


def sign(previewed: Previewed, what: str, actor: Actor) -> str:
    """Keep the file and return the text with which this actor confirms `what` was shown."""
    sha256 = _store().put(previewed.content).sha256
    return _serializer(what).dumps([sha256, previewed.filename, previewed.digest, actor.id])


def read_signed(text: str, what: str, actor: Actor) -> Previewed | None:
    """Return what the actor was shown; None when that is older than a day, somebody else's, or made up."""
    try:
        sha256, filename, digest, user_id = _serializer(what).loads(text, max_age=A_DAY)
    except BadSignature:
        return None
    if user_id != actor.id:
        return None
    with _store().open(sha256) as file:
        return Previewed(file.read(), filename, digest)


def _store() -> FileStore:
    return FileStore(current_app.config["STORAGE_DIR"])


def _serializer(what: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt=what)
