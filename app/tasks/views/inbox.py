"""The inbox: mine, my agency's, unassigned, done."""

from dataclasses import dataclass

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.cases.access import may_work_on
from app.clock import local_date, utc_now
from app.legible import key
from app.organisation.access import access
from app.organisation.calendar import office_calendar
from app.organisation.gate import current_actor
from app.organisation.roles import Actor
from app.processes.queries import all_latest
from app.tasks.agenda import agenda, load_of
from app.tasks.filed import Outcome, outcome_for
from app.tasks.marks import marks_of
from app.tasks.queries import Box, count_boxes, inbox
from app.tasks.views.blueprint import HAS_WORK, blueprint


@dataclass(frozen=True)
class Wanted:
    """What the list is narrowed to, as its address says."""

    box: Box
    words: str
    process: str

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the box was chosen."""
        return bool(self.words or self.process)

    def url(self, **changes: str | int | None) -> str:
        """Return the address of this list, with some things changed."""
        values = {"box": self.box.value, "q": self.words or None, "process": self.process or None}
        return url_for("tasks.inbox", **{**values, **changes})  # type: ignore[arg-type] # Flask takes them as text


@blueprint.get("", endpoint="inbox")
@access(HAS_WORK)
def show_inbox() -> ResponseReturnValue:
    """List the person's tasks by urgency; `done=<task>` says what has just been filed."""
    actor, now, wanted = current_actor(), utc_now(), _wanted()
    calendar, today = office_calendar(), local_date(utc_now())
    page = inbox(
        actor, wanted.box, search=wanted.words, process=wanted.process or None, cursor=request.args.get("cursor")
    )
    return render_template(
        "tasks/inbox.html",
        wanted=wanted,
        parts=agenda(page.items, today, calendar),
        marks=marks_of(page.items, actor),
        next_cursor=page.next_cursor,
        counts=count_boxes(actor),
        load=load_of(actor, now),
        processes=[(definition.key, definition.name) for definition in all_latest()],
        outcome=_outcome(actor),
        today=today,
        actor=actor,
        may_work_on=may_work_on,
    )


def _wanted() -> Wanted:
    box = request.args.get("box", "")
    return Wanted(
        Box(box) if box in list(Box) else Box.mine,
        request.args.get("q", "").strip()[:200],
        request.args.get("process", "")[:80],
    )


def _outcome(actor: Actor) -> Outcome | None:
    task_id = request.args.get("done", type=key)
    return outcome_for(task_id, actor) if task_id else None
