"""The health check says whether the process can serve."""

from sqlalchemy import text

from app.extensions import db


def test_a_process_with_its_database_is_healthy(client):
    answer = client.get("/health")
    assert (answer.status_code, answer.json) == (200, {"status": "ok"})


def test_a_process_without_its_tables_is_not_ready_and_tells_strangers_nothing(app, client, writing):
    with writing():
        db.session.execute(text("DROP TABLE timeline_head"))
    answer = client.get("/health")
    assert (answer.status_code, answer.json) == (503, {"status": "unavailable"})
