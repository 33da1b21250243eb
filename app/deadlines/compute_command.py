"""`flask deadline compute`: the three moments of a rule, and why."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from app.clock import LOCAL
from app.deadlines.calendar import WorkingCalendar
from app.deadlines.calendar_file import read_calendar
from app.deadlines.computing import Computed, compute
from app.deadlines.inputs import IN_LANGUAGE, BadInput, read_day, read_json, read_text, refusing
from app.deadlines.moments import Deadline
from app.deadlines.rule_json import read_rule
from app.deadlines.wording import long_date

_MOMENTS = {
    "remind_by": ("Nhắc theo", "Remind by"),
    "due_at": ("Đến hạn", "Due"),
    "overdue_after": ("Chỉ quá hạn sau", "Overdue only after"),
}


@click.command("compute")
@click.option("--rule", default="", metavar="JSON", help="The time limit (docs/deadlines.md lists all kinds).")
@click.option("--from", "start", default="", metavar="YYYY-MM-DD", help="The day to count from; it is not counted.")
@click.option(
    "--calendar", "file", metavar="FILE", type=click.Path(path_type=Path), help="The province's own days, JSON."
)
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON, and nothing else.")
@IN_LANGUAGE
def compute_command(rule: str, start: str, file: Path | None, as_json: bool, language: str) -> None:
    """Compute the moments of a rule. Needs no database.

    Exit 0: computed. Exit 1: something given cannot be used; a sentence on stderr says what to do. Exit 2: wrong usage.
    """
    with refusing(language):
        _need(rule, "--rule")
        _need(start, "--from")
        read = read_rule(read_json(rule, "--rule"))
        day = read_day(start, "--from")
        calendar = read_calendar(read_json(read_text(file, "--calendar"), str(file))) if file else WorkingCalendar()
        found = compute(read.limit, day, calendar, read.reading)
    click.echo(json.dumps(as_data(found), ensure_ascii=False, indent=2) if as_json else _in_words(found, language))


def _need(given: str, option: str) -> None:
    if not given:
        raise BadInput(
            f"Thiếu {option}; hãy xem các ví dụ trong docs/deadlines.md.",
            f"{option} is missing; see the examples in docs/deadlines.md.",
        )


def as_data(found: Computed) -> dict[str, Any]:
    """Return the result as JSON has it: ISO 8601 with +07:00, null without a date; `data` only where it is said."""
    moments = {name: _moment(found.deadline, name) for name in _MOMENTS}
    result: dict[str, Any] = {name: moment.isoformat() if moment else None for name, moment in moments.items()}
    if found.data:
        result["data"] = {"from": found.data.first.isoformat(), "to": found.data.last.isoformat()}
    result["explanation"] = {language: " ".join(_sentences(found, language)) for language in ("vi", "en")}
    return result


def _in_words(found: Computed, language: str) -> str:
    lines = []
    for name, (vi, en) in _MOMENTS.items():
        if moment := _moment(found.deadline, name):
            lines.append(f"{vi if language == 'vi' else en}: {moment:%H:%M:%S}, {long_date(moment.date(), language)}")
    return "\n".join([*lines, *(f"- {sentence}" for sentence in _sentences(found, language))])


def _moment(deadline: Deadline | None, name: str) -> datetime | None:
    moment: datetime | None = getattr(deadline, name, None)
    return moment.astimezone(LOCAL) if moment else None


def _sentences(found: Computed, language: str) -> list[str]:
    return [reason.vi if language == "vi" else reason.en for reason in found.explanation]
