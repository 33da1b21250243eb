"""The pages of letters, as the people of the department see them."""

import io
import zipfile

import pytest
from docx import Document
from sqlalchemy import select

from app.cases.jobs import run_due
from app.documents.letters import drafting
from app.documents.letters.models import Letter, LetterOrder
from app.extensions import db
from tests.documents.letters.conftest import ISSUE, LATE
from tests.documents.measuring import measured
from tests.files.made import PDF

FORM = {
    "who": "all",
    "how": "together",
    "ask_before": "14/12/2026",
    "signing": "deputy",
    "signer": "Vũ Đức Long",
    "unit": "TĐC",
}
ENTERED = {"number": ISSUE.number, "issued_on": "04/12/2026", "signer": ISSUE.signer, "not_secret": "1"}


@pytest.fixture
def coordinator(late, visit, people):
    return visit(people.coordinator)


@pytest.fixture
def send(coordinator, late, people):
    """Fill the form of drafting in and send it, as the coordinator."""

    def send(status=200, kind="chase", **changes):
        page = coordinator.page("letters.new", campaign_id=late.campaign_id, kind=kind)
        fields = {**FORM, "contact": str(people.specialist.id), **changes}
        return page.form("/letters").submit(status, **fields)

    return send


@pytest.fixture
def record(coordinator):
    """Open one of the small forms of a letter, fill it in and send it."""

    def record(path, what, status=200, **fields):
        return coordinator.open(f"{path}/{what}").form(what).submit(status, **fields)

    return record


def signed():
    return (io.BytesIO(PDF), "512.pdf")


def test_the_round_leads_to_its_letters(coordinator, late):
    page = coordinator.page("campaigns.show", campaign_id=late.campaign_id)
    assert "Soạn công văn đôn đốc" in page.text
    assert "/letters/new" in page.response.text


def test_before_anything_is_drafted_the_page_shows_who_is_in_who_is_not_and_why(coordinator, late):
    late.file(now=LATE)
    late.approve(now=LATE)
    page = coordinator.page("letters.new", campaign_id=late.campaign_id)
    assert "1 cơ quan quá hạn" in page.text
    assert "danh bạ chưa có thư điện tử" in page.text
    outside = page.one("#outside").text
    assert "Sở Công Thương" in outside
    assert "Đã gửi báo cáo, muộn" in outside


def test_one_click_drafts_with_what_the_form_proposes(coordinator, late, people):
    form = coordinator.page("letters.new", campaign_id=late.campaign_id).form("/letters")
    assert form.fields["ask_before"] == ["14/12/2026"]
    assert form.fields["contact"] == [str(people.coordinator.id)]
    drafted = form.submit()
    assert "Đã soạn dự thảo" in drafted.text
    assert "V/v đôn đốc báo cáo kết quả thực hiện Kế hoạch 86/KH-UBND năm 2026" in drafted.text
    assert "Dự thảo, chờ số" in drafted.text


def test_what_was_chosen_last_is_proposed_again(send, coordinator, late):
    send()
    fields = coordinator.page("letters.new", campaign_id=late.campaign_id).form("/letters").fields
    assert (fields["signing"], fields["signer"], fields["unit"]) == (["deputy"], ["Vũ Đức Long"], ["TĐC"])


def test_what_is_wrong_with_the_form_is_said_and_what_was_typed_is_kept(send):
    page = send(422, ask_before="24/11/2027", who="chosen", signer="Người Ký")
    assert "Chọn ít nhất một cơ quan." in page.text
    assert 'value="Người Ký"' in page.response.text
    assert "Chọn ngày làm việc trong sáu tháng tới." in send(422, ask_before="24/11/2027").text
    assert "Chọn người để các cơ quan liên hệ." in send(422, contact="999999").text
    assert "Chọn người ký." in send(422, signing="emperor").text


def test_both_files_come_down_and_say_the_same(send, coordinator):
    path = send().path
    word = coordinator.client.get(f"{path}/letter.docx")
    pdf = coordinator.client.get(f"{path}/letter.pdf")
    assert pdf.mimetype == "application/pdf"
    assert "cong-van-don-doc-1-so-cong-thuong.pdf" in pdf.headers["Content-Disposition"]
    printed, written = measured(pdf.data), Document(io.BytesIO(word.data))
    cells = [cell.text for table in written.tables for row in table.rows for cell in row.cells]
    words = " ".join([*(paragraph.text for paragraph in written.paragraphs), *cells]).split()
    assert sorted(printed.text.split()) == sorted(words)


def test_one_letter_to_each_can_be_packed(send, coordinator):
    page = send(how="each")
    assert page.path.startswith("/campaigns/letters/orders/")
    assert "2/2" in page.text
    packed = coordinator.client.get(f"{page.path}/letters.zip")
    names = zipfile.ZipFile(io.BytesIO(packed.data)).namelist()
    assert len(names) == 4
    assert {name.rsplit(".", 1)[1] for name in names} == {"docx", "pdf"}


def test_the_progress_asks_for_itself_until_all_is_drafted(send, coordinator, monkeypatch, app):
    monkeypatch.setattr(drafting, "BATCH", 1)
    path = send(how="each").path
    part = coordinator.client.get(path, headers={"HX-Request": "true"})
    assert f'hx-get="{path}"' in part.text
    assert "<h1" not in part.text
    with app.app_context():
        run_due(lambda: LATE)
    part = coordinator.client.get(path, headers={"HX-Request": "true"})
    assert "hx-get" not in part.text
    assert part.headers["HX-Refresh"] == "true"


def test_recording_correcting_and_withdrawing_on_pages(send, record, coordinator):
    path = send().path
    assert "Thêm tệp PDF của văn bản đã ký." in record(path, "issue", 422, **ENTERED).text
    page = record(path, "issue", **ENTERED, file=signed())
    assert "Đã ban hành" in page.text
    assert "512/SKHCN-TĐC ngày 04/12/2026" in page.text
    with coordinator.client.get(f"{path}/signed.pdf") as kept:
        assert kept.data == PDF
    page = record(path, "correct", number="521/SKHCN-TĐC", reason="Gõ nhầm số")
    assert "sửa thông tin văn bản số 512/SKHCN-TĐC" in page.text
    assert "Gõ nhầm số" in page.text
    page = record(path, "withdraw", reason="Thay bằng công văn 530")
    assert "Đã thu hồi" in page.text
    coordinator.open(f"{path}/correct", 409)


@pytest.mark.parametrize("number", ["512", "SKHCN-TĐC", "/SKHCN-TĐC", "512/SK<HCN", ""])
def test_a_number_comes_with_its_symbol(send, record, number):
    page = record(send().path, "issue", 422, **{**ENTERED, "number": number})
    assert "Nhập số, ký hiệu như trên văn bản" in page.text


def test_the_letter_stands_on_the_agencys_page_and_on_that_of_the_round(send, record, coordinator, late, people):
    record(send().path, "issue", **ENTERED, file=signed())
    page = coordinator.page("campaigns.agency", campaign_id=late.campaign_id, agency_id=people.agency.id)
    assert "512/SKHCN-TĐC" in page.text
    assert "512/SKHCN-TĐC" in coordinator.page("letters.index", campaign_id=late.campaign_id).text


def test_a_draft_is_deleted_from_its_page(send, reading):
    page = send().form("/delete").submit()
    assert "Đã xóa dự thảo." in page.text
    with reading():
        assert db.session.scalars(select(Letter)).all() == []


def test_the_drafts_of_an_order_are_deleted_together(send, reading):
    page = send(how="each").form("/discard").submit()
    assert "Đã xóa các dự thảo." in page.text
    with reading():
        assert db.session.scalars(select(LetterOrder)).one().is_discarded
        assert db.session.scalars(select(Letter)).all() == []


@pytest.mark.parametrize(("somebody", "shown", "changing"), [
    ("leader", 200, 403), ("auditor", 200, 403), ("specialist", 404, 404), ("focal_point", 404, 404),
    ("head", 404, 404), ("committee_office", 404, 404), ("administrator", 404, 404),
])  # fmt: skip
def test_leaders_and_auditors_read_and_others_learn_nothing(send, late, visit, people, somebody, shown, changing):
    path = send().path
    visitor = visit(getattr(people, somebody))
    client, token = (
        visitor.client,
        {"X-CSRFToken": visitor.page("account.show").one("meta[name=csrf-token]")["content"]},
    )
    for address in (path, f"{path}/letter.docx", f"{path}/letter.pdf", f"/campaigns/{late.campaign_id}/letters"):
        assert client.get(address).status_code == shown, address
    assert client.get(f"/campaigns/{late.campaign_id}/letters/new").status_code == changing
    for address in (f"{path}/delete", f"{path}/issue", f"{path}/withdraw", f"/campaigns/{late.campaign_id}/letters"):
        assert client.post(address, headers=token).status_code == changing, address


def test_an_auditor_reads_letters_without_the_names_of_people(send, visit, people):
    path = send().path
    auditor = visit(people.auditor)
    page = auditor.open(path)
    pdf = measured(auditor.client.get(f"{path}/letter.pdf").data).text
    word = Document(io.BytesIO(auditor.client.get(f"{path}/letter.docx").data)).element.xml
    for name in (people.specialist.name, "Vũ Đức Long"):
        assert name not in page.text
        assert name not in pdf
        assert name not in word
    assert "Sở Công Thương" in pdf


@pytest.mark.parametrize(
    "address", ["/campaigns/letters/999999", "/campaigns/letters/999999/letter.pdf", "/campaigns/letters/orders/999999"]
)
def test_a_letter_that_is_not_there_is_not_found(coordinator, address):
    assert coordinator.client.get(f"/campaigns/letters/{address}").status_code == 404


def test_the_second_step_is_drafted_from_the_same_page(send, coordinator, late):
    page = coordinator.page("letters.new", campaign_id=late.campaign_id, kind="report")
    assert "Soạn báo cáo Ủy ban nhân dân" in page.h1
    drafted = send(kind="report")
    assert "Kính gửi: Ủy ban nhân dân tỉnh Lam Giang" in drafted.text
