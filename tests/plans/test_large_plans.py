"""A plan of 2,000 rows is read, shown page by page and put in force, with a fixed number of queries a page."""

from collections.abc import Iterator

import pytest
from sqlalchemy import event

from app.extensions import db
from app.plans import queries
from app.plans.service import import_document, put_in_force

ROWS = 2000


def plan_text(rows: int) -> bytes:
    heading = "TT\tNội dung\tChủ trì\tPhối hợp\tThời gian\tSản phẩm"
    unknown = "\n".join(
        f"{number}\tKiểm tra cửa hàng số {number}\tSở Công Thương\tTrung tâm Sao Mai\tHằng năm\tBáo cáo"
        for number in range(1, rows + 1)
    )
    return f"KẾ HOẠCH\nKiểm tra đo lường năm 2026\nPHỤ LỤC\n{heading}\n{unknown}\n".encode()


@pytest.fixture
def statements(app) -> Iterator[list[str]]:
    """Every statement sent to the database."""
    sent: list[str] = []

    def note(_connection, _cursor, statement, *_rest):
        sent.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    yield sent
    event.remove(engine, "before_cursor_execute", note)


@pytest.fixture
def import_rows(people, writing, now):
    def read(rows: int) -> int:
        with writing():
            return import_document(plan_text(rows), f"{rows}.txt", actor=people.coordinator.actor, now=now).id

    return read


def test_two_thousand_rows_come_in_and_go_in_force(import_rows, people, writing, reading, now):
    plan_id = import_rows(ROWS)
    with reading():
        assert queries.count_tasks(plan_id) == ROWS
    with writing():
        put_in_force(plan_id, actor=people.coordinator.actor, now=now)


@pytest.mark.parametrize("endpoint", ["plans.reading", "plans.forcing", "plans.index"])
def test_a_page_asks_as_many_queries_for_many_rows_as_for_few(import_rows, people, visit, statements, endpoint):
    counts = []
    for rows in (3, 40):
        values = {} if endpoint == "plans.index" else {"plan_id": import_rows(rows)}
        visitor = visit(people.coordinator)
        statements.clear()
        visitor.page(endpoint, **values)
        counts.append(len(statements))
    assert counts[0] == counts[1]


def test_a_large_plan_is_shown_fifty_rows_at_a_time(import_rows, people, page):
    plan_id = import_rows(120)
    shown = page("plans.reading", as_=people.coordinator, plan_id=plan_id, page=3)
    assert len(shown.all("article.pair")) == 20
    assert "Dòng 101–120 trong 120" in shown.text
