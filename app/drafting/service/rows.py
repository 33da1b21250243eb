"""Change the rows of a draft: take proposed ones in, edit, merge, drop and put back, each with a reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from app.clock import local_date
from app.drafting.errors import DraftLocked, RowNotFound, RowsChanged
from app.drafting.models import Drafting, DraftRow, PlanProposal
from app.drafting.money import millions, thousands
from app.drafting.queries import is_open, kept_rows
from app.drafting.service.records import locked_drafting, note
from app.drafting.times import trouble_with
from app.errors import Forbidden, Invalid
from app.extensions import db
from app.legible import is_key
from app.organisation.roles import SYSTEM, Actor, Role
from app.organisation.texts import N_
from app.plans.models import PlanStatus, PlanTask
from app.plans.reading.agencies import read_agencies
from app.plans.register import Register

_TEXTS = ("group_heading", "content", "result", "lead", "coordinating", "time", "funding_source")
NO_SUCH_LEAD = N_("The register knows no agency or group of this name. Check it, or enter the agency's code.")
NO_REASON = N_("Say why, in a few words: the proposing agency can read it.")


@dataclass(frozen=True)
class RowEdit:
    """What a person wants of one row: its entries as the page of rows gives them, where it goes, why."""

    row_id: int
    entries: Mapping[str, Any]
    reason: str = ""


def add_proposed(drafting: Drafting, proposal: PlanProposal, rows: Sequence[Mapping[str, Any]], now: datetime) -> None:
    """Put the rows of an accepted proposal behind those of the draft; the agency that proposes leads."""
    if not rows:
        return
    position = _last_position(drafting)
    for offset, row in enumerate(rows, start=1):
        texts = {name: row.get(name) or "" for name in _TEXTS if name != "lead"}
        db.session.add(
            DraftRow(
                drafting_id=drafting.id,
                position=position + offset,
                lead=proposal.agency.name,
                funding=thousands(row.get("funding")),
                proposal_id=proposal.id,
                origin_id=_origin(row),
                created_at=now,
                **texts,
            )
        )
    drafting.rows_version += 1
    db.session.flush()  # whoever takes in goes on with the rows
    note(drafting, "draft.rows_taken_in", SYSTEM, now, agency=proposal.agency.name, rows=len(rows))


def _origin(row: Mapping[str, Any]) -> int | None:
    """Return the plan's row that a proposed one goes on with; forms of an earlier version name it in words."""
    given = str(row.get("origin") or "")
    return int(given) if is_key(given) else None


def add_row(
    drafting_id: int, entries: Mapping[str, Any], *, origin_id: int | None = None, actor: Actor, now: datetime
) -> DraftRow:
    """Add a row of the department's own; `origin_id` names the row of an issued plan that it goes on with.

    Raises DraftingNotFound, Forbidden, DraftLocked, Invalid; RowNotFound for an origin that no issued plan has.
    """
    drafting = _require_open(drafting_id, actor)
    if origin_id is not None:
        require_issued(origin_id)
    _check({"": entries}, drafting, now)
    row = DraftRow(
        drafting_id=drafting.id,
        position=_last_position(drafting) + 1,
        funding=thousands(entries.get("funding")),
        origin_id=origin_id,
        created_at=now,
        **{name: entries.get(name) or "" for name in _TEXTS},
    )
    db.session.add(row)
    drafting.rows_version += 1
    db.session.flush()  # the caller names it
    note(drafting, "draft.row_added", actor, now, number=row.position, content=row.content[:120])
    return row


def require_issued(task_id: int) -> PlanTask:
    """Return a row of an issued plan, of any version; raise RowNotFound."""
    task = db.session.get(PlanTask, task_id)
    if task is None or task.plan.status is PlanStatus.reading:
        raise RowNotFound
    return task


def edit_rows(
    drafting_id: int, edits: Sequence[RowEdit], *, base_version: int, actor: Actor, now: datetime
) -> list[DraftRow]:
    """Carry out what was entered for some rows; return those that changed.

    Errors are named `rows[i].field`, i counted from 0 among `edits`. Raises DraftingNotFound, Forbidden, DraftLocked,
    RowsChanged (somebody else was faster), RowNotFound, Invalid.
    """
    drafting = _require_open(drafting_id, actor)
    if drafting.rows_version != base_version:
        raise RowsChanged
    kept = {row.id: row for row in kept_rows(drafting.id)}
    numbers = dict(enumerate(kept.values(), start=1))
    if any(edit.row_id not in kept for edit in edits):
        raise RowNotFound
    _check({f"rows[{index}].": edit.entries for index, edit in enumerate(edits)}, drafting, now)
    changed = [
        kept[edit.row_id]
        for index, edit in enumerate(edits)
        if _carry_out(drafting, kept[edit.row_id], edit, numbers, f"rows[{index}].", actor, now)
    ]
    moved = _renumber(list(kept.values()), {edit.row_id: edit.entries.get("order") for edit in edits})
    if changed or moved:
        drafting.rows_version += 1
    if moved:
        note(drafting, "draft.rows_moved", actor, now, rows=moved)
    return changed


def put_back(drafting_id: int, row_id: int, *, actor: Actor, now: datetime) -> DraftRow:
    """Take a dropped or merged row into the draft again, at the end; what a merge added to another row stays there."""
    drafting = _require_open(drafting_id, actor)
    row = db.session.get(DraftRow, row_id)
    if row is None or row.drafting_id != drafting.id or not row.is_dropped:
        raise RowNotFound
    note(drafting, "draft.row_put_back", actor, now, content=row.content[:120])
    row.position = _last_position(drafting) + 1
    row.is_dropped, row.merged_into_id, row.reason = False, None, ""
    drafting.rows_version += 1
    return row


def may_edit(actor: Actor, drafting: Drafting) -> bool:
    """Whether the actor may change the rows now."""
    return actor.has(Role.specialist) and is_open(drafting)


def _require_open(drafting_id: int, actor: Actor) -> Drafting:
    drafting = locked_drafting(drafting_id)
    if not actor.has(Role.specialist):
        raise Forbidden
    if not is_open(drafting):
        raise DraftLocked
    return drafting


def require_complete(drafting: Drafting, now: datetime) -> None:
    """Raise Invalid unless the draft has rows, each with a lead that is known and a time that says when."""
    rows = kept_rows(drafting.id)
    field = "consolidation_note"
    if not rows:
        raise Invalid({field: [N_("The draft has no rows yet. Take proposals in, or add rows, before you send it.")]})
    try:
        _check({f"{row.id}.": {"lead": row.lead, "time": row.time} for row in rows}, drafting, now)
    except Invalid as invalid:
        wrong = {sentence for sentences in invalid.errors.values() for sentence in sentences}
        raise Invalid(
            {field: [N_("Some rows are not complete: open the draft's rows and correct them."), *wrong]}
        ) from invalid


def _check(given: Mapping[str, Mapping[str, Any]], drafting: Drafting, now: datetime) -> None:
    """Raise Invalid for what a plan cannot be made of: a lead that is nobody, a time that says nothing."""
    register = Register.load(local_date(now))
    errors: dict[str, list[str]] = {}
    for prefix, entries in given.items():
        if entries.get("fate") in ("drop", "merge"):
            continue
        names = read_agencies(entries["lead"], register).names
        if not any(register.match(name).is_settled for name in names):
            errors[f"{prefix}lead"] = [NO_SUCH_LEAD]
        if sentence := trouble_with(entries["time"], drafting.year):
            errors[f"{prefix}time"] = [sentence]
    if errors:
        raise Invalid(errors)


def _carry_out(
    drafting: Drafting, row: DraftRow, edit: RowEdit, numbers: Mapping[int, DraftRow], path: str, actor: Actor,
    now: datetime,
) -> bool:  # fmt: skip
    """Do what one edit says; return whether the row changed."""
    fate = edit.entries.get("fate") or "keep"
    changes = _changes(row, edit.entries)
    if fate == "keep" and not changes:
        return False
    if not edit.reason.strip():
        raise Invalid({f"{path}reason": [NO_REASON]})
    if fate == "merge":
        _merge(drafting, row, numbers.get(int(edit.entries["merge_into"])), edit.reason, path, actor, now)
    elif fate == "drop":
        note(drafting, "draft.row_dropped", actor, now, content=row.content[:120], reason=edit.reason)
        row.is_dropped = True
    else:
        told = {name: [str(before), str(after)] for name, (before, after) in changes.items()}
        note(drafting, "draft.row_changed", actor, now, content=row.content[:120], reason=edit.reason, changes=told)
        for name, (_before, after) in changes.items():
            setattr(row, name, after)
    row.reason = edit.reason
    return True


def _changes(row: DraftRow, entries: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    wanted: dict[str, Any] = {name: entries.get(name) or "" for name in _TEXTS}
    wanted["funding"] = thousands(entries.get("funding"))
    return {name: (getattr(row, name), value) for name, value in wanted.items() if getattr(row, name) != value}


def _merge(
    drafting: Drafting, row: DraftRow, into: DraftRow | None, reason: str, path: str, actor: Actor, now: datetime
) -> None:
    """Join a row to another: its lead coordinates there, its money is added; its words stay to be read."""
    if into is None or into is row or into.is_dropped:
        raise Invalid({f"{path}merge_into": [N_("Enter the number of another row of the draft.")]})
    note(drafting, "draft.row_merged", actor, now, content=row.content[:120], into=into.content[:120], reason=reason)
    joined = [*into.coordinating.split(";"), *row.coordinating.split(";"), row.lead]
    names = [name.strip() for name in joined if name.strip() and name.strip() != into.lead]
    into.coordinating = "; ".join(dict.fromkeys(names))[:1000]
    if row.funding is not None:
        into.funding = (into.funding or 0) + row.funding
    row.is_dropped, row.merged_into_id = True, into.id


def _renumber(rows: Sequence[DraftRow], wished: Mapping[int, Any]) -> int:
    """Count the kept rows anew, those with another number at their new place; return how many were moved."""
    kept = [row for row in rows if not row.is_dropped]
    numbers = {row.id: number for number, row in enumerate(rows, start=1)}
    moved = {row.id: int(wished[row.id]) for row in kept if wished.get(row.id) not in (None, numbers[row.id])}

    def place(row: DraftRow) -> tuple[float, int]:
        if row.id not in moved:
            return numbers[row.id], 1
        goes_up = moved[row.id] < numbers[row.id]
        return moved[row.id], 0 if goes_up else 2

    for number, row in enumerate(sorted(kept, key=place), start=1):
        if row.position != number:
            row.position = number
    return len(moved)


def _last_position(drafting: Drafting) -> int:
    return db.session.scalar(select(func.max(DraftRow.position)).where(DraftRow.drafting_id == drafting.id)) or 0


def entries_of(row: DraftRow, number: int) -> dict[str, Any]:
    """Return a row as the page of rows shows it."""
    origin = row.proposal.agency.short_name or row.proposal.agency.name if row.proposal else "Sở"
    return {
        "origin": origin,
        "order": number,
        "fate": "keep",
        "funding": millions(row.funding),
        **{name: getattr(row, name) for name in _TEXTS},
    }
