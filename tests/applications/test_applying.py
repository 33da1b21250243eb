"""Apply without an account: nothing but a draft until the address is confirmed."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.applications.models import Application, ApplicationDraft
from app.applications.service.drafting import forget_expired
from app.cases.models import Case
from app.extensions import db
from tests.applications.laboratory import KEY, TYPED, code_in, everything, letters, link_in
from tests.support.clock import NOW

pytestmark = pytest.mark.database


def counted(table) -> int:
    return db.session.scalar(select(func.count()).select_from(table))


def test_opening_the_form_keeps_nothing(applicant, reading):
    applicant.visitor.open(f"/apply/{KEY}")
    with reading():
        assert counted(ApplicationDraft) == 0


def test_the_script_learns_which_fields_apply_to_what_is_typed(applicant):
    token = applicant.visitor.open(f"/apply/{KEY}").all("form [name=csrf_token]")[0]["value"]

    def hidden(**typed: list[str]) -> list[str]:
        told = {"json": {"fields": typed}, "headers": {"X-CSRFToken": token}}
        return applicant.visitor.client.post(f"/apply/{KEY}/conditions", **told).json["hidden"]

    assert hidden(contact_phone=[""]) == ["best_time"]
    assert hidden(contact_phone=["0900 000 111"]) == []


def test_a_draft_opens_again_by_its_link_and_no_other(applicant, visit):
    page = applicant.visitor.open(f"/apply/{KEY}")
    kept = page.form(f"/apply/{KEY}").submit(organisation_name="Phòng thử nghiệm Sông Lam", _save="")
    assert kept.path != f"/apply/{KEY}"
    again = visit().open(kept.path)
    assert again.one("[name=organisation_name]")["value"] == "Phòng thử nghiệm Sông Lam"
    visit().open(kept.path[:-4] + "AAAA", status=404)


def test_before_it_is_confirmed_there_is_no_application_and_no_case(applicant, reading):
    page = applicant.send()
    assert "loan@songlam.example" in page.text
    with reading():
        assert (counted(Application), counted(Case), counted(ApplicationDraft)) == (0, 0, 1)


def test_following_the_link_confirms_nothing_pressing_the_button_does(applicant, reading):
    applicant.send()
    applicant.visitor.open(link_in(letters()[0]))
    with reading():
        assert counted(Application) == 0
    page = applicant.confirm()
    assert code_in(letters()[-1]) in page.text
    with reading():
        assert (counted(Application), counted(Case), counted(ApplicationDraft)) == (1, 1, 0)


def test_the_link_works_once(applicant, reading):
    applicant.send()
    link = link_in(letters()[0])
    applicant.confirm()
    applicant.visitor.open(link, status=404)
    with reading():
        assert counted(Application) == 1


def test_the_link_stops_working_after_three_days_and_when_the_draft_is_changed(applicant, clock):
    applicant.send()
    first = link_in(letters()[0])
    clock.pass_time(days=3, minutes=1)
    applicant.visitor.open(first, status=404)


def test_a_link_that_is_no_longer_good_says_what_to_do(applicant, visit):
    text = visit().open("/apply/confirm/no-longer-good", status=404).text
    assert "Mở thư mới nhất" in text
    assert "danh sách của bạn" not in text


def test_what_is_wrong_is_said_and_what_was_typed_stays(applicant, reading):
    page = applicant.send(422, tax_code="12345", agrees=[])
    assert "Mã số thuế" in page.one(".errsum").text
    assert "Đọc thông báo về dữ liệu cá nhân" in page.one(".errsum").text
    assert page.one("[name=tax_code]")["value"] == "12345"
    assert letters() == []


def test_rows_are_added_without_scripts(applicant):
    page = applicant.visitor.open(f"/apply/{KEY}")
    added = page.form(f"/apply/{KEY}").submit(**{**TYPED, "_row": "add:devices"})
    assert len(added.all("[name='devices[0].name']")) == 1


def test_a_draft_nobody_goes_on_with_leaves_no_trace(applicant, writing):
    applicant.send()
    with writing():
        assert forget_expired(NOW + timedelta(days=14, minutes=1)) == 1
    left = everything()
    assert "songlam" not in left
    assert "Loan" not in left


def test_after_four_letters_an_address_gets_no_more_for_a_while(applicant):
    for _ in range(4):
        applicant.send()
    page = applicant.send(429)
    assert "Bạn đã thử quá nhiều lần" in page.text
    assert page.one("[name=tax_code]")["value"] == TYPED["tax_code"]
    assert len(letters()) == 4
