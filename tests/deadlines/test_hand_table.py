"""The engine against dates that were worked out by hand (hand_table.tsv says how)."""

import csv
import json
import os
import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from app.clock import LOCAL, local_date
from app.deadlines.calendar import WorkingCalendar
from app.deadlines.calendar_file import read_calendar
from app.deadlines.computing import compute
from app.deadlines.rule_json import read_rule

HERE = Path(__file__).parent


def table(name: str) -> list[dict[str, str]]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return list(
        csv.DictReader([line for line in lines if not line.startswith("#")], delimiter="\t", quoting=csv.QUOTE_NONE)
    )


def calendar_named(name: str) -> WorkingCalendar:
    return (
        read_calendar(json.loads((HERE / f"calendars/{name}.json").read_text(encoding="utf-8")))
        if name
        else WorkingCalendar()
    )


@pytest.fixture(params=["UTC", "Asia/Ho_Chi_Minh", "America/New_York"])
def server_zone(request, monkeypatch) -> Iterator[str]:
    """Run as a server whose zone is this one."""
    with monkeypatch.context() as patch:
        patch.setenv("TZ", request.param)
        time.tzset()
        yield request.param
    time.tzset()


def test_the_server_s_zone_is_really_another(server_zone):
    at_noon = datetime(2026, 11, 20, 12).timestamp()
    assert os.environ["TZ"] == server_zone
    assert at_noon == datetime.fromisoformat("2026-11-20T12:00:00").replace(tzinfo=ZoneInfo(server_zone)).timestamp()


def test_every_date_of_the_hand_table_is_the_engine_s(server_zone):
    rows = table("hand_table.tsv")
    assert len(rows) >= 250
    calendars = {name: calendar_named(name) for name in {row["calendar"] for row in rows}}
    wrong = [(row, found) for row in rows if (found := computed(row, calendars[row["calendar"]])) != expected(row)]
    assert wrong == []


def computed(row, calendar) -> list[str | None]:
    rule = read_rule(json.loads(row["rule"]))
    start = local_date(datetime.fromisoformat(row["from"])) if "T" in row["from"] else date.fromisoformat(row["from"])
    deadline = compute(rule.limit, start, calendar, rule.reading).deadline
    if deadline is None:
        return [None, None, None]
    return [
        moment.astimezone(LOCAL).isoformat() for moment in (deadline.remind_by, deadline.due_at, deadline.overdue_after)
    ]


def expected(row) -> list[str | None]:
    days = [row["remind_by"], row["due"], row["overdue_after"]]
    return [None if day == "-" else f"{day}T23:59:59+07:00" for day in days]


def test_every_day_of_six_years_is_worked_or_not_as_typed_from_the_law():
    typed = {date.fromisoformat(row["day"]): row["works"] == "yes" for row in table("days_off.tsv")}
    calendar = WorkingCalendar()
    six_years = (date(2025, 1, 1) + timedelta(days=number) for number in range(6 * 365 + 1))
    assert [day for day in six_years if calendar.is_working_day(day) != typed.get(day, day.weekday() < 5)] == []
