"""Do one task as a person would: upload what the form asks for, fill it in, file it."""

import io
from datetime import datetime
from functools import cache

from docx import Document
from sqlalchemy import func, select

from app.cases.attachments import Upload, attach
from app.cases.completing import complete_task
from app.cases.forms import form_of, process_of
from app.cases.models import TaskStatus, UserTask
from app.database import unit_of_work
from app.errors import DomainError, Invalid
from app.extensions import db
from app.forms import NoSample
from app.organisation.calendar import office_calendar
from app.organisation.identity import actor_for
from app.organisation.roles import Actor, Role
from app.simulating.answers import answer_of
from app.simulating.filling import filled, sends_back
from app.simulating.span import Span
from app.simulating.work import Work
from app.tasks.entries import entries_of

# What is tried until it is accepted: how many days from today lie dates of which nothing is known, and whether the
# feature's answers are given. A form that has changed since its answers were written has the last word.
_ATTEMPTS = ((0, True), (30, True), (-10, True), (0, False))
_SENT_BACK = 0.08  # of the decisions about work that comes for the first time
_SECOND = 2  # the Committee returns the second submission of the year


class CouldNot(Exception):
    """A task that somebody wanted to complete was refused; the text says why."""


class Hands:
    """Completes tasks for people."""

    def __init__(self, span: Span) -> None:
        self._span = span
        self._committee = 0

    def complete(self, task_id: int, user_id: int, about: str, now: datetime) -> None:
        """Complete the task, with other dates if the first are refused. Raises CouldNot."""
        refused: Exception | None = None
        for days_ahead, is_answered in _ATTEMPTS:
            try:
                with unit_of_work(db.session):
                    self._complete(task_id, user_id, about, now, days_ahead=days_ahead, is_answered=is_answered)
                return
            except (Invalid, NoSample) as error:
                refused = refused or error
            except DomainError as error:
                raise CouldNot(_why(error)) from error
        raise CouldNot(_why(refused)) from refused

    def _complete(
        self, task_id: int, user_id: int, about: str, now: datetime, *, days_ahead: int, is_answered: bool
    ) -> None:
        task, actor = db.session.get_one(UserTask, task_id), actor_for(user_id)
        work = self._work(task, actor, about, now)

        def keep_file(path: str) -> str:
            return str(attach(task_id, path, a_file(), actor=actor, now=now).id)

        answers = answer_of(work)(work) if is_answered else {}
        complete_task(task_id, filled(work, answers, days_ahead=days_ahead, keep_file=keep_file), actor=actor, now=now)
        self._committee += task.role is Role.committee_office

    def _work(self, task: UserTask, actor: Actor, about: str, now: datetime) -> Work:
        form, chance = form_of(task), self._span.chance("answer", about)
        times = _times_done(task)
        return Work(
            task=task,
            actor=actor,
            process=process_of(task).key,
            form=form,
            first=entries_of(task, form),
            times=times,
            is_sent_back=self._is_sent_back(task, times, chance.random()) if sends_back(form) else False,
            now=now,
            calendar=office_calendar(),
            chance=chance,
        )

    def _is_sent_back(self, task: UserTask, times: int, drawn: float) -> bool:
        if task.role is Role.committee_office:
            return self._committee + 1 == _SECOND
        return times == 0 and drawn < _SENT_BACK


def _times_done(task: UserTask) -> int:
    done = select(func.count()).where(
        UserTask.case_id == task.case_id, UserTask.element == task.element, UserTask.status == TaskStatus.completed
    )
    return db.session.scalar(done) or 0


def _why(error: Exception | None) -> str:
    if isinstance(error, Invalid):
        return "; ".join(f"{path}: {' '.join(map(str, found))}" for path, found in sorted(error.errors.items()))
    if isinstance(error, DomainError):
        return f"{type(error).__name__}: {error.message % error.values}"
    return f"{type(error).__name__}: {error}"


def a_file() -> Upload:
    """Return a signed document as it would be scanned: a short one that says so."""
    return Upload("Van ban da ky.docx", io.BytesIO(_document()), is_confirmed_open=True)


@cache
def _document() -> bytes:
    document = Document()
    document.add_paragraph("(Bản đã ký; tệp minh họa của tỉnh giả định.)")
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()
