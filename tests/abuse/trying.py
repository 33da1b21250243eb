"""One wrong input: what is sent, and what has to come back."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from werkzeug.test import TestResponse

from tests.abuse.world import World, shown

# Nothing of how the system is made may show in what it says.
INNARDS = re.compile(
    r'Traceback|File "|site-packages|/dev/shm|/tmp/|sqlalchemy|sqlite|psycopg|werkzeug|marshmallow|lxml|libxml|openpyxl'
    r"|argon2|\bSELECT\b.+\bFROM\b|\bINSERT INTO\b|\bUPDATE \w+ SET\b|\.py\b|<[a-z_.]+ object at|Exception\b|None\b",
    re.IGNORECASE,
)
VIETNAMESE = re.compile("[àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]", re.IGNORECASE)


@dataclass(frozen=True)
class Wrong:
    """What is sent, the status and the sentence that come back, and what of it must still be there to correct."""

    name: str
    send: Callable[[World], TestResponse]
    status: int
    says: str
    keeps: tuple[str, ...] = ()
    saves_draft: bool = False  # what was typed is kept as the draft, and nothing else is

    def __str__(self) -> str:
        return self.name


def refused(world: World, wrong: Wrong) -> str:
    """Send it; return what came back, having seen that nothing else came of it."""
    before = world.digests()
    response = wrong.send(world)
    response.request.environ["wsgi.input"].close()  # a large one is a file
    text = shown(response)
    after = world.digests()
    changed = {name for name in before if before[name] != after[name]}
    may_change = {"draft"} if wrong.saves_draft else set()
    assert response.status_code == wrong.status, f"{response.status}\n{_readable(text)}"
    assert wrong.says in text, _readable(text)
    assert [kept for kept in wrong.keeps if kept not in text] == [], _readable(text)
    assert changed <= may_change, f"changed: {changed}"
    assert not INNARDS.search(_readable(text)), INNARDS.search(_readable(text))
    return text


def sentences(document: Any) -> Iterator[str]:
    """Yield the sentences of a problem document."""
    yield document.get("title") or document.get("message")
    for texts in document.get("errors", {}).values():
        yield from texts


def _readable(text: str) -> str:
    if text.startswith("{"):
        return text
    body = re.sub(r"<(head|script|style|svg)\b.*?</\1>", " ", text, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())
