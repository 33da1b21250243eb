"""The page of a reply on paper, and where it is offered and shown, to whom."""

import io

import pytest

from app.drafting.models import ProposalState
from tests.drafting.drafts import RETURN, ROW
from tests.files.made import PDF
from tests.support import units
from tests.support.processes import open_task

LETTER = {
    "channel": "paper",
    "received_on": "20/11/2026",
    "received_time": "08:00",
    "number": "215/SCT-KH",
    "signed_on": "19/11/2026",
    "signer": "Trần Văn Bình",
}
OFFER = "Ghi trả lời bằng giấy"


@pytest.fixture
def sheet(draft, visit, people):
    """The form for Sở Công Thương's proposal, as the specialist opens it."""
    return visit(people.specialist).page("drafting.paper", case_id=draft.proposal_case())


def with_rows(**changes):
    """Return what is posted for one proposed task."""
    row = {f"rows[0].{name}": str(value).replace(".", ",") for name, value in ROW.items()}
    return {**LETTER, "rows[0]._here": "1", **row, **changes}


def test_the_specialist_records_a_proposal_with_its_scan(draft, sheet):
    answer = sheet.form("/paper").submit(**with_rows(not_secret="1", file=(io.BytesIO(PDF), "de-xuat.pdf")))
    assert "Đã ghi thay Sở Công Thương." in answer.text
    assert "ghi thay Sở Công Thương theo văn bản số 215/SCT-KH ngày 19/11/2026" in answer.text
    assert answer.all("a[href^='/cases/files/'], .card-td a")
    with units.reading():
        assert draft.proposal().state is ProposalState.submitted


def test_the_agency_sees_what_was_recorded_for_it_and_from_which_document(draft, sheet, visit, people):
    with units.reading():
        task_id = open_task(draft.proposal().case_id, "write_proposal").id
    sheet.form("/paper").submit(**with_rows())
    case = visit(people.focal_point).page("cases.show", case_id=draft.proposal_case())
    assert "đã ghi thay Sở Công Thương theo văn bản số 215/SCT-KH" in case.text
    assert "người ký: Trần Văn Bình" in case.text
    assert ROW["content"] in case.text
    assert OFFER not in case.text
    inbox = visit(people.focal_point).page("tasks.inbox")
    assert f"/tasks/{task_id}" not in [link["href"] for link in inbox.all("a")]


def test_who_takes_it_in_reads_the_rows_above_the_form(draft, sheet, visit, people):
    sheet.form("/paper").submit(**with_rows())
    with units.reading():
        task_id = open_task(draft.proposal().case_id, "take_in").id
    assert ROW["content"] in visit(people.specialist).page("tasks.show", task_id=task_id).text


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"channel": ""}, "channel"),
        ({"channel": "system"}, "channel"),
        ({"number": ""}, "number"),
        ({"signer": ""}, "signer"),
        ({"signed_on": "31/02/2026"}, "signed_on"),
        ({"received_on": "21/11/2026"}, "received_on"),
        ({"received_time": "sáng"}, "received_time"),
        ({"rows[0].time": "Mùa hè"}, "rows[0].time"),
        ({"rows[0].result": ""}, "rows[0].result"),
    ],
)
def test_what_is_wrong_is_explained_at_its_field_and_keeps_what_was_typed(draft, sheet, wrong, field):
    answer = sheet.form("/paper").submit(422, **with_rows(**wrong))
    assert answer.all(f'.errsum a[href="#{field}"]')
    assert answer.one('[name="rows[0].coordinating"]').text == ROW["coordinating"]
    with units.reading():
        assert draft.proposal().state is ProposalState.not_started


@pytest.mark.parametrize("wrong", [{"number": ""}, {"received_on": "21/11/2026"}], ids=["missing", "to come"])
def test_letter_and_rows_are_corrected_in_one_go(sheet, wrong):
    answer = sheet.form("/paper").submit(422, **with_rows(**wrong, **{"rows[0].result": ""}))
    assert len(answer.all(".errsum li")) == 2


def test_a_row_is_added_without_scripts(sheet):
    answer = sheet.form("/paper").submit(**with_rows(_row="add:rows"))
    assert answer.all('[name="rows[1].content"]')


def test_the_script_learns_which_fields_do_not_apply(draft, visit, people):
    visitor = visit(people.specialist)
    page = visitor.page("drafting.paper", case_id=draft.proposal_case())
    token = page.all("form [name=csrf_token]")[0]["value"]
    path = visitor.url("drafting.paper_conditions", case_id=draft.proposal_case())
    typed = {"fields": {"is_nil": ["", "true"]}}
    answer = visitor.client.post(path, json=typed, headers={"X-CSRFToken": token})
    assert answer.json == {"hidden": ["rows"]}


def test_sending_twice_says_that_it_is_recorded(draft, sheet):
    sheet.form("/paper").submit(**with_rows())
    assert "Ở đây không còn chờ trả lời" in sheet.form("/paper").submit(**with_rows()).text


def test_too_late_is_said_on_the_case(draft, sheet):
    draft.close()
    assert "Không ghi được nữa" in sheet.form("/paper").submit(**with_rows()).text


def test_it_is_offered_to_who_may_record_it_and_to_nobody_else(draft, visit, people):
    case_id = draft.proposal_case()
    for person in (people.specialist, people.coordinator):
        assert OFFER in visit(person).page("cases.show", case_id=case_id).text
        assert OFFER in visit(person).page("drafting.show", drafting_id=draft.id).text
    for person in (people.leader, people.auditor):
        assert OFFER not in visit(person).page("cases.show", case_id=case_id).text
        assert OFFER not in visit(person).page("drafting.show", drafting_id=draft.id).text
        visit(person).page("drafting.paper", 403, case_id=case_id)
    for person in (people.focal_point, people.head, people.outsider):
        visit(person).page("drafting.paper", 404, case_id=case_id)


def test_returned_the_form_says_from_which_document_it_begins(draft, sheet, visit, people):
    sheet.form("/paper").submit(**with_rows())
    draft.take_in(RETURN)
    with units.reading():
        task_id = open_task(draft.proposal().case_id, "write_proposal").id
    page = visit(people.focal_point).page("tasks.show", task_id=task_id)
    assert "Biểu bắt đầu bằng nội dung văn bản số 215/SCT-KH ngày 19/11/2026 của cơ quan, do Sở ghi lại." in page.text


def test_who_takes_it_in_reads_that_the_typed_one_was_replaced(draft, visit, people):
    draft.write({"rows": [ROW]})
    visit(people.specialist).page("drafting.paper", case_id=draft.proposal_case()).form("/paper").submit(**with_rows())
    with units.reading():
        task_id = open_task(draft.proposal().case_id, "take_in").id
    page = visit(people.specialist).page("tasks.show", task_id=task_id)
    assert "Đã được thay bằng văn bản số 215/SCT-KH ngày 19/11/2026 của cơ quan." in page.text
