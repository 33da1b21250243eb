"""A date says why it is what it is, also when a person moved it."""

from datetime import date, timedelta

import pytest

from app.cases.explaining import reasons_of_case, reasons_of_task
from app.cases.models import Case, UserTask
from app.cases.rescheduling import Document, move_deadline, move_task, take_back
from app.deadlines.moments import fixed_date
from app.extensions import db
from app.organisation.calendar import office_calendar
from app.organisation.roles import SYSTEM

ORDER = Document("215/UBND-KGVX", date(2026, 11, 19), "UBND tỉnh Lam Giang")
WHY = "Chờ số liệu của cục thống kê."


def by(day: date):
    return fixed_date(day, inclusive=True, calendar=office_calendar())


@pytest.fixture
def said(reading, opened):
    """Return what the case's date, or its open task's, says in Vietnamese."""

    def read(*, of_task: bool = False) -> str:
        with reading():
            calendar = office_calendar()
            case, task = db.session.get_one(Case, opened.case_id), db.session.get_one(UserTask, opened.task_id)
            reasons = reasons_of_task(task, calendar) if of_task else reasons_of_case(case, calendar)
            return " ".join(reason.vi for reason in reasons)

    return read


@pytest.fixture
def move(writing, opened, people, now):
    """Move the case (or its open task) to a day."""

    def carry_out(day, *, of_task=False, actor=None, reason=WHY, document=ORDER, at=now):
        with writing():
            mover, key = (move_task, opened.task_id) if of_task else (move_deadline, opened.case_id)
            return mover(
                key, by(day), reason=reason, actor=actor or people.coordinator.actor, now=at, document=document
            ).move.id

    return carry_out


@pytest.mark.database
def test_a_moved_case_names_the_reason_and_the_document(database, move, said):
    move(date(2026, 12, 6))
    assert (
        "Hạn này được đặt lại vào thứ Sáu, 20/11/2026, theo văn bản 215/UBND-KGVX ngày 19/11/2026 "
        "của UBND tỉnh Lam Giang; "
        "lý do: Chờ số liệu của cục thống kê." in said()
    )
    assert "khoản 5 Điều 148" in said()  # 06/12 is a Sunday


def test_a_moved_task_names_its_own_move_and_not_the_case_s(move, said):
    move(date(2026, 12, 4), reason="của hồ sơ")
    move(date(2026, 12, 8), of_task=True, reason="của việc")
    assert "lý do: của việc." in said(of_task=True)
    assert "lý do: của hồ sơ." in said()


def test_without_a_document_only_the_reason_is_told(move, said):
    move(date(2026, 12, 4), document=Document())
    assert "vào thứ Sáu, 20/11/2026; lý do: Chờ số liệu" in said()


def test_the_latest_move_counts(move, said, now):
    move(date(2026, 12, 4), reason="lần đầu")
    move(date(2026, 12, 11), reason="lần sau", at=now + timedelta(minutes=5))
    assert "lần sau" in said()
    assert "lần đầu" not in said()


def test_what_the_system_moved_does_not_speak_its_own_words(move, said):
    move(date(2026, 12, 4), actor=SYSTEM, reason="extension granted")
    assert "extension granted" not in said()
    assert "Hết thứ Sáu, 04/12/2026." in said()


def test_a_move_that_was_taken_back_is_told_no_more(move, said, writing, opened, people, now):
    made = move(date(2026, 12, 4))
    with writing():
        take_back(opened.case_id, made, actor=people.coordinator.actor, now=now + timedelta(minutes=5))
    assert "Hạn này được đặt lại" not in said()


def test_the_page_of_a_case_explains_its_date(visit, people, opened, move):
    move(date(2026, 12, 4))
    page = visit(people.coordinator).page("cases.show", case_id=opened.case_id)
    assert "Vì sao là ngày này?" in page.one("details.why summary").text
