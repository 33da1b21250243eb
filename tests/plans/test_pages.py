"""The pages of plans, as each role meets them."""

import io

import pytest

from app.extensions import db
from app.plans.models import Plan
from tests.plans.documents import NAME, plan_docx


def uploaded(visitor, content: bytes, name: str, **more):
    form = visitor.page("plans.new").form("/plans")
    return form.submit(**{"file": (io.BytesIO(content), name), "is_open": "true", **more})


def test_the_coordinator_uploads_a_plan_and_sees_its_rows(register, people, visit):
    page = uploaded(visit(people.coordinator), plan_docx(), NAME)
    assert page.path.endswith("/reading")
    assert "Đủ 9/9 dòng của bảng, không bỏ sót dòng nào." in page.text
    assert len(page.all("article.pair")) == 4


@pytest.mark.parametrize("show", ["decide", "look", "sure", "aside"])
def test_each_list_of_rows_can_be_opened(plan, people, page, show):
    page("plans.reading", as_=people.coordinator, plan_id=plan.id, show=show)


def test_the_printed_row_stands_beside_what_was_understood(plan, people, page):
    text = page("plans.reading", as_=people.coordinator, plan_id=plan.id, show="decide").one("#row-2").text
    assert "Sở TT&TT; Sở KH&CN" in text
    assert "Sở Thông tin và Truyền thông kết thúc hoạt động ngày 28/02/2025" in text


@pytest.mark.parametrize(
    ("endpoint", "values"), [("plans.proposals", {}), ("plans.forcing", {}), ("plans.discarding", {})]
)
def test_the_other_steps_can_be_opened(plan, people, page, endpoint, values):
    page(endpoint, as_=people.coordinator, plan_id=plan.id, **values)


def test_everybody_sees_a_plan_in_force(in_force, people, page):
    for person in (people.focal_point, people.head, people.specialist, people.auditor, people.committee_office):
        assert in_force.title in page("plans.index", as_=person).text
        assert "Rà soát văn bản về đo lường" in page("plans.show", as_=person, plan_id=in_force.id).text
        page("plans.targets", as_=person, plan_id=in_force.id)


def test_a_focal_point_sees_the_own_tasks_first(in_force, people, page):
    shown = page("plans.show", as_=people.outsider, plan_id=in_force.id)
    assert "Cơ quan bạn có phần trong 1 nhiệm vụ" in shown.text
    assert "Quản lý cân tại chợ" in shown.all("table.annex")[0].text


def test_a_focal_point_does_not_know_of_a_plan_that_is_being_read(plan, people, page, visit):
    assert plan.title not in page("plans.index", as_=people.focal_point).text
    visit(people.focal_point).page("plans.show", 404, plan_id=plan.id)
    visit(people.focal_point).page("plans.document", 404, plan_id=plan.id)


def test_a_specialist_reads_along_without_deciding(plan, people, page):
    shown = page("plans.reading", as_=people.specialist, plan_id=plan.id, show="decide")
    assert shown.all("article.pair")
    assert not shown.all("form.decide")


def test_the_original_comes_back_as_it_was_uploaded(plan, people, visit):
    response = visit(people.specialist).client.get(f"/plans/{plan.id}/document")
    assert response.data == plan_docx()
    assert response.headers["Content-Disposition"].startswith("attachment")


def test_the_annex_is_filtered_by_words_agency_and_doubt(in_force, people, page):
    def found(**wish) -> list[str]:
        shown = page("plans.show", as_=people.specialist, plan_id=in_force.id, **wish)
        return [cell.text for cell in shown.all("table.annex td.inl")]

    assert found(q="cot do") == ["2"]
    assert found(agency=people.agency.id) == ["1", "2", "3"]
    assert found(doubt=1) == ["2", "5", "6"]
    assert found(q="không có đâu") == []


@pytest.mark.parametrize(
    ("content", "name", "more", "sentence"),
    [
        (b"", NAME, {}, "Tệp trống"),
        (b"abc", "ke-hoach.pdf", {}, ".docx, .xlsx, .txt"),
        (b"khong co bang nao", "ke-hoach.txt", {}, "Không tìm thấy bảng phân công nhiệm vụ"),
        (plan_docx(), NAME, {"issued": "31/11/2026"}, "Ngày này không có trong lịch"),
        (plan_docx(), NAME, {"is_open": ""}, "bí mật nhà nước"),
    ],
)
def test_a_wrong_upload_says_what_to_do_and_keeps_nothing(people, visit, reading, content, name, more, sentence):
    form = visit(people.coordinator).page("plans.new").form("/plans")
    page = form.submit(422, **{"file": (io.BytesIO(content), name), "is_open": "true", **more})
    assert page.title.startswith("Lỗi:")
    assert sentence in page.one(".errsum").text
    with reading():
        assert db.session.query(Plan).count() == 0


def test_a_decision_is_kept_and_the_list_goes_on(plan, people, page, key_of):
    shown = page("plans.reading", as_=people.coordinator, plan_id=plan.id, show="decide")
    after = shown.form(f"/agencies/{key_of('2')[1]}").submit(answer="drop")
    assert "#row-2" not in [article["id"] for article in after.all("article.pair")]
    assert len(after.all("article.pair")) == 3


def test_an_answer_that_says_nothing_is_refused_and_keeps_what_was_typed(plan, people, page, key_of):
    shown = page("plans.reading", as_=people.coordinator, plan_id=plan.id, show="decide")
    after = shown.form(f"/agencies/{key_of('5')[1]}").submit(422, answer="other", agency="Trung tâm Không Có")
    assert after.title.startswith("Lỗi:")
    assert "Trung tâm Không Có" in [field["value"] for field in after.all("input[type=text]")]


def test_the_plan_is_put_in_force_once_its_leads_are_settled(plan, people, page):
    shown = page("plans.forcing", as_=people.coordinator, plan_id=plan.id)
    refused = shown.form("/force").submit(409)
    assert "Còn 2 dòng chưa có cơ quan chủ trì" in refused.one(".errsum").text
    accepted = refused.form("/force").submit(leads_as_text="true")
    assert accepted.path == f"/plans/{plan.id}"


def test_a_row_that_is_no_task_moves_to_the_other_list_and_back(plan, people, page, key_of):
    shown = page("plans.reading", as_=people.coordinator, plan_id=plan.id, show="sure")
    shown.form(f"/rows/{key_of('1')[0]}/aside").submit()
    aside = page("plans.reading", as_=people.coordinator, plan_id=plan.id, show="aside")
    assert "Rà soát văn bản về đo lường" in aside.text
    assert aside.form("/positions/1/anew").submit().path.startswith(f"/plans/{plan.id}/rows/")
