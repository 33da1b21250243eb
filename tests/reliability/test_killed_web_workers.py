"""kill -9 on web workers while people complete tasks: nothing half-applied, nothing lost, nothing doubled."""

import json
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.client import HTTPConnection, HTTPException

import pytest
from sqlalchemy import func, select, text

from app.cases.models import Case, TaskStatus, UserTask
from app.extensions import db
from app.timeline.models import TimelineEntry
from app.timeline.outbox_models import OutboxMessage
from tests.support import processes
from tests.support.api import program_of
from tests.support.web import killing, serving

pytestmark = [pytest.mark.database, pytest.mark.slow]

COMPLETIONS = 300
AT_ONCE = 4
PATIENCE = 60
BODY = json.dumps({"data": {"subject": "Bộ quả cân chuẩn F1", "amount": 12}})


def complete_for_sure(port: int, token: str, task_id: int) -> int:
    """Send the completion until an answer comes, always with the same Idempotency-Key; return its status."""
    headers = {
        "Authorization": f"Bearer {token}",
        "Content-Type": "application/json",
        "Idempotency-Key": f"complete-{task_id}",
    }
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        with closing(HTTPConnection("127.0.0.1", port, timeout=20)) as connection:
            try:
                connection.request("POST", f"/api/v1/tasks/{task_id}/complete", BODY, headers)
                answer = connection.getresponse()
                answer.read()
            except (OSError, HTTPException):
                time.sleep(0.02)  # the worker was killed under the request
                continue
        if answer.status < 500:
            return answer.status
    return 0


def test_completions_survive_killed_web_workers(database, app, settings, folder, people, writing, reading):
    with writing():
        processes.deploy_approval()
        started = [processes.start("approval", people.agency) for _ in range(COMPLETIONS)]
    program = program_of(app, people.focal_point)

    with (
        serving(settings, folder) as server,
        killing(server, every=(0.1, 0.4)),
        ThreadPoolExecutor(AT_ONCE) as clients,
    ):
        answers = list(clients.map(lambda one: complete_for_sure(server.port, program.token, one.task_id), started))

    assert server.kills >= 5
    assert set(answers) == {200}
    with reading():
        assert _count(UserTask.element == "write", UserTask.status == TaskStatus.completed) == COMPLETIONS
        assert _count(UserTask.element == "check", UserTask.status == TaskStatus.open) == COMPLETIONS
        assert _count(UserTask.element == "check") == COMPLETIONS
        acts = select(TimelineEntry.subject_id, func.count()).where(TimelineEntry.action == "task.completed")
        assert {n for _, n in db.session.execute(acts.group_by(TimelineEntry.subject_id))} == {1}
        mails = select(OutboxMessage.task_id, OutboxMessage.recipient_id, func.count())
        assert {n for *_, n in db.session.execute(mails.group_by("task_id", "recipient_id"))} <= {1}
        assert set(db.session.scalars(select(Case.version))) == {2}
        if database.kind == "sqlite":
            assert db.session.scalar(text("PRAGMA integrity_check")) == "ok"


def _count(*conditions) -> int:
    return db.session.scalar(select(func.count(UserTask.id)).where(*conditions)) or 0
