"""The page of a case: where it stands, who has it, what happened, what is said; and who may see it at all."""

import json

import pytest

from app.cases.cancelling import cancel_case
from app.cases.completing import complete_task
from app.cases.models import Case, CaseAgency, CasePerson, CaseStatus, Incident, Job, JobStatus, Relation
from app.extensions import db
from app.tasks.service import claim_task
from app.timeline.log import Subject
from app.timeline.queries import entries
from tests.support import processes

EVIL = "<script>alert(1)</script>"


@pytest.fixture
def moved(opened, writing, people, now):
    """The same case at its second step."""
    with writing():
        complete_task(opened.task_id, {"subject": "Bộ quả cân"}, actor=people.focal_point.actor, now=now)
    return opened


def marks(page) -> dict[str, str]:
    return json.loads(page.one("[data-diagram]")["data-marks"])


def test_it_says_who_has_the_case(opened, visit, people, writing, now):
    reader = visit(people.coordinator)
    assert "Đang chờ đầu mối, Sở Công Thương" in reader.open(f"/cases/{opened.case_id}").text
    with writing():
        claim_task(opened.task_id, actor=people.deputy.actor, now=now)
    assert "Lê Quốc Đạt đang giữ" in reader.open(f"/cases/{opened.case_id}").text


def test_the_steps_behind_and_ahead_are_listed(moved, page, people):
    steps = [item.text for item in page("cases.show", people.coordinator, case_id=moved.case_id).all("ol.steps li")]
    assert steps == ["Viết đề nghị (đã qua) Nguyễn Minh Hà, 20/11", "Xem đề nghị Chuyên viên"]


def test_the_diagram_marks_what_was_passed_and_where_the_case_is(moved, page, people):
    assert marks(page("cases.show", people.coordinator, case_id=moved.case_id)) == {
        "begin": "is-done",
        "to_write": "is-done",
        "write": "is-done",
        "to_check": "is-done",
        "check": "is-now",
    }


def test_the_diagram_marks_the_way_that_was_taken_to_the_end(moved, page, people, writing, later):
    with writing():
        check = processes.open_task(moved.case_id, "check").id
        complete_task(check, {"decision": "accept"}, actor=people.specialist.actor, now=later(hours=1))
    shown = marks(page("cases.show", people.coordinator, case_id=moved.case_id))
    assert {"to_decision", "decided", "to_done", "done"} <= shown.keys()
    assert "back" not in shown


def test_late_work_is_marked_late(opened, page, people, clock):
    clock.pass_time(days=30)
    shown = page("cases.show", people.coordinator, case_id=opened.case_id)
    assert marks(shown)["write"] == "is-late"


def test_the_diagram_is_that_of_the_cases_version(opened, visit, people):
    answer = visit(people.coordinator).client.get(f"/cases/{opened.case_id}/diagram.bpmn")
    assert (answer.status_code, answer.mimetype) == (200, "application/xml")
    assert b'id="approval"' in answer.data


def test_the_history_is_told_in_sentences(moved, page, people):
    history = [item.text for item in page("cases.show", people.coordinator, case_id=moved.case_id).all("ol.tl li")]
    assert history[0].startswith("Nguyễn Minh Hà gửi “Viết đề nghị”")
    assert history[-1].startswith("Tiến Độ mở hồ sơ")


def test_an_auditor_reads_everything_but_who(moved, visit, people):
    visit(people.specialist).page("cases.show", case_id=moved.case_id).form("/remarks").submit(text="Đã xem")
    page = visit(people.auditor).page("cases.show", case_id=moved.case_id)
    assert "Đã xem" in page.text
    assert "một cán bộ gửi “Viết đề nghị”" in page.text
    for person in (people.focal_point, people.specialist, people.deputy):
        assert person.name not in page.text
    assert page.all("form[action$='/remarks']") == []


@pytest.mark.parametrize("role", ["outsider", "administrator", "committee_office"])
def test_those_who_may_not_know_of_it_read_what_a_stranger_reads(opened, visit, people, role):
    somebody = visit(getattr(people, role))
    assert somebody.open(f"/cases/{opened.case_id}", 404).text == somebody.open("/cases/999", 404).text
    for part in ("diagram.bpmn", "end"):
        assert somebody.client.get(f"/cases/{opened.case_id}/{part}").status_code == 404


@pytest.mark.parametrize("role", ["focal_point", "head", "specialist", "coordinator", "leader", "auditor"])
def test_those_it_concerns_see_it(opened, visit, people, role):
    visit(getattr(people, role)).open(f"/cases/{opened.case_id}")


def test_an_agency_that_coordinates_sees_it_and_is_named(opened, visit, people, writing):
    with writing():
        relation = Relation.coordinating
        db.session.add(CaseAgency(case_id=opened.case_id, agency_id=people.other_agency.id, relation=relation))
    page = visit(people.outsider).open(f"/cases/{opened.case_id}")
    assert "Ủy ban nhân dân xã Hòa Bình (phối hợp)" in page.text


def test_a_confidential_case_is_there_for_the_named_only(opened, visit, people, writing):
    with writing():
        db.session.get_one(Case, opened.case_id).is_confidential = True
        db.session.add(CasePerson(case_id=opened.case_id, user_id=people.specialist.id))
    assert "hạn chế người xem" in visit(people.specialist).open(f"/cases/{opened.case_id}").text
    visit(people.coordinator).open(f"/cases/{opened.case_id}", 404)


def test_a_remark_is_published_with_name_and_lines(opened, visit, people, reading):
    form = visit(people.specialist).page("cases.show", case_id=opened.case_id).form("/remarks")
    page = form.submit(text=f"Nhờ tách riêng.\n{EVIL}")
    assert EVIL in page.text
    assert page.all("#remark-1 script") == []
    with reading():
        assert entries(Subject("case", opened.case_id))[0].action == "case.commented"


@pytest.mark.parametrize(("text", "sentence"), [("  ", "Nhập nội dung trao đổi"), ("x" * 4001, "tối đa 4.000 ký tự")])
def test_a_remark_that_cannot_be_kept_stays_in_its_field(opened, visit, people, text, sentence):
    form = visit(people.specialist).page("cases.show", case_id=opened.case_id).form("/remarks")
    page = form.submit(422, text=text)
    assert sentence in page.text
    assert page.one("textarea[name=text]").element.text.strip() == text.strip()


def test_a_remark_needs_the_token_of_the_page(opened, visit, people):
    answer = visit(people.specialist).client.post(f"/cases/{opened.case_id}/remarks", data={"text": "x"})
    assert answer.status_code == 400


def test_the_coordinator_sees_what_ends_before_ending_a_case(opened, visit, people, reading):
    page = visit(people.coordinator).page("cases.ending", case_id=opened.case_id)
    assert "Viết đề nghị: Đầu mối, Sở Công Thương" in page.text
    refused = page.form("/end").submit(422, reason=" ")
    assert "Ghi rõ vì sao kết thúc" in refused.text
    ended = refused.form("/end").submit(reason="Trùng hồ sơ")
    assert "Trùng hồ sơ" in ended.text
    with reading():
        assert db.session.get_one(Case, opened.case_id).status is CaseStatus.cancelled


def test_nobody_else_ends_a_case(opened, visit, people):
    visit(people.focal_point).open(f"/cases/{opened.case_id}/end", 403)
    assert "Kết thúc hồ sơ" not in visit(people.focal_point).open(f"/cases/{opened.case_id}").text


def test_a_case_ends_once(opened, visit, people, writing, now):
    with writing():
        cancel_case(opened.case_id, "Trùng", actor=people.coordinator.actor, now=now)
    assert "Hồ sơ này đã kết thúc" in visit(people.coordinator).open(f"/cases/{opened.case_id}/end", 409).text


@pytest.fixture
def failed(opened, writing, now):
    """A job of the case that has failed three times."""
    with writing():
        job = Job(kind="service_task", subject="1", due_at=now, case_id=opened.case_id, status=JobStatus.failed)
        job.attempts = 3
        db.session.add(job)
        db.session.flush()
        incident = Incident(case_id=opened.case_id, job_id=job.id, element="write", summary="Hỏng", cause=EVIL)
        incident.opened_at = now
        db.session.add(incident)
    return opened


def test_a_failed_step_is_shown_with_its_cause_to_who_can_have_it_tried_again(failed, visit, people):
    page = visit(people.coordinator).open(f"/cases/{failed.case_id}")
    assert "Một bước tự động bị lỗi" in page.text
    assert page.one("pre").text == EVIL
    assert visit(people.focal_point).open(f"/cases/{failed.case_id}").all("pre") == []


def test_a_failed_step_is_tried_again_once(failed, visit, people, reading):
    form = visit(people.coordinator).open(f"/cases/{failed.case_id}").form("/retry")
    assert "Đang chạy lại bước bị lỗi" in form.submit().text
    with reading():
        assert db.session.get_one(Job, 1).status is JobStatus.ready
        assert db.session.get_one(Incident, 1).resolved_by_id == people.coordinator.id
        assert entries(Subject("case", failed.case_id))[0].action == "incident.retried"
    assert "Đã có người cho chạy lại" in form.submit(409).text


@pytest.mark.parametrize(("role", "status"), [("focal_point", 403), ("outsider", 404), ("specialist", 403)])
def test_nobody_else_has_a_step_tried_again(failed, visit, people, role, status):
    somebody = visit(getattr(people, role))
    token = somebody.page("account.show").one("meta[name=csrf-token]")["content"]
    somebody.post("/cases/incidents/1/retry", {"csrf_token": token}, status)


def test_the_list_shows_only_what_one_may_know_of(opened, page, people):
    assert len(page("cases.index", people.coordinator).all("[data-row]")) == 1
    assert page("cases.index", people.outsider).all("[data-row]") == []


def test_the_list_is_narrowed_and_searched_without_diacritics(opened, page, people, writing, now):
    rows = lambda **wanted: len(page("cases.index", people.coordinator, **wanted).all("[data-row]"))  # noqa: E731
    assert (rows(q="de nghi cong thuong"), rows(q="khong co"), rows(process="approval"), rows(process="x")) == (
        1,
        0,
        1,
        0,
    )
    assert (rows(show="ended"), rows(show="late"), rows(show="all"), rows(show="nonsense")) == (0, 0, 1, 1)


def test_a_long_list_of_cases_goes_on_where_its_first_page_ended(people, writing, visit):
    from tests.support.factories import make_case

    with writing():
        for number in range(53):
            make_case(people.agency, title=f"Hồ sơ thứ {number}")
    reader = visit(people.coordinator)
    first = reader.page("cases.index")
    second = reader.open(first.one("#more a")["href"])
    names = [row.text for page in (first, second) for row in page.all("[data-row-link]")]
    assert len(names) == len(set(names)) == 53
