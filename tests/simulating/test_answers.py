"""What simulated people answer: for steps that exist, with entries that any form accepts."""

from datetime import date, datetime
from pathlib import Path
from random import Random

import pytest

from app.clock import LOCAL
from app.deadlines.calendar import WorkingCalendar
from app.forms import read_form
from app.simulating import answers
from app.simulating.filling import filled, sends_back
from app.simulating.work import Work
from tests.support.factories import make_case, make_task
from tests.support.processes import field, form

WORKFLOWS = Path(__file__).resolve().parents[2] / "workflows"
NOW = datetime(2027, 3, 1, 9, 0, tzinfo=LOCAL)


@pytest.mark.parametrize("step", sorted({*answers._ANSWERS, *answers._DAYS}))
def test_every_answer_is_for_a_step_of_a_shipped_process(step):
    process, element = step
    assert f'id="{element}"' in (WORKFLOWS / process / f"{process}.bpmn").read_text(encoding="utf-8")


@pytest.fixture
def fill(app, writing):
    """Fill a form in, with what it starts with and what is answered."""

    def do(source: bytes, first=None, answered=None, *, is_sent_back=False, days_ahead=0):
        with writing():
            work = Work(make_task(make_case()), None, "x", read_form(source), first or {}, 0, is_sent_back, NOW,
                        WorkingCalendar(), Random(1))  # fmt: skip
            return filled(work, answered or {}, days_ahead=days_ahead, keep_file=lambda path: f"file of {path}")

    return do


DECISION = form(
    "x",
    field("radio", "decision", "?", values=[{"value": "accept", "label": "A"}, {"value": "return", "label": "B"}],
          validate={"required": True}),
    field("textarea", "why", "?", validate={"required": True}, conditional={"hide": '=decision = "accept"'}),
)  # fmt: skip


def test_a_decision_goes_the_good_way_unless_the_work_is_sent_back(fill):
    assert fill(DECISION)["decision"] == "accept"
    assert fill(DECISION, is_sent_back=True)["decision"] == "return"
    assert fill(DECISION, is_sent_back=True)["why"]


def test_a_decision_that_can_be_returned_is_known_by_its_options():
    assert sends_back(read_form(DECISION)) == "return"
    assert sends_back(None) is None


def test_what_the_case_knows_stays_and_what_is_answered_wins(fill):
    source = form("x", field("textfield", "a", "A"), field("textfield", "b", "B"), field("textfield", "c", "C"))
    entered = fill(source, {"a": "biết", "b": "biết"}, {"b": "trả lời", "c": "", "gone": "thừa"})
    assert (entered["a"], entered["b"], entered["c"]) == ("biết", "trả lời", None)
    assert "gone" not in entered


def test_a_day_of_which_nothing_is_known_is_the_one_that_is_tried(fill):
    source = form("x", field("datetime", "day", "Ngày", subtype="date", validate={"required": True}))
    assert [fill(source, days_ahead=days)["day"] for days in (0, 30)] == ["2027-03-01", f"{date(2027, 3, 31)}"]


def test_a_file_that_must_be_there_is_kept(fill):
    source = form("x", field("filepicker", "paper", "Tệp", validate={"required": True}))
    assert fill(source)["paper"] == ["file of paper"]
