"""The overview and the search: right figures, and nothing of what one may not know."""

from datetime import timedelta

import pytest

from app.cases.models import UserTask
from app.extensions import db
from tests.support import processes

pytestmark = pytest.mark.database


@pytest.fixture(autouse=True)
def _on_each_database(database):
    """The figures are queries: they must say the same on both databases."""


@pytest.fixture
def late(writing, people, now):
    """A task of Sở Công Thương that is three days late, and one that is due in a week."""
    with writing():
        processes.deploy_approval()
        started = processes.start("approval", people.agency, "Mua chuẩn đo lường")
        processes.start("approval", people.agency, "Việc còn hạn")
    with writing():
        task = db.session.get_one(UserTask, started.task_id)
        task.remind_by = task.due_at = task.overdue_after = task.due_order = now - timedelta(days=3)
    return started


def figures(page) -> list[str]:
    return [figure.text for figure in page.all(".figs .v")]


def test_the_figures_count_what_is_late_and_what_comes(late, page, people):
    assert figures(page("dashboard.show", people.coordinator)) == ["1", "1", "0", "0"]


def test_what_is_late_is_listed_with_its_agency(late, page, people):
    row = page("dashboard.show", people.coordinator).one("#late tbody tr").text
    assert "Mua chuẩn đo lường Sở Công Thương" in row
    assert "quá hạn 3 ngày làm việc" in row


def test_the_work_of_each_agency_is_counted(late, page, people):
    load = page("dashboard.show", people.coordinator).one(".load .meter")
    assert load["aria-label"] == "1 quá hạn, 1 đến hạn trong 30 ngày"


def test_a_calm_province_says_so(page, people):
    calm = page("dashboard.show", people.leader)
    assert "Không có việc quá hạn" in calm.text
    assert calm.all(".late") == []


@pytest.mark.parametrize(
    ("role", "path"),
    [
        ("coordinator", "/overview"),
        ("leader", "/overview"),
        ("focal_point", "/tasks"),
        ("head", "/tasks"),
        ("specialist", "/tasks"),
        ("auditor", "/cases"),
    ],
)
def test_everybodys_day_begins_where_their_work_is(visit, people, role, path):
    assert visit(getattr(people, role)).open("/").path == path


@pytest.mark.parametrize("role", ["focal_point", "specialist", "auditor", "administrator"])
def test_the_overview_is_not_there_for_others(visit, people, role):
    visit(getattr(people, role)).open("/overview", 404)


def found(page) -> list[str]:
    return [link.text for link in page.all("[data-row-link]")]


def test_search_finds_work_cases_and_agencies_without_diacritics(late, page, people):
    result = page("search.show", people.coordinator, q="chuan do luong cong thuong")
    assert found(result) == ["Viết đề nghị", "Mua chuẩn đo lường"]
    assert "Sở Công Thương" in found(page("search.show", people.coordinator, q="so cong thuong"))


def test_search_finds_nothing_that_one_may_not_see(late, page, people):
    result = page("search.show", people.outsider, q="chuan do luong")
    assert found(result) == []
    assert "Không tìm thấy gì khớp “chuan do luong”" in result.text


@pytest.mark.parametrize("words", ["", "   ", "%", "_", "<script>alert(1)</script>", "x" * 500])
def test_any_words_can_be_looked_for(late, page, people, words):
    result = page("search.show", people.coordinator, q=words)
    assert found(result) == []
    assert result.all("script:not([src])") == []
