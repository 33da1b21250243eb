"""The province's table goes out to a file and comes in again."""

import json
from datetime import date

import pytest
from sqlalchemy import select

from app.cases.models import Case
from app.clock import local_date
from app.deadlines.calendar_file import read_calendar
from app.extensions import db
from app.organisation.calendar import office_calendar
from app.organisation.models import CalendarChange, ChangeKind
from app.organisation.roles import SYSTEM
from app.working_calendar.service import enter, withdraw
from tests.support.clock import NOW
from tests.working_calendar.province import day_off, due_case, swap

FRIDAY, SATURDAY = date(2026, 11, 27), date(2026, 11, 28)
ORDERED = {"name": "Tết Dương lịch", "source": "Công văn 12729/VPCP", "known_on": "2025-12-26"}
SWAP = [{"day": "2026-01-02", "works": False, **ORDERED}, {"day": "2026-01-10", "works": True, **ORDERED}]


@pytest.fixture
def flask(app):
    return app.test_cli_runner()


def written(folder, content) -> str:
    file = folder / "lich.json"
    file.write_text(json.dumps(content), encoding="utf-8")
    return str(file)


def test_what_counts_is_exported_as_the_list_that_deadline_compute_reads(flask, app, writing):
    with writing():
        enter(swap(FRIDAY, SATURDAY), actor=SYSTEM, now=NOW)
        withdrawn = enter(day_off(date(2026, 12, 4)), actor=SYSTEM, now=NOW)
        withdraw(withdrawn.id, "Nhầm", actor=SYSTEM, now=NOW)
    result = flask.invoke(args=["calendar", "export"])
    assert result.exit_code == 0, result.output
    listed = json.loads(result.output)
    assert [(one["day"], one["works"], one["known_on"]) for one in listed] == [
        ("2026-11-27", False, "2026-11-18"),
        ("2026-11-28", True, "2026-11-18"),
    ]
    calendar = read_calendar(listed)
    assert (calendar.is_working_day(FRIDAY), calendar.is_working_day(SATURDAY)) == (False, True)


def test_days_of_one_document_come_in_as_one_decision(flask, app, folder, reading):
    result = flask.invoke(args=["calendar", "import", written(folder, SWAP)])
    assert (result.exit_code, result.output) == (0, "Đã nhập 1 quyết định.\n")
    with reading():
        change = db.session.scalars(select(CalendarChange)).one()
        assert (change.kind, change.source, change.known_on) == (
            ChangeKind.swap,
            "Công văn 12729/VPCP",
            date(2025, 12, 26),
        )
        assert not office_calendar().is_working_day(date(2026, 1, 2))


def test_importing_twice_enters_nothing_twice(flask, app, folder, reading):
    file = written(folder, SWAP)
    flask.invoke(args=["calendar", "import", file])
    assert flask.invoke(args=["calendar", "import", file]).output == "Đã nhập 0 quyết định.\n"
    with reading():
        assert len(db.session.scalars(select(CalendarChange.id)).all()) == 1


def test_open_deadlines_follow_an_import(flask, app, people, folder, writing, reading):
    with writing():
        case = due_case(people.agency, FRIDAY)
        key = case.id
    flask.invoke(args=["calendar", "import", written(folder, [{"day": "2026-11-27", "works": False, "name": "Hội"}])])
    with reading():
        assert local_date(db.session.get_one(Case, key).overdue_after) == date(2026, 11, 30)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ({"days": []}, "danh sách JSON"),
        ([{"day": "2026-11-31", "works": False, "name": "x"}], "2026-11-31"),
        ([{"day": "2026-11-27", "works": "no", "name": "x"}], "true hoặc false"),
        ([{"day": "2026-11-27", "works": False}], "name"),
    ],
)
def test_a_wrong_file_is_refused_in_one_sentence_and_nothing_comes_in(flask, app, folder, reading, content, says):
    result = flask.invoke(args=["calendar", "import", written(folder, content)])
    assert result.exit_code == 1
    assert says in result.stderr
    with reading():
        assert db.session.scalar(select(CalendarChange.id)) is None


def test_a_day_that_stands_otherwise_is_refused(flask, app, folder, writing):
    with writing():
        enter(day_off(FRIDAY), actor=SYSTEM, now=NOW)
    result = flask.invoke(
        args=["calendar", "import", written(folder, [{"day": "2026-11-27", "works": True, "name": "x"}])]
    )
    assert result.exit_code == 1
    assert "hãy rút quyết định đó trước" in result.stderr
