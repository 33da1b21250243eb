"""The floor of the inbox: an endpoint that checks a token and returns the rows that ours returns, no more."""

import hashlib
import os

from flask import Flask, abort, request
from sqlalchemy import create_engine, text

from app.database import install

engine = create_engine(os.environ["DATABASE_URL"])
install(engine)
app = Flask(__name__)

USER = text("""
    SELECT k.user_id, s.agency_id, s.role FROM api_token k JOIN seat s ON s.holder_id = k.user_id
    WHERE k.token_digest = :digest
""")
TASKS = text("""
    SELECT t.id, t.name, t.element, t.status, t.remind_by, t.due_at, t.overdue_after,
           c.id AS case_id, c.title, d.key AS process, a.code, a.name AS agency, u.id AS assignee_id, u.name AS assignee
    FROM user_task t JOIN "case" c ON c.id = t.case_id JOIN definition d ON d.id = c.definition_id
    LEFT JOIN agency a ON a.id = t.agency_id LEFT JOIN "user" u ON u.id = t.assignee_id
    WHERE t.status = 'open' AND (t.assignee_id = :user_id
        OR (t.assignee_id IS NULL AND t.agency_id = :agency_id AND t.role = :role))
    ORDER BY t.due_order, t.id LIMIT :limit
""")


@app.get("/api/v1/tasks")
def tasks():
    """List the open tasks that are mine or wait at my seat."""
    token = request.headers.get("Authorization", "").removeprefix("Bearer ")
    with engine.begin() as connection:
        user = connection.execute(USER, {"digest": hashlib.sha256(token.encode()).hexdigest()}).first() or abort(401)
        rows = connection.execute(TASKS, {**user._mapping, "limit": int(request.args["limit"])})
        return {"items": [dict(row._mapping) for row in rows], "next_cursor": None}
