"""Save what people type, as they type it; nothing typed is lost, and the later of two is told."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select

from app.cases import hooks
from app.cases.access import require_open, require_task, require_worker
from app.cases.locking import lock_task
from app.cases.models import TaskStatus, UserTask
from app.errors import Conflict
from app.extensions import db
from app.organisation.models import User
from app.organisation.roles import Actor
from app.tasks.models import Draft

MAX_DRAFT_CHARACTERS = 400_000


class DraftChangedByAnother(Conflict):
    """Somebody else saved a draft of the same task since this one was opened."""

    slug = "draft-changed"
    message = "%(who)s has saved this draft in the meantime. Your own version is kept beside it."


class DraftTooLong(Conflict):
    """More text than a draft can hold."""

    status = 413
    slug = "draft-too-long"
    message = "This is more text than a draft can hold. Put long texts into an attached file."


@dataclass(frozen=True)
class SavedDraft:
    """A draft as people see it."""

    data: dict[str, Any]
    version: int
    saved_at: datetime
    saved_by: str


def find_draft(task_id: int) -> SavedDraft | None:
    """Return the task's draft, if somebody has typed anything."""
    draft = db.session.get(Draft, task_id)
    if draft is None:
        return None
    author = db.session.get(User, draft.saved_by_id)
    return SavedDraft(json.loads(draft.data), draft.version, draft.saved_at, author.name if author else "")


def save_draft(task_id: int, data: Mapping[str, Any], *, base_version: int, actor: Actor, now: datetime) -> SavedDraft:
    """Save the entries on top of version `base_version` (0: none was there).

    Raises DraftChangedByAnother when another person saved since; the same person's newer save simply wins.
    Raises TaskAlreadyCompleted or TaskCancelled when the task no longer waits.
    """
    task = require_task(actor, lock_task(task_id))
    require_open(task)
    require_worker(actor, task)
    text = json.dumps(dict(data), ensure_ascii=False)
    if len(text) > MAX_DRAFT_CHARACTERS:
        raise DraftTooLong
    require_same_draft(task_id, base_version, actor)
    draft = db.session.get(Draft, task_id)
    if draft is None:
        draft = Draft(task_id=task_id, version=0)
    draft.data, draft.saved_at, draft.saved_by_id = text, now, actor.id or 0
    draft.version += 1
    if draft.version == 1:
        db.session.add(draft)
        hooks.work_began(task, now)
    return SavedDraft(dict(data), draft.version, now, actor.name)


def require_same_draft(task_id: int, base_version: int, actor: Actor) -> None:
    """Raise DraftChangedByAnother when somebody else has saved since version `base_version`."""
    draft = db.session.get(Draft, task_id)
    if draft is not None and draft.version != base_version and draft.saved_by_id != actor.id:
        raise DraftChangedByAnother(who=db.session.get_one(User, draft.saved_by_id).name)


def drop_draft(task_id: int) -> None:
    """Remove the draft of a task that has been filed."""
    db.session.execute(delete(Draft).where(Draft.task_id == task_id))


def forget_settled() -> int:
    """Remove the drafts of tasks that no longer wait, e.g. filed by a program; return how many."""
    settled = select(UserTask.id).where(UserTask.id == Draft.task_id, UserTask.status != TaskStatus.open)
    return int(db.session.execute(delete(Draft).where(settled.exists())).rowcount)  # type: ignore[attr-defined]
