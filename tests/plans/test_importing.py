"""A plan document comes in: rows, names matched with the register, what is doubtful, and nothing lost."""

import json

import pytest
from sqlalchemy import func, select

from app.extensions import db
from app.files.guard import UnsafeFile
from app.plans.errors import PlanNotReadable, PlanReadBefore
from app.plans.evidence import evidence_of
from app.plans.models import Part, Plan, PlanDuty, PlanStatus, PlanTask, Target
from app.plans.rows import Standing, reasons_of, standing_of
from app.plans.service import discard_plan, import_document
from app.timeline.log import Subject
from app.timeline.queries import entries
from tests.plans.documents import NAME, ROWS, plan_docx

pytestmark = pytest.mark.database


def task(number: str) -> PlanTask:
    return db.session.scalars(select(PlanTask).where(PlanTask.number == number)).one()


def names(number: str, part: Part) -> list[tuple[str, int | None, str | None]]:
    return [(one.name, one.agency_id, one.group) for one in task(number).parts if one.part is part]


def test_every_row_becomes_a_task_in_printed_order(plan, reading):
    with reading():
        tasks = db.session.scalars(select(PlanTask).order_by(PlanTask.position)).all()
        assert [one.number for one in tasks] == [row[0] for row in ROWS if len(row) > 1]
        assert json.loads(tasks[0].group_path) == ["Quản lý nhà nước"]


def test_the_printed_text_is_kept_as_printed(plan, reading):
    with reading():
        one = task("2")
        assert (one.lead_text, one.coordinating_text, one.time_text) == (
            "Sở Công Thương",
            "Sở TT&TT; Sở KH&CN",
            "Hằng năm",
        )


def test_every_printed_row_of_the_annex_is_accounted_for(plan, reading):
    with reading():
        read = evidence_of(db.session.get(Plan, plan.id))
        assert (read.annex_rows, read.missing) == (len(ROWS) + 1, ())
        assert [note.why for note in read.not_tasks()] == ["table_header", "group_heading", "group_heading"]


def test_a_name_is_matched_whatever_its_spelling(plan, people, reading):
    with reading():
        assert names("1", Part.lead) == [("Sở Khoa học và Công nghệ", people.department.id, None)]
        assert names("1", Part.coordinating) == [("Sở Công Thương", people.agency.id, None)]


def test_a_group_stays_a_group(plan, reading):
    with reading():
        assert names("3", Part.lead) == [("UBND các xã, phường, đặc khu", None, "communes")]


@pytest.mark.parametrize(
    ("number", "reason"),
    [("2", "agency_ended"), ("4", "agency_ended"), ("5", "agency_unknown"), ("5", "no_time"), ("6", "vague_time")],
)
def test_what_is_doubtful_waits_for_a_person(plan, reading, number, reason):
    with reading():
        assert reason in reasons_of(task(number))
        assert standing_of(reasons_of(task(number))) is Standing.decide


def test_what_is_clear_asks_nothing(plan, reading):
    with reading():
        assert reasons_of(task("1")) == []
        assert reasons_of(task("3")) == []


def test_targets_and_reporting_duties_are_only_proposed(plan, reading):
    with reading():
        assert not any(db.session.scalars(select(Target.is_confirmed)))
        duty = db.session.scalars(select(PlanDuty)).one()
        assert (duty.first_due.isoformat(), duty.due_is_exclusive) == ("2026-11-30", True)
        assert json.loads(duty.roster) == ["commune", "department", "special_zone", "ward"]


def test_the_import_stands_on_the_timeline(plan, people, reading):
    with reading():
        (entry,) = entries(Subject("plan", plan.id))
        assert (entry.action, entry.actor_name, entry.payload["rows"]) == ("plan.imported", people.coordinator.name, 6)


def test_the_same_file_is_not_read_twice(plan, people, writing, now):
    with writing(), pytest.raises(PlanReadBefore) as refused:
        import_document(plan_docx(), NAME, actor=people.coordinator.actor, now=now)
    assert refused.value.plan_id == plan.id


def test_a_discarded_reading_leaves_nothing_but_its_entry(plan, people, writing, reading, now):
    with writing():
        discard_plan(plan.id, actor=people.coordinator.actor, now=now)
    with reading():
        for table in (Plan, PlanTask, Target, PlanDuty):
            assert db.session.scalar(select(func.count()).select_from(table)) == 0
        assert entries(Subject("plan", plan.id))[0].action == "plan.discarded"


@pytest.mark.parametrize(
    ("content", "name", "error"),
    [
        (b"", "ke-hoach.txt", UnsafeFile),
        (b"mot van ban khong co bang", "ke-hoach.txt", PlanNotReadable),
        (b"%PDF-1.7", "ke-hoach.pdf", UnsafeFile),
        (b"khong phai word", "ke-hoach.docx", UnsafeFile),
        ("MẬT\nSở Công Thương".encode(), "ke-hoach.txt", UnsafeFile),
        (plan_docx(), "MẬT ke-hoach.docx", UnsafeFile),
    ],
)
def test_a_file_that_is_no_plan_is_refused_with_a_sentence_and_not_kept(people, writing, now, content, name, error):
    with writing(), pytest.raises(error) as refused:
        import_document(content, name, actor=people.coordinator.actor, now=now)
    assert refused.value.sentence("vi") != refused.value.sentence("en")
    with writing():
        assert db.session.scalar(select(func.count(Plan.id))) == 0


def test_a_new_plan_is_being_read(plan, reading):
    with reading():
        assert db.session.get(Plan, plan.id).status is PlanStatus.reading
