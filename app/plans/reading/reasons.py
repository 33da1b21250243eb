"""Why a person should look at a row: short codes, each with a sentence in Vietnamese and in English."""

from typing import Final

from app.plans.reading.reason_sentences import NOT_TASK_SENTENCES, REVIEW_SENTENCES

DECIDE: Final = frozenset(
    {
        "agency_ended",
        "agency_unclear",
        "agency_unknown",
        "columns_unclear",
        "content_missing",
        "cycle_disagrees",
        "event_day_missing",
        "impossible_date",
        "issue_day_missing",
        "lead_missing",
        "lead_not_agency",
        "no_agencies",
        "no_anchor_year",
        "no_start_year",
        "no_time",
        "partly_read",
        "phase_unknown",
        "span_over",
        "split_by_page",
        "unreadable_time",
        "vague_time",
        "weekday_disagrees",
        "year_missing",
    }
)


def explain(code: str) -> dict[str, str]:
    """Return `{"vi", "en"}` for a review reason or for the `why` of a row that is no task.

    Raises `KeyError` for a code that does not exist: a reason nobody can read must not ship.
    """
    vi, en = (REVIEW_SENTENCES | NOT_TASK_SENTENCES)[code]
    return {"vi": vi, "en": en}


def needs_decision(code: str) -> bool:
    """Tell whether a person must decide before a task is made of the row; other reasons ask only for a look."""
    return code in DECIDE
