"""The floor: a bare Flask endpoint that checks a token, updates one row and inserts one, as anyone would write it."""

import hashlib
import os

from flask import Flask, abort, request
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import select

from app.database import install

app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = os.environ["DATABASE_URL"]
db = SQLAlchemy(app)
with app.app_context():
    install(db.engine)  # the same transaction rules as ours
    db.reflect()  # tables as `bench.completing` made them


class Token(db.Model):
    __table__ = db.metadata.tables["token"]


class Task(db.Model):
    __table__ = db.metadata.tables["task"]


class Log(db.Model):
    __table__ = db.metadata.tables["log"]


@app.post("/api/v1/tasks/<int:task_id>/complete")
def complete(task_id: int):
    bearer = request.headers.get("Authorization", "").removeprefix("Bearer ")
    token = db.session.get(Token, hashlib.sha256(bearer.encode()).hexdigest()) or abort(401)
    task = db.one_or_404(select(Task).filter_by(id=task_id, status="open"))
    task.status, task.data = "completed", str(request.get_json()["data"])
    db.session.add(Log(task_id=task_id, user_id=token.user_id, action="completed"))
    db.session.commit()
    return {"id": task_id, "status": "completed"}
