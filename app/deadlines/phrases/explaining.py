"""What a phrase means, date by date, with every doubt in words."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from app.deadlines.phrases.prose import NO_DATE, sentences_on
from app.deadlines.phrases.reading import PhraseReading, read_phrase
from app.deadlines.phrases.reason_sentences import TIME_SENTENCES
from app.deadlines.phrases.values import PlanPeriod
from app.deadlines.reasons import Reason


@dataclass(frozen=True, slots=True)
class Explained:
    """A phrase as it was read: per date the printed words with their sentences, and the reasons to look at it."""

    reading: PhraseReading
    dates: tuple[tuple[str, tuple[Reason, ...]], ...]
    doubts: tuple[Reason, ...]

    def lines(self, language: str) -> list[str]:
        """Return one line a date, or that there is none, then one line a doubt; `language` is "vi" or "en"."""
        read = [f"“{words}”: {' '.join(_in(language, one) for one in said)}" for words, said in self.dates]
        look = "Cần xem" if language == "vi" else "To check"
        return [*read, *(f"{look}: {_in(language, doubt)}" for doubt in self.doubts)]

    def as_json(self) -> dict[str, Any]:
        """Return the answer of `deadline explain --json`; each date is a due object of `plan read --json`."""
        return {
            "phrase": self.reading.text,
            "dates": [due.as_json() for due in self.reading.dates],
            "review": list(self.reading.review),
            "explanation": {language: " ".join(self.lines(language)) for language in ("vi", "en")},
        }


def explain_phrase(phrase: str, issued: date | None = None) -> Explained:
    """Read a phrase that stands alone, of a document of which at most the day of issue is known."""
    reading = read_phrase(phrase, PlanPeriod(issued))
    said = tuple((due.printed, sentences_on(due)) for due in reading.dates)
    return Explained(
        reading,
        said or ((phrase.strip(), (NO_DATE,)),),
        tuple(Reason(*TIME_SENTENCES[code]) for code in reading.review),
    )


def _in(language: str, reason: Reason) -> str:
    return reason.vi if language == "vi" else reason.en
