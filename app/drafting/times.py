"""Whether the time of a row says when: the phrase must be readable, and lie in the plan's year or after it."""

from app.deadlines.phrases import PlanPeriod, read_phrase
from app.errors import Invalid
from app.organisation.texts import N_
from app.plans.reading import needs_decision

UNREADABLE = N_(
    "This time cannot be read. Write for example: Quý III; tháng 9; trước ngày 30/11; cả năm; thường xuyên."
)
IS_OVER = N_("This time is over before the plan's year begins. Check the year.")


def trouble_with(phrase: str, year: int) -> str | None:
    """Return what is wrong with a time phrase in the plan of `year`; None when it says when."""
    due = read_phrase(phrase, PlanPeriod(start=year, end=year)).combined()
    if any(map(needs_decision, due.review)):
        return UNREADABLE
    return IS_OVER if due.end is not None and due.end < year else None


def require_times(phrases: list[str], year: int, field: str) -> None:
    """Raise Invalid at `field[i].time` for each phrase that does not say when."""
    wrong = {f"{field}[{index}].time": trouble_with(phrase, year) for index, phrase in enumerate(phrases)}
    errors = {path: [sentence] for path, sentence in wrong.items() if sentence}
    if errors:
        raise Invalid(errors)
