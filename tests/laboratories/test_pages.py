"""The pages of supported laboratories, as each role meets them."""

import pytest

from app.support.models import GapState, LaboratorySupport, OutcomeKind, Phase
from app.support.panel import milestones
from app.support.queries import gaps_of
from tests.laboratories.files import REQUEST
from tests.support import processes


@pytest.fixture
def visitor(visit, people):
    """Somebody with a browser of their own, by the name of a person in the stories."""
    return lambda who: visit(getattr(people, who))


def test_a_laboratory_asks_in_its_own_name(file, visitor):
    page = visitor("focal_point").page("support.new")
    form = page.form("/support/new")
    form.fields |= {name: str(value) for name, value in REQUEST.items() if not isinstance(value, bool)}
    form.fields |= {"laboratory": "Phòng Thử nghiệm Vi sinh", "field": "testing"}
    shown = form.submit()
    assert shown.h1 == "Hỗ trợ ISO/IEC 17025: Phòng Thử nghiệm Vi sinh"
    assert "Bốn kết quả, theo dõi riêng" in shown.text


def test_a_request_without_a_name_says_so_and_keeps_the_rest(file, visitor):
    form = visitor("focal_point").page("support.new").form("/support/new")
    form.fields |= {"wanted_scope": "Cân đến 30 kg", "staff": "bốn"}
    page = form.submit(status=422)
    assert "Nhập tên phòng thí nghiệm." in page.text
    assert page.one("[name=wanted_scope]").text == "Cân đến 30 kg"
    assert page.one("[name=staff]")["value"] == "bốn"


def test_a_chapter_is_saved_and_the_next_one_comes(file, visitor, reading):
    form = visitor("specialist").page("support.gaps", case_id=file.case_id).form(f"/support/{file.case_id}/gaps")
    form.fields |= {"gaps[0].state": "met", "gaps[1].state": "partial", "gaps[1].gap": "Chưa có cam kết", "_next": ""}
    page = form.submit()
    assert "Đã lưu: 2 điều khoản thay đổi." in page.text
    assert "Yêu cầu về cơ cấu" in page.text
    assert "Tính khách quan" not in page.text
    with reading():
        assert [item.state for item in gaps_of(file.case_id)][:2] == [GapState.met, GapState.partial]


def test_a_gap_without_words_is_shown_at_its_clause(file, visitor):
    form = visitor("specialist").page("support.gaps", case_id=file.case_id, chapter=7).form("/gaps")
    form.fields |= {"gaps[2].state": "not_applicable", "gaps[2].who": "Lại Thị Hương"}
    page = form.submit(status=422)
    assert "Ghi vì sao không áp dụng." in page.text
    assert page.one("[name='gaps[2].who']")["value"] == "Lại Thị Hương"


def test_the_list_filters_and_counts(file, visitor):
    file.agree()
    page = visitor("coordinator").page("support.index")
    assert "Phòng Hiệu chuẩn Khối lượng" in page.text
    assert "Phòng Hiệu chuẩn Khối lượng" not in visitor("coordinator").page("support.index", outcome="accredited").text
    assert "Phòng Hiệu chuẩn Khối lượng" in visitor("auditor").page("support.index", phase="training").text


def test_the_coordinator_keeps_the_list_of_bodies(file, visitor):
    coordinator = visitor("coordinator")
    form = coordinator.page("support.new_body").form("/support/bodies/new")
    form.fields |= {"name": "Tổ chức công nhận C", "programmes": "CCC"}
    assert "Tổ chức công nhận C" in form.submit().text
    again = coordinator.page("support.new_body").form("/support/bodies/new")
    again.fields |= {"name": "Tổ chức công nhận C"}
    assert "Tổ chức này đã có trong danh sách." in again.submit(status=422).text


def test_withdrawing_needs_a_reason(file, visitor):
    laboratory = visitor("focal_point")
    form = laboratory.page("support.withdrawal", case_id=file.case_id).form("/withdrawal")
    assert "Nhập lý do rút đề nghị." in form.submit(status=422).text
    form.fields["reason"] = "Chuyển trụ sở"
    assert "Đã rút đề nghị." in form.submit().text


def test_before_withdrawing_one_reads_which_steps_end(file, visitor):
    page = visitor("focal_point").page("support.withdrawal", case_id=file.case_id)
    assert "Các bước đang mở sẽ dừng:" in page.text
    assert "Kiểm tra đề nghị: chuyên viên" in page.text


def test_a_filter_that_finds_nothing_says_so_and_leads_back(file, visitor):
    page = visitor("coordinator").page("support.index", outcome="designated")
    assert "Không có phòng thí nghiệm nào khớp" in page.text
    assert "Xem tất cả" in [link.text for link in page.all("main a[href='/support']")]


def test_what_is_typed_into_a_gap_keeps_its_name_in_sight(file, visitor):
    page = visitor("specialist").page("support.gaps", case_id=file.case_id)
    assert page.one("label[for='gaps[0].evidence']").text == "Bằng chứng"


def test_a_body_is_an_organisation_not_a_person(file, visitor):
    coordinator = visitor("coordinator")
    assert "Tên tổ chức" in coordinator.page("support.new_body").text
    assert "Họ tên" not in coordinator.page("support.bodies").text


def test_the_steps_ahead_are_those_that_people_do(file, visitor):
    page = visitor("specialist").page("cases.show", case_id=file.case_id)
    steps = [step.text for step in page.all("#where ol.steps li")]
    assert "Lãnh đạo Sở duyệt gồm nhiều bước" in steps
    assert not any(step.startswith("Ghi nhận thỏa thuận") for step in steps)  # the system does it


def test_the_outcomes_and_the_gaps_stand_before_the_diagram(file, visitor):
    page = visitor("specialist").page("cases.show", case_id=file.case_id)
    headings = [heading.text for heading in page.all("main h2")]
    assert headings[:4] == [
        "Việc của bạn",
        "Bốn kết quả, theo dõi riêng",
        "Khoảng cách theo 29 điều khoản",
        "Hồ sơ đang ở đâu",
    ]


def test_a_refused_request_says_so_with_its_reason_and_what_can_be_done(file, visitor):
    file.do("check_request", {"support_decision": "refuse", "refusal_reason": "Dưới hai người làm kỹ thuật"})
    page = visitor("focal_point").page("cases.show", case_id=file.case_id)
    strip = page.one(".deadline").text
    assert strip.startswith("Từ chối Đã kết thúc")
    assert "Lý do: Dưới hai người làm kỹ thuật" in strip
    assert page.one(".further a").text == "Gửi đề nghị mới"
    assert visitor("specialist").page("cases.show", case_id=file.case_id).all(".further a[href$='/support/new']") == []


def test_clauses_that_nobody_has_assessed_are_counted_and_not_listed(file, visitor):
    page = visitor("specialist").page("cases.show", case_id=file.case_id)
    assert "29 chưa đánh giá" in page.text
    assert page.all("#clause-4\\.1") == []
    file.assess_all()
    assert len(visitor("specialist").page("cases.show", case_id=file.case_id).all("[id^=clause-]")) == 29


def test_of_many_steps_the_newest_stand_above_the_form_and_the_rest_are_folded(file, visitor, reading):
    file.agree()
    file.prepare()
    with reading():
        task_id = processes.open_task(file.case_id, "apply").id
    page = visitor("focal_point").page("tasks.show", task_id=task_id)
    names = [heading.text for heading in page.all("details.filed > summary h2")]
    assert names[:5] == ["Kiểm tra hệ thống", "Lãnh đạo xem xét", "Đánh giá nội bộ", names[3], "Các bước trước đó"]
    folded = [heading.text for heading in page.all("details.filed details.filed h2")]
    assert folded == names[5:]
    assert folded[-1] == "Kiểm tra đề nghị"


@pytest.mark.parametrize(
    ("phase", "reached", "behind"),
    [
        (Phase.closed, {OutcomeKind.system, OutcomeKind.accredited}, 7),
        (Phase.system_only, {OutcomeKind.system}, 5),
        (Phase.refused, {}, 0),
        (Phase.training, {}, 2),
    ],
)
def test_the_headings_behind_a_support_are_those_it_has_come_through(app, phase, reached, behind):
    states = [step["state"] for step in milestones(LaboratorySupport(phase=phase), reached)]
    assert states.count("done") == behind
