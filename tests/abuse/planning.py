"""Uses of the routes of drafting a year's plan."""

from sqlalchemy import select
from werkzeug.test import TestResponse

from app.cases.completing import complete_task
from app.drafting.models import Drafting, DraftRow, PlanProposal
from app.drafting.service.opening import begin_drafting
from app.drafting.service.rows import RowEdit, add_row, edit_rows, entries_of
from app.extensions import db
from tests.abuse.world import World
from tests.drafting.drafts import DRAFTING, OURS
from tests.support import processes, steps, units
from tests.support.clock import NOW

ROW = {"content": "Khảo sát nhu cầu", "lead": "SCT", "time": "Quý III", "result": "", "coordinating": "",
       "funding_source": "", "funding": "12,5", "group_heading": ""}  # fmt: skip


def prepare(w: World) -> TestResponse:
    """Deploy the processes."""
    with units.unit(w.app, writes=True):
        steps.deploy(*OURS)
    return w.get(w.people.coordinator, "/drafting")


def begin(w: World) -> TestResponse:
    """Begin a drafting."""
    return w.post(w.people.coordinator, "/drafting", {})


def prepare_rows(w: World) -> TestResponse:
    """Have a drafting with one row, and one that was dropped."""
    prepare(w)
    with units.unit(w.app, writes=True):
        case_id = begin_drafting(actor=w.people.coordinator.actor, now=NOW).id
    with units.unit(w.app, writes=True):
        task = processes.open_task(case_id, "open_drafting")
        opened = {**DRAFTING, "roster": ["department"], "finance_agency": "SCT"}
        complete_task(task.id, opened, actor=w.people.coordinator.actor, now=NOW)
    with units.unit(w.app, writes=True):
        drafting, specialist = _newest(), w.people.specialist.actor
        entries = {**ROW, "funding": 12.5}
        add_row(drafting.id, entries, actor=specialist, now=NOW)
        dropped = add_row(drafting.id, {**entries, "content": "Việc thừa"}, actor=specialist, now=NOW)
        edit = RowEdit(dropped.id, {**entries_of(dropped, 2), "fate": "drop"}, "Trùng.")
        edit_rows(drafting.id, [edit], base_version=drafting.rows_version, actor=specialist, now=NOW)
    return w.get(w.people.specialist, f"/drafting/cases/{case_id}/rows")


def save(w: World) -> TestResponse:
    """Change the row."""
    with units.unit(w.app, writes=False):
        path, version = f"/drafting/{_newest().id}/rows", _newest().rows_version
    entered = {**ROW, "content": "Khảo sát nhu cầu hiệu chuẩn", "order": "1", "fate": "keep", "reason": "Cho rõ."}
    fields = {f"rows[0].{name}": value for name, value in entered.items()}
    return w.post(w.people.specialist, path, {**fields, "rows[0]._here": "1", "_version": str(version)})


def add(w: World) -> TestResponse:
    """Add a row."""
    with units.unit(w.app, writes=False):
        path = f"/drafting/{_newest().id}/rows/new"
    return w.post(w.people.specialist, path, ROW)


def put_back(w: World) -> TestResponse:
    """Put the dropped row back."""
    with units.unit(w.app, writes=False):
        row_id = db.session.scalars(select(DraftRow.id).where(DraftRow.is_dropped)).one()
        path = f"/drafting/{_newest().id}/rows/{row_id}/back"
    return w.post(w.people.specialist, path, {})


def record_paper(w: World) -> TestResponse:
    """Record a proposal that came on paper."""
    with units.unit(w.app, writes=False):
        asked = select(PlanProposal.case_id).where(PlanProposal.drafting_id == _newest().id).order_by(PlanProposal.id)
        path = f"/drafting/cases/{db.session.scalars(asked).first()}/paper"
    letter = {"channel": "paper", "received_on": f"{NOW:%d/%m/%Y}", "received_time": "00:00", "number": "215/SCT-KH",
              "signed_on": "19/11/2026", "signer": "Trần Văn Bình", "is_nil": "true"}  # fmt: skip
    return w.post(w.people.specialist, path, letter)


def ask_for_time(w: World) -> TestResponse:
    """Ask for more time for the proposal of the focal point's agency."""
    with units.unit(w.app, writes=False):
        asked = select(PlanProposal.case_id).where(PlanProposal.agency_id == w.people.agency.id)
        path = f"/drafting/cases/{db.session.scalars(asked).one()}/more-time"
    return w.post(w.people.focal_point, path, {"until": "18/12/2026", "reason": "Chờ họp xã."})


def _newest() -> Drafting:
    return db.session.scalars(select(Drafting).order_by(Drafting.id.desc())).first()  # type: ignore[return-value]
