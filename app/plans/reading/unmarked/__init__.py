"""Annexes whose columns left no marks: an extract that prints cell after cell, line by line.

Everything read here rests on how agencies, dates and sentences begin and end. A row is passed without a reason to look
only when exactly one way to cut it into the table's columns fits.
"""

from app.plans.reading.unmarked.lines import UnmarkedAnnex, find_unmarked_annex
from app.plans.reading.unmarked.table import read_unmarked

__all__ = ["UnmarkedAnnex", "find_unmarked_annex", "read_unmarked"]
