"""A cycle beside the dates that fill it: "hằng quý, trước ngày 20 tháng cuối quý", "5 năm/lần: năm 2025, năm 2030"."""

from dataclasses import replace
from typing import Final

from app.deadlines.phrases.values import DueKind, DuePhrase

DAYS: Final = frozenset({DueKind.BEFORE_DATE, DueKind.BY_DATE})
_FRAMES: Final = {(DueKind.MONTH, 1), (DueKind.QUARTER, 3), (DueKind.HALF_YEAR, 6), (DueKind.EVERY_YEAR, 12)}


def without_frames(groups: list[tuple[bool, list[DuePhrase]]]) -> list[DuePhrase]:
    """Return the dates of all pieces but the cycles whose days are printed right behind them.

    Each group is a piece: whether "và" joins it to the one before, and its dates. A cycle stays unless the printed
    days come just as often as it does: otherwise they are not what it means.
    """
    kept: list[DuePhrase] = []
    for position, (_, dates) in enumerate(groups):
        later = groups[position + 1 :]
        days = [due for _, others in later for due in others if due.kind in DAYS]
        follows = bool(later and not later[0][0] and later[0][1] and later[0][1][0].kind in DAYS)
        kept += [due for due in dates if not (follows and _is_frame(due) and _a_year(days) == _a_year([due]))]
    return kept


def on_the_cycle(dates: list[DuePhrase]) -> list[DuePhrase]:
    """Give a cycle of several years its printed years: they are the dates of one cycle."""
    cycle = next((date for date in dates if date.kind is DueKind.EVERY_N_YEARS and date.first_due is None), None)
    years = [date for date in dates if date.kind is DueKind.YEAR]
    if cycle is None or not years or len(years) + 1 < len(dates):
        return dates
    months = cycle.every_months or 12
    apart = all(((later.start or 0) - (years[0].start or 0)) % (months // 12) == 0 for later in years)
    doubt = () if apart else ("cycle_disagrees",)
    return [replace(year, kind=cycle.kind, every_months=months, review=(*year.review, *doubt)) for year in years]


def _is_frame(due: DuePhrase) -> bool:
    return (due.kind, due.every_months) in _FRAMES


def _a_year(dates: list[DuePhrase]) -> float:
    """Return how often a year these dates come."""
    return sum(12 / due.every_months for due in dates if due.every_months)
