"""From the request to an accredited, registered laboratory; what is refused, returned, withdrawn on the way."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.cases import timers
from app.cases.models import Case
from app.errors import Forbidden, Invalid
from app.extensions import db
from app.support.errors import TooLateToWithdraw
from app.support.models import LaboratorySupport, Nonconformity, OutcomeKind, Phase
from app.support.queries import count_laboratories, outcomes_of
from app.support.service.withdrawing import withdraw
from app.timeline.outbox_models import OutboxMessage
from tests.laboratories import files
from tests.support import units
from tests.support.clock import NOW

pytestmark = pytest.mark.database
TODAY = date(2026, 11, 20)


def support(file: files.File) -> LaboratorySupport:
    """Return the file's row, in the open unit of work."""
    return db.session.scalars(select(LaboratorySupport).where(LaboratorySupport.case_id == file.case_id)).one()


def counted() -> dict[OutcomeKind, int]:
    with units.reading():
        return {kind: number for kind, number in count_laboratories(TODAY).items() if number}


def test_a_laboratory_comes_to_each_of_the_four_outcomes_by_itself(file):
    file.agree()
    with units.reading():
        assert (support(file).support_amount, support(file).phase) == (180, Phase.training)
    file.prepare()
    assert counted() == {OutcomeKind.system: 1}
    file.accredit()
    assert counted() == {OutcomeKind.system: 1, OutcomeKind.accredited: 1}
    file.do("choose_recognition", {"recognition": "both"}, file.laboratory)
    registered = {
        "registration_result": "granted",
        "registration_number": "12/ĐK",
        "registration_date": "2026-11-19",
        "registration_issuer": "Ủy ban Tiêu chuẩn Đo lường Chất lượng Quốc gia",
        "registration_scope": "Hiệu chuẩn cân",
    }
    file.do("record_registration", registered)
    file.do("record_designation", {"designation_result": "none"})
    assert counted() == {OutcomeKind.system: 1, OutcomeKind.accredited: 1, OutcomeKind.registered: 1}
    with units.reading():
        accredited = outcomes_of(file.case_id)[OutcomeKind.accredited]
        assert (accredited.number, accredited.issuer, accredited.valid_until) == (
            "VILAS 9999",
            files.BODY,
            date(2029, 11, 18),
        )


def test_two_files_of_one_laboratory_count_once(file, people):
    file.agree()
    file.prepare()
    again = files.ask_again(people)
    again.agree()
    again.prepare()
    assert counted() == {OutcomeKind.system: 1}


def test_surveillance_comes_every_year_until_the_accreditation_is_lost(file):
    file.agree()
    file.prepare()
    file.accredit()
    file.do("choose_recognition", {"recognition": "none"}, file.laboratory)
    with units.reading():
        assert support(file).phase is Phase.maintenance
    with units.writing():
        year = db.session.get_one(Case, file.case_id).next_due
        timers.fire(file.case_id, year)
    kept = {"surveillance_decision": "keep", "surveyed_on": "2027-10-10", "surveillance_note": "Giữ"}
    file.do("surveillance", kept, file.laboratory, now=year)
    with units.writing():
        second = db.session.get_one(Case, file.case_id).next_due
        timers.fire(file.case_id, second)
    assert second - year > timedelta(days=300)
    file.do("surveillance", {"surveillance_decision": "change"}, file.laboratory, now=second)
    lost = {"reassessment_decision": "lost", "ended_on": "2028-09-01", "end_reason": "Không duy trì"}
    file.do("record_reassessment", lost, now=second)
    assert file.status() == "completed"
    with units.reading():
        assert support(file).phase is Phase.closed
        assert count_laboratories(date(2028, 9, 1))[OutcomeKind.accredited] == 0
        assert count_laboratories(date(2028, 8, 31))[OutcomeKind.accredited] == 1


def test_the_table_tells_the_specialist_what_speaks_against_a_request(file, people):
    outside = files.ask_again(people, is_in_province=False)
    with units.reading():
        assert support(outside).eligibility == "refuse"
        assert "ngoài tỉnh" in support(outside).eligibility_reason
        assert support(file).eligibility == "support"


def test_an_incomplete_request_is_completed_and_judged_anew(file, people):
    file.do("check_request", {"support_decision": "return", "return_reason": "Ghi rõ số người"})
    assert file.elements() == ["complete_request"]
    file.do("complete_request", {**files.REQUEST, "staff": 1}, file.laboratory)
    assert file.elements() == ["check_request"]
    with units.reading():
        assert support(file).eligibility == "look"


def test_a_refusal_is_told_with_its_reason(file):
    file.do("check_request", {"support_decision": "refuse", "refusal_reason": "Ngoài phạm vi năm nay"})
    assert file.status() == "completed"
    with units.reading():
        assert (support(file).phase, support(file).end_reason) == (Phase.refused, "Ngoài phạm vi năm nay")
        mails = db.session.scalars(select(OutboxMessage).where(OutboxMessage.kind == "support_refused")).all()
        assert mails
        assert all("Ngoài phạm vi năm nay" in mail.text for mail in mails)


def test_a_survey_is_not_sent_before_every_clause_is_assessed(file):
    file.do("check_request", files.ACCEPT)
    with pytest.raises(Invalid) as refused:
        file.do("survey", files.SURVEY)
    assert list(refused.value.errors) == ["survey_summary"]
    assert file.elements() == ["survey"]


@pytest.mark.parametrize("who", ["finance", "head", "leader"])
def test_whoever_returns_the_agreement_sends_it_back_to_its_author(file, who):
    people = file.people
    file.do("check_request", files.ACCEPT)
    file.assess_all()
    file.do("survey", files.SURVEY)
    file.do("draft_agreement", files.AGREEMENT)
    steps = [
        ("finance", "budget_opinion", "budget_decision", people.outsider),
        ("head", "laboratory_agrees", "agreement_decision", people.head),
        ("leader", "sign_document", "sign_decision", people.leader),
    ]
    for name, element, decision, person in steps:
        if name == who:
            file.do(element, {decision: "return", "return_reason": "Giảm kinh phí"}, person.actor)
            break
        file.do(element, {decision: "agree"}, person.actor)
    assert file.elements() == ["draft_agreement"]


def test_nonconformities_are_corrected_in_rounds_until_they_are_accepted(file):
    file.agree()
    file.prepare()
    file.do("apply", files.APPLY, file.laboratory)
    file.do("on_site_assessment", files.NONCONFORMING, file.laboratory)
    fixed = {"corrections": [{"number": "1", "corrected_on": "2026-11-19", "action": "Bổ sung độ trễ"}]}
    file.do("correct", fixed, file.laboratory)
    file.do(
        "check_corrections",
        {"corrections_decision": "return", "corrections_due": "2026-12-20", "return_reason": "Thiếu bảng tính"},
    )
    assert file.elements() == ["correct"]
    file.do("correct", fixed, file.laboratory)
    file.do("check_corrections", {"corrections_decision": "accept"})
    assert file.elements() == ["record_decision"]
    with units.reading():
        assert [row.accepted_at is not None for row in db.session.scalars(select(Nonconformity))] == [True]


def test_what_a_certificate_cannot_say_is_refused(file):
    file.agree()
    file.prepare()
    file.do("apply", files.APPLY, file.laboratory)
    wrong = {**files.FINDING, "clause": "9.9"}
    with pytest.raises(Invalid) as refused:
        file.do("on_site_assessment", {**files.NONCONFORMING, "nonconformities": [wrong]}, file.laboratory)
    assert list(refused.value.errors) == ["nonconformities[0].clause"]
    file.do("on_site_assessment", files.CONFORMING, file.laboratory)
    with pytest.raises(Invalid) as refused:
        file.do("record_decision", {**files.GRANTED, "valid_until": "2026-01-01"})
    assert list(refused.value.errors) == ["valid_until"]
    assert counted() == {OutcomeKind.system: 1}


def test_a_laboratory_may_withdraw_until_it_is_accredited(file, people):
    file.agree()
    with pytest.raises(Forbidden), units.writing():
        withdraw(file.case_id, "Thay đổi", actor=file.specialist, now=NOW)
    with units.writing():
        withdraw(file.case_id, "Chuyển trụ sở", actor=file.laboratory, now=NOW)
    assert file.status() == "completed"
    with units.reading():
        assert (support(file).phase, support(file).end_reason) == (Phase.withdrawn, "Chuyển trụ sở")
    with pytest.raises(TooLateToWithdraw), units.writing():
        withdraw(file.case_id, "Lần nữa", actor=file.laboratory, now=NOW)


def test_a_phase_that_drags_on_gives_the_specialist_a_task_and_stops_nobody(file):
    file.agree()
    file.do("training", files.TRAINING, file.laboratory)
    with units.writing():
        slow = db.session.get_one(Case, file.case_id).next_due
        timers.fire(file.case_id, slow)
    assert file.elements() == ["documents", "review_slow"]
    file.do("documents", files.DOCUMENTS, file.laboratory)
    assert "review_slow" in file.elements()


def test_a_laboratory_that_was_not_accredited_keeps_its_system(file):
    file.agree()
    file.prepare()
    file.do("apply", files.APPLY, file.laboratory)
    file.do("on_site_assessment", files.CONFORMING, file.laboratory)
    file.do("record_decision", {"accreditation_decision": "refused", "refusal_note": "Chưa đủ hồ sơ"})
    assert file.status() == "completed"
    with units.reading():
        assert support(file).phase is Phase.system_only
    assert counted() == {OutcomeKind.system: 1}
