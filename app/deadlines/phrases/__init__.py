"""Vietnamese time phrases, as plans and decisions print them, read into due rules.

`read_phrase("Quý IV, năm 2025", PlanPeriod())` gives every date in the cell, and says what it could not read:
nothing is guessed silently. Pure: no clock, no calendar of working days, no database.
"""

from app.deadlines.phrases.cadence import Cadence, cadences_in
from app.deadlines.phrases.reading import PhraseReading, read_phrase
from app.deadlines.phrases.values import DueKind, DuePhrase, Milestone, PlanPeriod

__all__ = [
    "Cadence",
    "DueKind",
    "DuePhrase",
    "Milestone",
    "PhraseReading",
    "PlanPeriod",
    "cadences_in",
    "read_phrase",
]
