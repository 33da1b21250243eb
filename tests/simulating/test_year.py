"""`flask simulate`: the same seed tells the same, whatever the machine, the order of sets and the database."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DAYS = ("--from", "2027-11-01", "--until", "2027-11-04")


def begin(*arguments: str, **environment: str) -> subprocess.Popen[str]:
    """Begin `flask simulate` in a process of its own."""
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "simulate", "--year", "2027", *arguments]
    surroundings = {**os.environ, **environment}
    return subprocess.Popen(command, cwd=ROOT, env=surroundings, stdout=subprocess.PIPE, text=True, encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("database", ["postgresql"], indirect=True)  # the other run has a file of its own
def test_the_same_seed_tells_the_same_on_both_databases_and_in_every_time_zone(database):
    there = ("--details", *DAYS)
    runs = [
        begin(*there, PYTHONHASHSEED="1", TZ="UTC"),
        begin(*there, "--database", database.url, PYTHONHASHSEED="2", TZ="America/Bogota"),
    ]
    first, second = (run.communicate()[0] for run in runs)
    assert [run.returncode for run in runs] == [0, 0], first[-2000:]
    assert first == second
    assert "Báo cáo kết quả thực hiện" in first
    assert len(first.splitlines()) > 120


def test_a_database_that_holds_something_is_left_alone(app, people):
    answer = app.test_cli_runner().invoke(
        args=["simulate", "--year", "2027", "--database", app.config["SQLALCHEMY_DATABASE_URI"], *DAYS]
    )
    assert answer.exit_code == 2
    assert "đã có dữ liệu" in answer.output


def test_days_of_another_year_are_refused(app):
    answer = app.test_cli_runner().invoke(args=["simulate", "--year", "2027", "--from", "2026-11-01"])
    assert answer.exit_code == 2
    assert "2027" in answer.output
