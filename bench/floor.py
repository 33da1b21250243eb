"""The floor: what any Flask endpoint costs that checks a token, updates one row and inserts one."""

import hashlib
import os

from flask import Flask, abort, request
from sqlalchemy import create_engine, text

from app.database import install

engine = create_engine(os.environ["DATABASE_URL"])
install(engine)  # the same transaction rules as ours
app = Flask(__name__)

USER = text("SELECT user_id FROM token WHERE digest = :digest")
COMPLETE = text("UPDATE task SET status = 'completed', data = :data WHERE id = :id AND status = 'open'")
LOG = text("INSERT INTO log (task_id, user_id, action) VALUES (:id, :user_id, 'completed')")


@app.post("/api/v1/tasks/<int:task_id>/complete")
def complete(task_id: int):
    """Complete a task."""
    token = request.headers.get("Authorization", "").removeprefix("Bearer ")
    data = request.get_json()["data"]
    with engine.begin() as connection:
        user_id = connection.scalar(USER, {"digest": hashlib.sha256(token.encode()).hexdigest()})
        if user_id is None:
            abort(401)
        if connection.execute(COMPLETE, {"id": task_id, "data": str(data)}).rowcount != 1:
            abort(409)
        connection.execute(LOG, {"id": task_id, "user_id": user_id})
    return {"id": task_id, "status": "completed"}
