"""The pages of obstacles, as each role meets them."""

import io

from app.cases.attachments import attachments_of
from app.extensions import db
from app.obstacles.models import Obstacle
from tests.amendments.plans import make_plan, rows_of
from tests.files.made import PDF

ENTRIES = {"what": "Thiếu chuẩn", "since": "09/11/2026", "cause": "Đang hiệu chuẩn", "proposal": "Cho mượn chuẩn"}


def test_a_report_keeps_its_files_and_shows_beside_the_task(work, people, visit, reading):
    visitor = visit(people.focal_point)
    form = visitor.page("obstacles.new", task=work.task_id).form("/obstacles/new")
    file = (io.BytesIO(PDF), "cong-van.pdf")
    form.submit(**ENTRIES, scope="task", files=file, not_secret="files")
    with reading():
        obstacle = db.session.query(Obstacle).one()
        assert [one.name for one in attachments_of(obstacle.case_id)] == ["cong-van.pdf"]
    assert "Vướng mắc #1" in visitor.page("tasks.inbox").text
    assert "Thiếu chuẩn" in visitor.page("tasks.show", task_id=work.task_id).text


def test_a_file_that_nobody_vouches_for_is_refused_and_nothing_is_kept(work, people, visit, reading):
    form = visit(people.focal_point).page("obstacles.new", task=work.task_id).form("/obstacles/new")
    shown = form.submit(422, **ENTRIES, scope="task", files=(io.BytesIO(PDF), "cong-van.pdf"))
    assert "không chứa bí mật nhà nước" in shown.one(".errsum").text
    with reading():
        assert db.session.query(Obstacle).count() == 0


def test_a_row_of_a_plan_is_chosen_and_marked(work, people, visit, writing):
    with writing():
        plan_id = make_plan(people)
        row_id = rows_of(plan_id)[2].id
    visitor = visit(people.focal_point)
    visitor.page("obstacles.new", plan=plan_id).form("/obstacles/new").submit(**ENTRIES, row=str(row_id))
    assert "Vướng mắc #1" in visitor.page("plans.show", plan_id=plan_id).text


def test_those_who_may_know_of_it_find_it_in_the_list(work, people, page):
    work.raise_one()
    for person in (people.focal_point, people.head, people.specialist, people.coordinator, people.auditor):
        assert "Thiếu chuẩn kiểm định" in page("obstacles.index", as_=person).text


def test_others_do_not(work, people, page):
    work.raise_one()
    for person in (people.outsider, people.committee_office):
        assert "Thiếu chuẩn kiểm định" not in page("obstacles.index", as_=person).text
