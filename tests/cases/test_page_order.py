"""What the page of a case shows first: the reader's next step, then what the case is about, then how it runs."""

from datetime import timedelta

import pytest

from app.cases.models import Case, UserTask
from app.cases.panels import Panel, case_panels
from app.extensions import db
from app.tasks.service import claim_task
from tests.support.factories import make_task


@pytest.fixture
def case_page(opened, visit):
    """The page of the case, as somebody sees it."""
    return lambda person: visit(person).open(f"/cases/{opened.case_id}")


@pytest.fixture
def panelled(monkeypatch):
    """A feature that shows something of every case."""
    panel = Panel("Bảng của chương trình", "issuing/panel.html", {"documents": ()})
    monkeypatch.setattr("app.cases.panels.case_panels", [*case_panels, lambda *_: [panel]])


def headings(page) -> list[str]:
    return [heading.text for heading in page.all("main h2")]


def test_the_next_step_comes_first_then_the_features_panels_then_the_diagram(panelled, case_page, people):
    assert headings(case_page(people.focal_point)) == [
        "Việc của bạn",
        "Bảng của chương trình",
        "Hồ sơ đang ở đâu",
        "Diễn biến",
        "Trao đổi",
        "Người tham gia",
        "Tệp",
        "Thông tin",
    ]


def test_the_parts_can_be_jumped_to(panelled, case_page, people):
    page = case_page(people.focal_point)
    parts = [link["href"] for link in page.all("nav.onpage a")]
    assert parts == ["#panel-1", "#where", "#history", "#remarks", "#involved", "#files"]
    assert [len(page.all(part)) for part in parts] == [1] * len(parts)


def test_the_only_button_that_looks_like_the_next_step_is_the_next_step(opened, case_page, people):
    page = case_page(people.focal_point)
    assert page.one("main .btn-primary")["href"] == f"/tasks/{opened.task_id}"
    assert page.one("main .btn-primary").text == "Làm việc này : Viết đề nghị"
    assert case_page(people.coordinator).all("main .btn-primary") == []


def test_of_several_tasks_the_most_pressing_one_comes_first(opened, case_page, people, writing):
    with writing():
        due = db.session.get_one(UserTask, opened.task_id).due_order - timedelta(days=1)
        case = db.session.get_one(Case, opened.case_id)
        make_task(case, name="Việc gấp", element="write", due_at=due, remind_by=due, overdue_after=due)
    page = case_page(people.focal_point)
    assert [name.text for name in page.all(".turn li b.w6")] == ["Việc gấp", "Viết đề nghị"]
    assert [link["class"] for link in page.all(".turn li a")] == ["btn btn-primary", "btn btn-line"]
    assert page.text.count("Đang chờ đầu mối, Sở Công Thương") == 1


def test_whoever_has_nothing_to_do_is_told_so(opened, case_page, people, writing, now):
    sentence = "Hồ sơ này không có việc nào chờ bạn."
    assert sentence in case_page(people.coordinator).text
    assert sentence not in case_page(people.focal_point).text
    with writing():
        claim_task(opened.task_id, actor=people.deputy.actor, now=now)
    assert sentence in case_page(people.focal_point).text


def test_what_is_about_the_case_itself_comes_after_what_features_offer(case_page, people):
    labels = [link.text for link in case_page(people.coordinator).all(".further a")]
    assert labels == ["Báo vướng mắc", "Dời hạn", "Hạn chế người xem", "Kết thúc hồ sơ"]
