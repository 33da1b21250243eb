"""A plan in force is amended: proposed row by row, signed, approved, issued as a version of its own."""

from datetime import date

import pytest

from app.amendments.errors import AmendmentRunning, AmendmentSubmitted
from app.amendments.queries import changes_of, running_amendment
from app.amendments.service import finishing
from app.amendments.service.changing import add_row, change_added_row, change_row, drop_row, take_back
from app.amendments.service.starting import begin_amendment
from app.cases.cancelling import cancel_case
from app.errors import Forbidden, Invalid
from app.extensions import db
from app.plans.errors import PlanNotInForce, RowNotFound
from app.plans.models import Part, Plan, PlanStatus
from app.plans.queries import duties_of
from app.plans.versions import current_row, versions_of
from app.reports.queries import obligations
from app.timeline.log import Subject
from app.timeline.queries import entries
from tests.amendments.plans import SUBMIT, WHY, cells, make_plan, rows_of
from tests.reports.rounds import open_elements
from tests.support import steps

pytestmark = pytest.mark.database

LATER = cells(time_text="Quý IV năm 2027", content="Tập huấn pháp luật về đo lường cho tiểu thương")
NEW = {
    "number": "4",
    "content": "Kiểm tra nhãn hàng đóng gói sẵn",
    "lead_text": "Sở Công Thương",
    "time_text": "Năm 2027",
}


@pytest.fixture
def proposed(amendment, writing, now, people):
    """The first row changed, the second dropped, one added to the first group."""
    coordinator = people.coordinator.actor
    with writing():
        change_row(amendment.case_id, amendment.row_ids[0], LATER, "Lùi tiến độ.", actor=coordinator, now=now)
        drop_row(amendment.case_id, amendment.row_ids[1], "Không còn kinh phí.", actor=coordinator, now=now)
        add_row(amendment.case_id, ("I. Tuyên truyền",), NEW, "Yêu cầu mới.", actor=coordinator, now=now)
    return amendment


@pytest.fixture
def issued(proposed):
    """The amendment in force."""
    proposed.submit()
    proposed.approve()
    return proposed


def test_the_amended_version_is_in_force_and_the_former_one_keeps_its_words(issued, reading):
    with reading():
        old, new = versions_of(db.session.get_one(Plan, issued.plan_id))
        assert (old.status, new.status) == (PlanStatus.replaced, PlanStatus.in_force)
        assert (new.number, new.issued, new.amends_id) == ("310/QĐ-UBND", date(2026, 11, 20), old.id)
        assert [row.content for row in rows_of(old.id)][1] == "In tờ rơi về cân đối chứng"
        assert [(row.number, row.replaces_id) for row in rows_of(new.id)] == [
            ("1", issued.row_ids[0]),
            ("4", None),
            ("3", issued.row_ids[2]),
        ]


def test_a_changed_time_is_read_anew_and_a_dropped_row_goes_nowhere(issued, reading):
    with reading():
        changed = current_row(issued.row_ids[0])
        assert (changed.content, changed.first_due) == (LATER["content"], date(2027, 12, 31))
        assert current_row(issued.row_ids[1]) is None


def test_an_unchanged_row_keeps_whom_a_person_decided_on(proposed, writing, reading, people):
    with writing():
        part = rows_of(proposed.plan_id)[2].parts[0]
        part.agency_id, part.decided_by_id = people.other_agency.id, people.coordinator.id
    proposed.submit()
    proposed.approve()
    with reading():
        parts = current_row(proposed.row_ids[2]).parts
        assert [(one.part, one.agency_id, one.decided_by_id) for one in parts] == [
            (Part.lead, people.other_agency.id, people.coordinator.id)
        ]


def test_line_breaks_of_a_printed_row_stay_where_its_words_stay(amendment, writing, people, now):
    coordinator, row_id = people.coordinator.actor, amendment.row_ids[0]
    with writing():
        rows_of(amendment.plan_id)[0].content = "Tập huấn\npháp luật về đo lường"
    with writing():
        change_row(amendment.case_id, row_id, cells(time_text="Năm 2027"), WHY, actor=coordinator, now=now)
        assert changes(amendment)[0].texts["content"] == "Tập huấn\npháp luật về đo lường"


def test_the_reporting_duty_goes_on_with_the_new_version_and_is_not_laid_twice(issued, reading):
    with reading():
        (duty,) = obligations()
        new = versions_of(db.session.get_one(Plan, issued.plan_id))[-1]
        assert duty.plan_id == new.id
        assert len(duties_of(new.id)) == 1


def test_the_coordinator_looks_at_what_follows_and_the_amendment_ends(issued, reading, people):
    with reading():
        assert open_elements(issued.case_id) == ["review_dropped"]
    issued.do("review_dropped", {"is_reviewed": True}, "coordinator")
    with reading():
        assert issued.row.ended_at is not None


def test_putting_it_in_force_twice_makes_one_version(issued, writing, reading, now):
    with writing():
        finishing.put_in_force(issued.case_id, now)
    with reading():
        assert len(versions_of(db.session.get_one(Plan, issued.plan_id))) == 2


def test_nothing_is_submitted_that_changes_nothing(amendment):
    with pytest.raises(Invalid) as refused:
        amendment.submit()
    assert list(refused.value.errors) == ["proposal_decision"]


def test_what_is_submitted_can_be_edited_again_only_once_it_is_returned(proposed, writing, people, now):
    proposed.submit()
    coordinator = people.coordinator.actor
    with writing(), pytest.raises(AmendmentSubmitted):
        drop_row(proposed.case_id, proposed.row_ids[2], "Bỏ.", actor=coordinator, now=now)
    proposed.do("sign_document", {"sign_decision": "return", "return_reason": "Giữ lại dòng 2."}, "leader")
    with writing():
        change = next(one for one in changes(proposed) if one.task_id == proposed.row_ids[1])
        take_back(proposed.case_id, change.id, actor=coordinator, now=now)
        assert len(changes(proposed)) == 2


def added(amendment):
    return next(one for one in changes(amendment) if one.task_id is None)


def change_the_added_one(amendment, actor, now, group=(), **texts):
    row = {**NEW, **texts}
    return change_added_row(amendment.case_id, added(amendment).id, group, row, "Theo góp ý.", actor=actor, now=now)


def test_a_row_to_be_added_is_changed_before_it_is_issued(proposed, writing, reading, people, now):
    with writing():
        texts = {"content": "Kiểm tra lượng hàng đóng gói sẵn", "time_text": "Quý II năm 2027"}
        change_the_added_one(proposed, people.coordinator.actor, now, **texts)
    proposed.submit()
    proposed.approve()
    with reading():
        new = versions_of(db.session.get_one(Plan, proposed.plan_id))[-1]
        made = [row for row in rows_of(new.id) if row.replaces_id is None]
        assert [(row.content, row.first_due) for row in made] == [
            ("Kiểm tra lượng hàng đóng gói sẵn", date(2027, 6, 30))
        ]
        assert rows_of(new.id)[-1].id == made[0].id  # of no group any more: the last row of the plan


def test_a_changed_row_to_be_added_is_told_and_the_same_again_is_not(proposed, writing, reading, people, now):
    for _ in range(2):
        with writing():
            change_the_added_one(proposed, people.coordinator.actor, now, content="Kiểm tra lượng hàng")
    with reading():
        told = [
            one for one in entries(Subject("case", proposed.case_id)) if one.action == "amendment.added_row_changed"
        ]
        assert [(one.payload["content"], one.payload["reason"]) for one in told] == [
            ("Kiểm tra lượng hàng", "Theo góp ý.")
        ]


def test_a_row_to_be_added_is_checked_again(proposed, writing, people, now):
    with writing(), pytest.raises(Invalid) as refused:
        change_the_added_one(proposed, people.coordinator.actor, now, ("IV. Không có",), lead_text="Sở Không Có")
    assert list(refused.value.errors) == ["lead_text"]


def test_only_rows_to_be_added_are_changed_so_and_only_while_the_amendment_is_open(proposed, writing, people, now):
    coordinator = people.coordinator.actor
    with writing():
        of_a_row, new_one = changes(proposed)[0].id, added(proposed).id
    for change_id in (of_a_row, 4711):
        with writing(), pytest.raises(RowNotFound):
            change_added_row(proposed.case_id, change_id, (), NEW, WHY, actor=coordinator, now=now)
    with writing(), pytest.raises(Forbidden):
        change_added_row(proposed.case_id, new_one, (), NEW, WHY, actor=people.specialist.actor, now=now)
    proposed.submit()
    with writing(), pytest.raises(AmendmentSubmitted):
        change_added_row(proposed.case_id, new_one, (), NEW, WHY, actor=coordinator, now=now)


def test_the_page_of_a_row_to_be_added_begins_with_it_and_takes_it_back(proposed, people, visit, reading):
    with reading():
        change_id = added(proposed).id
    address = {"case_id": proposed.case_id, "change_id": change_id}
    page = visit(people.coordinator).page("amendments.added", **address)
    form = page.form(f"/added/{change_id}")
    assert form.fields["content"] == [NEW["content"]]
    assert form.fields["group"] == ['["I. Tuyên truyền"]']
    answer = form.submit(content="Kiểm tra lượng hàng")
    assert "Dòng bổ sung đã được sửa." in answer.text
    answer = (
        visit(people.coordinator).page("amendments.added", **address).form(f"/added/{change_id}").submit(_take_back="1")
    )
    assert "Kiểm tra lượng hàng" not in answer.text


def test_the_committee_returns_it_with_its_reason(proposed, reading):
    proposed.submit()
    proposed.do("sign_document", steps.SIGN, "leader")
    proposed.do("record_issue", steps.ISSUED, "specialist")
    returned = {"committee_decision": "return", "return_reason": "Chưa rõ nguồn kinh phí."}
    proposed.do("decide_submission", returned, "committee_office")
    with reading():
        assert open_elements(proposed.case_id) == ["propose"]


def test_given_up_it_changes_nothing_and_another_one_may_begin(proposed, writing, reading, people, now):
    proposed.do("propose", {**SUBMIT, "proposal_decision": "withdraw"}, "coordinator")
    with reading():
        assert running_amendment(proposed.plan_id) is None
    with writing():
        begin_amendment(proposed.plan_id, WHY, actor=people.coordinator.actor, now=now)


def test_ending_its_case_ends_the_amendment(proposed, writing, reading, people, now):
    with writing():
        cancel_case(proposed.case_id, "Nhầm kế hoạch.", actor=people.coordinator.actor, now=now)
    with reading():
        assert running_amendment(proposed.plan_id) is None


def test_a_row_that_cannot_stand_in_a_plan_is_refused_by_field(amendment, people, writing, now):
    wrong = [
        (cells(content=" "), WHY, "content"),
        (cells(), WHY, "content"),  # nothing is different
        (cells(lead_text="Sở Không Có Thật"), WHY, "lead_text"),
        (LATER, "  ", "reason"),
    ]
    refused = []
    for texts, reason, _field in wrong:
        with writing(), pytest.raises(Invalid) as invalid:
            change_row(amendment.case_id, amendment.row_ids[0], texts, reason, actor=people.coordinator.actor, now=now)
        refused.append(list(invalid.value.errors))
    assert refused == [[field] for *_, field in wrong]


def test_only_a_coordinator_edits_the_changes(amendment, people, writing, now):
    with writing(), pytest.raises(Forbidden):
        drop_row(amendment.case_id, amendment.row_ids[0], WHY, actor=people.specialist.actor, now=now)


def test_one_amendment_of_a_plan_runs_at_a_time(amendment, people, writing, now):
    with writing(), pytest.raises(AmendmentRunning):
        begin_amendment(amendment.plan_id, WHY, actor=people.coordinator.actor, now=now)


def test_a_former_version_is_not_amended(issued, people, writing, now):
    with writing(), pytest.raises(PlanNotInForce):
        begin_amendment(issued.plan_id, WHY, actor=people.coordinator.actor, now=now)


def test_only_a_coordinator_begins_one(app, database, people, writing, now):
    with writing(), pytest.raises(Forbidden):
        begin_amendment(make_plan(people), WHY, actor=people.focal_point.actor, now=now)


def changes(amendment):
    return changes_of(amendment.row.id)
