"""Propose what is to become of the rows: change one, drop one, add one; each with its reason."""

import json
from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import select

from app.amendments.errors import AmendmentSubmitted
from app.amendments.models import AmendmentChange, PlanAmendment
from app.amendments.queries import is_editable, require_amendment
from app.amendments.service.starting import may_amend
from app.cases.locking import lock_case
from app.clock import local_date
from app.errors import Forbidden, Invalid
from app.extensions import db
from app.organisation.roles import Actor
from app.organisation.texts import N_
from app.plans.differences import COLUMNS, cells_of
from app.plans.errors import RowNotFound
from app.plans.models import PlanTask
from app.plans.reading.agencies import read_agencies
from app.plans.register import Register
from app.plans.service.amending import RowAct
from app.timeline.log import Subject, record

Cells = Mapping[str, str]


def change_row(case_id: int, task_id: int, cells: Cells, reason: str, *, actor: Actor, now: datetime) -> None:
    """Propose new texts for a row. Raises what `_open` raises, RowNotFound and Invalid."""
    amendment = _open(case_id, actor)
    task = _row(amendment, task_id)
    kept = _checked(cells, reason, local_date(now), unchanged=cells_of(task))
    _note(amendment, task, RowAct.change, reason, actor, now)
    _keep(amendment, RowAct.change, task, kept, reason)


def drop_row(case_id: int, task_id: int, reason: str, *, actor: Actor, now: datetime) -> None:
    """Propose to drop a row; what runs for it is decided about once the amendment is issued."""
    amendment = _open(case_id, actor)
    task = _row(amendment, task_id)
    _require_reason(reason)
    _note(amendment, task, RowAct.drop, reason, actor, now)
    _keep(amendment, RowAct.drop, task, {}, reason)


def add_row(
    case_id: int, group: tuple[str, ...], cells: Cells, reason: str, *, actor: Actor, now: datetime
) -> AmendmentChange:
    """Propose a new row, the last one of its group."""
    amendment = _open(case_id, actor)
    kept = _checked(cells, reason, local_date(now), unchanged=None)
    _require_group(amendment, group)
    _note(amendment, None, RowAct.add, reason, actor, now, content=kept["content"])
    return _keep(amendment, RowAct.add, None, kept, reason, group)


def change_added_row(
    case_id: int, change_id: int, group: tuple[str, ...], cells: Cells, reason: str, *, actor: Actor, now: datetime
) -> AmendmentChange:
    """Give a row that is to be added other texts, or another group; what is the same as before is not told again.

    Raises what `_open` raises, RowNotFound and Invalid.
    """
    amendment = _open(case_id, actor)
    change = added_row(amendment, change_id)
    kept = _checked(cells, reason, local_date(now), unchanged=None)
    _require_group(amendment, group)
    path = json.dumps(group, ensure_ascii=False)
    if (kept, path, reason.strip()) == (change.texts, change.group_path, change.reason):
        return change
    facts = {"reason": reason, "content": kept["content"][:120]}
    record(Subject("case", amendment.case_id), "amendment.added_row_changed", actor, now, **facts)
    change.cells, change.group_path, change.reason = json.dumps(kept, ensure_ascii=False), path, reason.strip()
    return change


def added_row(amendment: PlanAmendment, change_id: int) -> AmendmentChange:
    """Return a row that the amendment would add; raise RowNotFound, also when it was taken back."""
    change = db.session.get(AmendmentChange, change_id)
    if change is None or change.amendment_id != amendment.id or change.act is not RowAct.add:
        raise RowNotFound
    return change


def take_back(case_id: int, change_id: int, *, actor: Actor, now: datetime) -> None:
    """Leave a row as it is after all; taking back what is gone already changes nothing."""
    amendment = _open(case_id, actor)
    change = db.session.get(AmendmentChange, change_id)
    if change is None or change.amendment_id != amendment.id:
        return
    content = change.task.content if change.task else change.texts["content"]
    facts = {"act": change.act.value, "content": content[:120]}
    record(Subject("case", amendment.case_id), "amendment.change_taken_back", actor, now, **facts)
    db.session.delete(change)


def groups_of(plan_id: int) -> list[str]:
    """Return the groups of a plan as the rows keep them, in printed order."""
    paths = db.session.scalars(
        select(PlanTask.group_path).where(PlanTask.plan_id == plan_id).order_by(PlanTask.position)
    )
    return [path for path in dict.fromkeys(paths) if path != "[]"]


def _open(case_id: int, actor: Actor) -> PlanAmendment:
    """Return the amendment, its case locked; raise CaseNotFound, AmendmentNotFound, Forbidden, AmendmentSubmitted."""
    lock_case(case_id)
    amendment = require_amendment(case_id, actor)
    if not may_amend(actor):
        raise Forbidden
    if not is_editable(amendment):
        raise AmendmentSubmitted
    return amendment


def _row(amendment: PlanAmendment, task_id: int) -> PlanTask:
    task = db.session.get(PlanTask, task_id)
    if task is None or task.plan_id != amendment.plan_id:
        raise RowNotFound
    return task


def _require_group(amendment: PlanAmendment, group: tuple[str, ...]) -> None:
    if group and json.dumps(group, ensure_ascii=False) not in groups_of(amendment.plan_id):
        raise Invalid({"group": [N_("Choose a group of the plan.")]})


def _checked(cells: Cells, reason: str, today: date, *, unchanged: Cells | None) -> dict[str, str]:
    """Return the texts without the spaces around them; raise Invalid by field for what cannot stand in a plan."""
    kept = {column: _folded(cells.get(column) or "") for column in COLUMNS}
    errors: dict[str, list[str]] = {}
    if not kept["content"]:
        errors["content"] = [N_("Say what is to be done.")]
    lead_stays = unchanged is not None and kept["lead_text"] == _folded(unchanged["lead_text"])
    if not lead_stays and not _is_led(kept["lead_text"], today):
        errors["lead_text"] = [N_("Name the lead agency as the register of agencies has it, or a group of agencies.")]
    if unchanged is not None:  # as printed, with its line breaks, where the words are the same
        kept = {
            column: unchanged[column] if _folded(unchanged[column]) == text else text for column, text in kept.items()
        }
    if unchanged is not None and kept == unchanged:
        errors["content"] = [N_("Nothing is different from the plan in force. Change a text, or leave the row alone.")]
    if not reason.strip():
        errors["reason"] = [_WHY]
    if errors:
        raise Invalid(errors)
    return kept


def _folded(text: str) -> str:
    return " ".join(text.split())


_WHY = N_("Say why this row is to be amended.")


def _is_led(text: str, today: date) -> bool:
    register = Register.load(today)
    names = read_agencies(text, register).names
    return bool(names) and all(register.match(name).is_settled for name in names)


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise Invalid({"reason": [_WHY]})


def _keep(
    amendment: PlanAmendment,
    act: RowAct,
    task: PlanTask | None,
    cells: Cells,
    reason: str,
    group: tuple[str, ...] = (),
) -> AmendmentChange:
    """Keep the change; a row has one, the latest."""
    change = _change_of(amendment, task) or AmendmentChange(amendment_id=amendment.id)
    change.act, change.reason = act, reason.strip()
    change.task_id = task.id if task else None
    change.cells = json.dumps(dict(cells), ensure_ascii=False)
    change.group_path = json.dumps(group, ensure_ascii=False)
    db.session.add(change)
    db.session.flush()  # pages refer to it by its key
    return change


def _change_of(amendment: PlanAmendment, task: PlanTask | None) -> AmendmentChange | None:
    if task is None:
        return None
    query = select(AmendmentChange).where(
        AmendmentChange.amendment_id == amendment.id, AmendmentChange.task_id == task.id
    )
    return db.session.scalar(query)


def _note(
    amendment: PlanAmendment,
    task: PlanTask | None,
    act: RowAct,
    reason: str,
    actor: Actor,
    now: datetime,
    *,
    content: str = "",
) -> None:
    facts = {"act": act.value, "row": (task.number if task else "") or "", "reason": reason}
    facts["content"] = (task.content if task else content)[:120]
    record(Subject("case", amendment.case_id), "amendment.row_proposed", actor, now, **facts)
