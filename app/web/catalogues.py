"""Vietnamese texts: ``python -m app.web.catalogues`` joins the fragments, ``--check`` finds what is missing.

English sentences in the code are the message ids. Each feature keeps its Vietnamese in a fragment of its own,
``translations/vi/<feature>.po``; together they are compiled to ``translations/vi/LC_MESSAGES/messages.mo``.
"""

import ast
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

APP = Path(__file__).resolve().parents[1]
TRANSLATIONS = Path(__file__).parent / "translations"
FRAGMENTS = TRANSLATIONS / "vi"
COMPILED = FRAGMENTS / "LC_MESSAGES" / "messages.mo"

KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "_l": None,
    "lazy_gettext": None,
    "lazy_ngettext": (1, 2),
    "_lp": ((1, "c"), 2),
    "lazy_pgettext": ((1, "c"), 2),
}
METHODS = [
    ("web/static/**", "ignore"),
    ("**.py", "python"),
    ("**/templates/**.html", "jinja2"),
    ("**/templates/**.txt", "jinja2"),
]
PLACES = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}")


@dataclass(frozen=True, order=True)
class Finding:
    """Something wrong with a text; `place` is file and line."""

    place: str
    problem: str


def fragments() -> list[Path]:
    """Return the fragment files in a stable order."""
    return sorted(FRAGMENTS.glob("*.po"))


def joined() -> tuple[Catalog, list[Finding]]:
    """Return one catalogue of all fragments, and where two disagree; the first in the order of names holds."""
    whole = Catalog(locale="vi", domain="messages", charset="utf-8")
    conflicts = []
    for path in fragments():
        for message in _messages(path):
            known = whole.get(message.id, message.context)
            if known is None:
                whole.add(message.id, message.string, context=message.context, flags=message.flags)
            elif known.string != message.string:
                place = f"app/web/translations/vi/{path.name}:{message.lineno}"
                conflicts.append(Finding(place, f"{message.id!r} is already translated as {known.string!r}"))
    return whole, conflicts


def compile_catalogue() -> int:
    """Write the compiled catalogue, whole or not at all, and return the number of texts."""
    whole, _conflicts = joined()
    COMPILED.parent.mkdir(parents=True, exist_ok=True)
    draft = COMPILED.with_suffix(f".{os.getpid()}.tmp")
    with draft.open("wb") as file:
        write_mo(file, whole)
    draft.replace(COMPILED)
    return len(whole)


def compile_stale() -> None:
    """Compile when a fragment is newer than the compiled catalogue, so that nobody runs with old texts."""
    newest = max([path.stat().st_mtime for path in fragments()] + [FRAGMENTS.stat().st_mtime])
    if not COMPILED.exists() or COMPILED.stat().st_mtime < newest:
        compile_catalogue()


def check() -> list[Finding]:
    """Return every text of the application that has no proper Vietnamese, and every conflict of fragments."""
    whole, conflicts = joined()
    findings = [_judge(whole, *use) for use in used_texts()]
    return sorted({finding for finding in [*findings, *conflicts] if finding})


def used_texts() -> Iterator[tuple[str, str | tuple[str, ...], str | None]]:
    """Yield (place, message id, context) for every text in code and templates."""
    for file, line, text, _comments, context in extract_from_dir(APP, METHODS, keywords=KEYWORDS):
        yield f"app/{file}:{line}", text, context
    for path in sorted(APP.rglob("*.py")):
        yield from _error_sentences(path)


def _error_sentences(path: Path) -> Iterator[tuple[str, str, None]]:
    """Yield the sentences of domain errors: `message = "..."` in the body of a class that says its `status` or base."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        for line in node.body if isinstance(node, ast.ClassDef) and node.bases else []:
            match line:
                case ast.Assign(targets=[ast.Name(id="message")], value=ast.Constant(value=str() as text)):
                    yield f"app/{path.relative_to(APP)}:{line.lineno}", text, None


def _judge(whole: Catalog, place: str, text: str | tuple[str, ...], context: str | None) -> Finding | None:
    """Return what is wrong with the Vietnamese of one text, if anything."""
    english = text if isinstance(text, str) else text[0]
    message = whole.get(english, context)
    if message is None or not _strings(message) or not all(_strings(message)):
        return Finding(place, f"no Vietnamese for {english!r}")
    if message.fuzzy:
        return Finding(place, f"the Vietnamese for {english!r} is marked fuzzy")
    wanted = _places(text if isinstance(text, str) else text[-1])
    if any(_places(string) - wanted for string in _strings(message)):
        return Finding(place, f"the Vietnamese for {english!r} has places the English has not")
    return None


def _strings(message: Message) -> tuple[str, ...]:
    """Return all forms of a translation."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def _places(text: str) -> set[str]:
    """Return the names of the places to fill in: %(name)s and {name}."""
    return {first or second for first, second in PLACES.findall(text)}


def _messages(path: Path) -> Iterator[Message]:
    """Yield the entries of a fragment, without its header."""
    with path.open("rb") as file:
        yield from (message for message in read_po(file, locale="vi") if message.id)


def main(arguments: list[str]) -> int:
    """Join and compile, or check; exit status 1 when a text is missing."""
    if arguments == ["--check"]:
        findings = check()
        for finding in findings:
            print(f"{finding.place}: {finding.problem}")
        print(f"{len(findings)} texts without proper Vietnamese." if findings else "Every text has its Vietnamese.")
        return 1 if findings else 0
    print(f"{compile_catalogue()} texts of {len(fragments())} fragments compiled.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
