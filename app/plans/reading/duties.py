"""Propose the standing duties a plan lays down: who reports to whom and when, who reviews, urges, pays, helps."""

import re
from collections.abc import Iterator
from typing import Final

from app.deadlines.phrases import DueKind, DuePhrase, read_phrase
from app.deadlines.phrases.letters import plain_letters
from app.plans.reading import duty_words as words
from app.plans.reading.agencies import HEAD, full_name, read_agencies
from app.plans.reading.body import Paragraph
from app.plans.reading.document import DocumentHead, Duty
from app.plans.reading.text import fold_space

_CLAUSE: Final = re.compile(r"(?<=;)\s+|(?<=\.)\s+(?=[A-ZĐ])")
_EMBEDDED: Final = re.compile(
    r"(?:,|đề nghị|yêu cầu)\s+((?:các |những )?(?:Sở|UBND|Ủy ban|cơ quan|đơn vị)[^;.]*?)(?= "
    r"(?:kịp thời|phản ánh|báo cáo))"
)
_ORDERED: Final = re.compile(r"(?:yêu cầu|đề nghị|giao) (?:thủ trưởng |giám đốc |lãnh đạo )?(?=[^;.])", re.IGNORECASE)
_TIMED: Final = frozenset({"report", "annual_plan", "budget", "urging", "review"})


def propose_duties(paragraphs: list[Paragraph], head: DocumentHead) -> list[Duty]:
    """Return the duties of the sections on organisation, and the reporting duties wherever they stand."""
    finder = _Finder(head)
    return [duty for paragraph in paragraphs for duty in finder.duties(paragraph)]


class _Finder:
    """Go through the body; a heading that names agencies is the subject of the paragraphs below it."""

    def __init__(self, head: DocumentHead) -> None:
        self._head = head
        self._who: tuple[str, ...] = ()
        self._section = ""
        self._organising = False

    def duties(self, paragraph: Paragraph) -> Iterator[Duty]:
        """Yield the duties of one paragraph, clause by clause."""
        if not self._is_inside(paragraph):
            return
        who, rest = _subject(paragraph.text)
        top = ".".join(paragraph.where.split(".")[:2])
        if who:
            self._who, self._section = who, top
        elif top != self._section:
            self._who = ()
        if not rest:
            return
        for clause in _CLAUSE.split(rest):
            self._who = _ordered_subject(clause) or self._who
            yield from self._in_clause(fold_space(clause), paragraph)

    def _is_inside(self, paragraph: Paragraph) -> bool:
        plain = plain_letters(paragraph.text)
        if words.END.match(plain):
            self._organising = False
        article = paragraph.where.startswith("Điều")
        headings = plain_letters(" ".join(heading for heading in paragraph.headings[:1]))
        if paragraph.headings and len(paragraph.headings) == 1 and paragraph.text.endswith(paragraph.headings[0]):
            self._organising = bool(words.ORGANISING.search(headings)) and len(headings) < 80
            return article
        return self._organising or article

    def _in_clause(self, clause: str, paragraph: Paragraph) -> Iterator[Duty]:
        plain = plain_letters(clause)
        kinds = [kind for kind, pattern in words.KINDS if pattern.search(plain)]
        kinds = _settle(kinds, plain)
        for kind in kinds:
            for when in _times(clause, plain) if kind in _TIMED else [None]:
                yield self._duty(kind, clause, when, paragraph)

    def _duty(self, kind: str, clause: str, when: str | None, paragraph: Paragraph) -> Duty:
        who = _embedded_subject(clause) or self._who
        to, via = self._recipients(clause)
        due = read_phrase(when, self._head.period).combined() if when else DuePhrase(DueKind.NONE)
        review = [*due.review, *(["no_time"] if kind == "report" and when is None else [])]
        if not who:
            review.append("who_unclear")
        if kind == "report" and not to:
            review.append("to_unclear")
        return Duty(
            type=kind,
            who=who,
            what=clause.strip(" ;./"),
            to=to,
            via=via,
            when=when,
            due=due,
            where=paragraph.where,
            source_text=paragraph.text,
            source=paragraph.source,
            review=tuple(review),
        )

    def _recipients(self, clause: str) -> tuple[tuple[str, ...], str | None]:
        """Return to whom a report goes and through whom; what is only "consolidated for" somebody else is not meant."""
        plain = plain_letters(clause)
        through = words.VIA.search(plain)
        via = full_name(clause[through.start(1) : through.end(1)]) if through else None
        searched = plain.replace(through.group(), " " * len(through.group())) if through else plain
        searched = re.split(r" (?:de )?tong hop,? (?:bao cao|tham muu)| de duoc huong dan", searched)[0]
        begin = re.search(r"bao cao|gui|trinh|phan anh|phoi hop(?: voi)?", searched)
        if not begin:
            return (), via
        after = searched[begin.start() :]
        names = [
            clause[begin.start() + found.start() : begin.start() + found.end()]
            for found in words.RECIPIENT.finditer(after)
        ]
        return tuple(dict.fromkeys(self._in_full(name) for name in names)), via

    def _in_full(self, name: str) -> str:
        """Add the province to "UBND tỉnh", so that the name stands outside its document."""
        issuer = self._head.issuer or ""
        place = re.search(r"(?:tỉnh|thành phố) (.+)", issuer)
        if place and re.fullmatch(r"(?:UBND|Ủy ban nhân dân) (?:tỉnh|thành phố)", name):
            return f"{name} {place.group(1)}"
        return full_name(name)


def _subject(text: str) -> tuple[tuple[str, ...], str]:
    """Return the bodies a paragraph opens with, and the rest; without a verb the whole paragraph is their heading."""
    plain = plain_letters(text)
    opening = words.ORDERED.match(plain)
    start = opening.end() if opening else 0
    verb = _verb(text, plain, start)
    named = text[start : verb.start() if verb else len(text)].strip(" :,;")
    if not HEAD.match(named) or _ORDERED.search(named) or len(named) > 250:
        return (), text[start:]
    return read_agencies(named).names, text[verb.start() :].lstrip(" :,") if verb else ""


def _verb(text: str, plain: str, start: int) -> re.Match[str] | None:
    """Return where the subject ends: at a colon or a verb; words with a capital belong to a name ("Phòng Quản lý")."""
    found = words.VERB.finditer(plain, start)
    return next((verb for verb in found if not text[verb.start() : verb.end()].lstrip(" ,")[:1].isupper()), None)


def _ordered_subject(clause: str) -> tuple[str, ...]:
    """Return whom a clause orders: "UBND tỉnh yêu cầu Thủ trưởng các sở, ban, ngành nghiêm túc triển khai"."""
    for order in _ORDERED.finditer(clause):
        verb = _verb(clause, plain_letters(clause), order.end())
        named = clause[order.end() : verb.start()].strip(" ,") if verb else ""
        if named and HEAD.match(named) and len(named) < 250:
            return read_agencies(named).names
    return ()


def _embedded_subject(clause: str) -> tuple[str, ...]:
    """Return a subject named inside a clause: "…, đề nghị các cơ quan, đơn vị phản ánh kịp thời"."""
    found = _EMBEDDED.search(clause)
    return read_agencies(found.group(1)).names if found and len(found.group(1)) < 120 else ()


def _settle(kinds: list[str], plain: str) -> list[str]:
    """Keep what a clause is about: an obstacle is no periodic report, helping out counts only for want of better."""
    if "obstacle_report" in kinds:
        return ["obstacle_report"]
    if "escalation" in kinds:
        return ["escalation"]
    if "participation" in kinds and len(kinds) > 1:
        kinds.remove("participation")
    if not kinds and words.COORDINATION.search(plain):
        return ["coordination"]
    if not kinds and words.EXECUTION.search(plain):
        return ["execution"]
    return kinds


def _times(clause: str, plain: str) -> list[str | None]:
    found = [clause[match.start() : match.end()] for match in words.TIMES.finditer(plain)]
    return list(found) or [None]
