"""What the shared steps look like: for the committee's office, on the case, and when a record is corrected."""

from io import BytesIO

import pytest

from app.issuing.queries import documents_of
from tests.files.made import PDF
from tests.issuing.letters import ISSUE

CORRECTED = {
    "title": ISSUE["document_title"],
    "number": "413/KH-UBND",
    "issued_on": "18/11/2026",
    "signer": "Lâm Văn Thắng",
    "signer_post": "Phó Chủ tịch",
    "reason": "Văn thư cấp lại số.",
}


@pytest.fixture
def issued(approved, people):
    """A letter of which one document has been sent out."""
    approved.do("record_issue", ISSUE, people.specialist.actor)
    return approved


@pytest.fixture
def recorded(issued, reading) -> int:
    """The task by which it was recorded."""
    with reading():
        return documents_of(issued.id)[0].task_id


def test_the_committees_office_finds_its_work_and_reads_the_case(submitted, visit, people):
    office = visit(people.committee_office)
    assert "Ghi quyết định của Ủy ban" in office.page("tasks.inbox", box="unassigned").text
    assert "Tờ trình" in office.page("cases.show", case_id=submitted.id).text
    assert "Phê duyệt" in office.page("tasks.show", task_id=submitted.task("decide_submission")).text


def test_before_that_the_case_is_hidden_from_it(letter, visit, people):
    visit(people.committee_office).page("cases.show", status=404, case_id=letter.id)


def test_the_case_shows_what_was_issued_and_that_its_file_is_missing(issued, visit, people):
    text = visit(people.focal_point).page("cases.show", case_id=issued.id).text
    assert "412/KH-UBND" in text
    assert "Chưa có bản đã ký." in text


def test_the_form_of_the_next_document_knows_its_title_and_nothing_of_the_last_number(issued, visit, people):
    page = visit(people.specialist).page("tasks.show", task_id=issued.task("record_issue"))
    values = [one.get("value") for one in page.tree.iter("input")]
    assert "412/KH-UBND" not in values
    assert ISSUE["document_title"] in values


def test_a_correction_shows_its_reason_and_brings_the_file(recorded, visit, people):
    page = visit(people.specialist).page("issuing.correction", task_id=recorded)
    file = {"document_file": (BytesIO(PDF), "kế hoạch.pdf"), "not_secret": "1"}
    text = page.form("/issued").submit(**CORRECTED, **file).text
    assert "413/KH-UBND" in text
    assert "Văn thư cấp lại số." in text
    assert "kế hoạch.pdf" in text


def test_a_correction_without_a_reason_keeps_what_was_typed(recorded, visit, people):
    page = visit(people.specialist).page("issuing.correction", task_id=recorded)
    shown = page.form("/issued").submit(422, **{**CORRECTED, "reason": ""})
    text = shown.text
    assert "Nhập lý do sửa." in text
    assert shown.one("[name=number]")["value"] == "413/KH-UBND"


@pytest.mark.parametrize(("who", "status"), [("focal_point", 403), ("committee_office", 403), ("outsider", 404)])
def test_those_who_do_not_record_documents_correct_none(recorded, visit, people, who, status):
    visit(getattr(people, who)).page("issuing.correction", status=status, task_id=recorded)
