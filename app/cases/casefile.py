"""All that the page of one case shows, read together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select

from app.cases import hooks
from app.cases.access import may_work_on
from app.cases.attachments import attachments_of
from app.cases.commenting import comments_of
from app.cases.drawings import Drawing, drawings_of
from app.cases.explaining import reasons_of_case, reasons_of_task
from app.cases.inside import path_of, process_at
from app.cases.models import Attachment, Case, CaseAgency, CaseStatus, Comment, Incident, TaskStatus, UserTask
from app.cases.standing import standing_of
from app.cases.steps import Step, steps_of, tasks_of
from app.clock import local_date
from app.deadlines.calendar import WorkingCalendar
from app.deadlines.reasons import Reason
from app.deadlines.wording import Nearness, Standing
from app.extensions import db
from app.organisation.access import sees_identities
from app.organisation.calendar import office_calendar
from app.organisation.models import Agency
from app.organisation.roles import Actor
from app.processes.deployed import Deployed, get_deployed
from app.timeline.log import Subject
from app.timeline.queries import Entry, entries
from app.timeline.wording import Line, lines_of

HISTORY = 200


@dataclass(frozen=True)
class CaseFile:
    """A case, where it stands, and everything that belongs to it."""

    case: Case
    deployed: Deployed
    tasks: Sequence[UserTask]
    turns: Sequence[tuple[UserTask, Standing]]  # what waits for the reader, the most pressing first
    steps: Sequence[Step]
    standing: Standing
    reasons: Sequence[Reason]  # for the date that `standing` is about
    drawings: Sequence[Drawing]
    history: Sequence[Line]
    comments: Sequence[Comment]
    attachments: Sequence[Attachment]
    participants: Sequence[tuple[CaseAgency, Agency]]
    incidents: Sequence[Incident]
    today: date
    shows_people: bool

    @property
    def waiting(self) -> list[UserTask]:
        """The tasks that wait now."""
        return [task for task in self.tasks if task.status is TaskStatus.open]

    @property
    def rests_until(self) -> date | None:
        """The day until which nothing is to be done; None while somebody or something is at it."""
        due = self.case.next_due
        is_resting = self.is_running and not self.waiting and due is not None
        return day if is_resting and due and (day := local_date(due)) > self.today else None

    @property
    def is_running(self) -> bool:
        """Whether the case still runs."""
        return self.case.status is CaseStatus.running


def case_file(case: Case, actor: Actor, now: datetime) -> CaseFile:
    """Return the case's file as the actor may read it; whether they may at all is decided before."""
    deployed, tasks, today = get_deployed(case.definition_id), tasks_of(case.id), local_date(now)
    told, shows_people = _told(case), sees_identities(actor)
    calendar, pressing = office_calendar(), _pressing(case, tasks)
    return CaseFile(
        case=case,
        deployed=deployed,
        tasks=tasks,
        turns=[(task, standing_of(task, today, calendar)) for task in _turns(actor, tasks)],
        steps=steps_of(case, tasks),
        standing=standing_of(pressing, today, calendar) if pressing else Standing(Nearness.unset),
        reasons=_reasons(pressing, calendar),
        drawings=drawings_of(case, tasks, told, now),
        history=[*_ahead(case.id, shows_people), *lines_of(told, shows_people=shows_people)],
        comments=comments_of(case.id),
        attachments=attachments_of(case.id),
        participants=_participants(case.id),
        incidents=_open_incidents(case.id),
        today=today,
        shows_people=shows_people,
    )


def _turns(actor: Actor, tasks: Sequence[UserTask]) -> list[UserTask]:
    """Return the open tasks that are the actor's to do: what they have taken on, and what nobody has."""
    theirs = [task for task in tasks if task.status is TaskStatus.open and task.assignee_id in (None, actor.id)]
    return sorted((task for task in theirs if may_work_on(actor, task)), key=lambda task: (task.due_order, task.id))


def _told(case: Case) -> list[Entry]:
    """Return the case's history, its elements by the names that the diagram gives them."""
    found = entries(Subject("case", case.id), limit=HISTORY)
    return [replace(one, payload={"step": _name(case, one), **one.payload}) for one in found]


def _ahead(case_id: int, shows_people: bool) -> Iterator[Line]:
    for listener in hooks.history_ahead:
        yield from listener(case_id, shows_people)


def _name(case: Case, entry: Entry) -> str:
    deployed = process_at(case, path_of(str(entry.payload.get("call_path", ""))))
    element = deployed.elements.get(str(entry.payload.get("element", ""))) if deployed else None
    return element.name if element else ""


def _pressing(case: Case, tasks: Sequence[UserTask]) -> Case | UserTask | None:
    """Return what has the most urgent date: of what waits now, else the case itself; None once it has ended."""
    if case.status is not CaseStatus.running:
        return None
    dated = [task for task in tasks if task.status is TaskStatus.open and task.due_at is not None]
    return min(dated, key=lambda task: task.due_order) if dated else case


def _reasons(pressing: Case | UserTask | None, calendar: WorkingCalendar) -> Sequence[Reason]:
    if pressing is None:
        return ()
    return (
        reasons_of_task(pressing, calendar) if isinstance(pressing, UserTask) else reasons_of_case(pressing, calendar)
    )


def _participants(case_id: int) -> list[tuple[CaseAgency, Agency]]:
    query = select(CaseAgency, Agency).join(Agency, Agency.id == CaseAgency.agency_id)
    found = db.session.execute(query.where(CaseAgency.case_id == case_id).order_by(CaseAgency.id))
    return [(relation, agency) for relation, agency in found]


def _open_incidents(case_id: int) -> Sequence[Incident]:
    query = select(Incident).where(Incident.case_id == case_id, Incident.resolved_at.is_(None))
    return db.session.scalars(query.order_by(Incident.id)).all()
