"""The pages of processes: the department reads them, administrators deploy."""

from io import BytesIO

import pytest

from app.extensions import db
from app.organisation.roles import SYSTEM
from app.processes.models import Definition
from app.processes.packages import Package
from app.processes.queries import latest
from app.processes.service import deploy
from app.timeline.log import Subject
from app.timeline.queries import entries
from tests.engine.drawing import element, line, process, user
from tests.support import processes
from tests.support.clock import NOW
from tests.support.reports import deploy_report

NOTE = processes.form("note", processes.field("textfield", "answer", "Trả lời"))
GOOD = process(line("ask", body=user("ask")), key="asking")
BAD = process(line("x", body=element("scriptTask", "x")), key="asking")


@pytest.fixture
def shipped(writing, people):
    """The shipped processes, and one case."""
    with writing():
        deploy_report()
        processes.deploy_approval()
        processes.start("approval", people.agency)


@pytest.fixture
def send(visit, people):
    """Send files from the page where processes are deployed."""

    def post(*files: tuple[bytes, str], status: int = 200):
        visitor = visit(people.administrator)
        page = visitor.page("processes.new")
        given = {**page.form("deploy").fields, "files": [(BytesIO(content), name) for content, name in files]}
        return visitor.post(visitor.url("processes.deploy"), given, status)

    return post


def test_the_list_names_version_and_running_cases(shipped, page, people):
    rows = page("processes.index", as_=people.specialist).all("tbody tr")
    (approval,) = [row.text for row in rows if "approval" in row.text]
    assert approval.split()[-1] == "1"
    assert len(rows) == 4


def test_a_process_shows_who_does_what_until_when(shipped, page, people):
    shown = page("processes.show", as_=people.coordinator, key="approval")
    (write,) = [row.text for row in shown.all("tbody tr") if "Viết đề nghị" in row.text]
    assert "Đầu mối, ở cơ quan của hồ sơ" in write
    assert "5 ngày làm việc từ khi mở" in write


def test_a_process_shows_what_its_handlers_need(shipped, page, people):
    shown = page("processes.show", as_=people.administrator, key="agency_report")
    assert "agency_report.accept" in shown.text
    assert "Cần có a report that the department has checked." in shown.text


def test_the_diagram_is_served_as_it_was_deployed(shipped, visit, people):
    visitor = visit(people.leader)
    answer = visitor.client.get(visitor.url("processes.diagram", key="approval", version=1))
    assert (answer.mimetype, answer.data) == ("application/xml", processes.diagram(processes.APPROVAL))


def test_a_form_can_be_looked_at_but_not_sent(shipped, page, people):
    shown = page("processes.form", as_=people.specialist, key="agency_report", version=1, form_key="report")
    assert "Soạn báo cáo" in shown.text
    assert shown.all("fieldset[disabled] textarea")


def test_an_older_version_says_that_it_is_old(shipped, writing, page, people):
    other = processes.diagram(processes.APPROVAL.replace("Viết đề nghị", "Soạn đề nghị"))
    with writing():
        forms = {"request": processes.REQUEST, "decision": processes.DECISION}
        deploy(Package(other, forms), actor=SYSTEM, now=NOW)
    old = page("processes.show_version", as_=people.specialist, key="approval", version=1)
    new = page("processes.show", as_=people.specialist, key="approval")
    assert "Đây là bản cũ" in old.text
    assert "Đây là bản cũ" not in new.text
    assert "Viết đề nghị" in old.text


@pytest.mark.parametrize(
    ("endpoint", "values"),
    [
        ("processes.show", {"key": "lost"}),
        ("processes.show_version", {"key": "approval", "version": 9}),
        ("processes.form", {"key": "approval", "version": 1, "form_key": "lost"}),
    ],
)
def test_what_is_not_there_is_not_found(shipped, visit, people, endpoint, values):
    visit(people.administrator).page(endpoint, status=404, **values)


def test_a_focal_point_does_not_know_of_these_pages(shipped, visit, people):
    visit(people.focal_point).page("processes.index", status=404)


def test_who_may_only_read_is_not_offered_to_deploy(shipped, visit, people):
    visitor = visit(people.coordinator)
    assert "Triển khai quy trình" not in visitor.page("processes.index").text
    visitor.page("processes.new", status=403)


def test_deploying_says_the_version_and_writes_it_down(send, reading, people):
    page = send((GOOD, "asking.bpmn"), (NOTE, "note.form"))
    assert "chạy theo bản 1" in page.text
    with reading():
        newest = entries(Subject("definition", latest("asking").id))[0]
    assert newest.actor_name == people.administrator.name


def test_a_refusal_lists_element_line_and_what_to_do_and_stores_nothing(send, reading):
    page = send((BAD, "asking.bpmn"), status=422)
    assert page.title.startswith("Lỗi")
    (row,) = [row.text for row in page.all("tbody tr") if row.text.startswith("2 x")]
    assert "Hãy dùng service task" in row
    with reading():
        assert db.session.query(Definition).count() == 0


@pytest.mark.parametrize("files", [[], [(NOTE, "note.form")], [(GOOD, "a.bpmn"), (NOTE, "note.form"), (b"x", "x.txt")]])
def test_the_wrong_files_are_refused_with_a_sentence(send, files):
    assert ".bpmn" in send(*files, status=422).one("[data-error-summary]").text
