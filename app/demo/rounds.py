"""The rounds beside the year's own: one of the past, closed; one that is only being prepared."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from sqlalchemy import select

from app.cases.models import Case, TaskStatus, UserTask
from app.demo.accounts import COORDINATOR
from app.demo.days import Days
from app.demo.doings import Author, as_, finish, first_values, save, waiting
from app.demo.register import entry
from app.demo.story import Act
from app.extensions import db
from app.reports.models import Campaign, Obligation
from app.reports.service.preparing import prepare_round
from app.tasks.service import claim_task

CLOSED = "Báo cáo nhanh về phương tiện đo tại doanh nghiệp, phòng thí nghiệm"
_FILED = ("CAPNUOC", "XANGDAU", "DIENLUC", "TTKT", "CDC", "BVDK")
_NIL = "DUOCLIEU"  # and Thủy sản Hải Minh never answered
_BASIS = "Công văn số 1520/SKHCN-TĐC của Sở Khoa học và Công nghệ về việc báo cáo đột xuất"


def acts(days: Days) -> Iterator[Act]:
    """Yield what happens in the smaller rounds."""
    yield Act(days.back(20, "08:30"), _prepare)
    yield Act(days.back(20, "09:00"), partial(_open, days))
    for seed, code in enumerate([*_FILED, _NIL]):
        author = Author(CLOSED, entry(code), seed)
        writes = author.send_nil_to_head if code == _NIL else author.send_to_head
        yield Act(days.back(18 - seed % 2, f"{9 + seed:02d}:15"), writes)
        yield Act(days.back(16, f"{9 + seed:02d}:40"), author.approve)
        yield Act(days.back(14 - seed % 2, f"{9 + seed:02d}:25"), author.accept)
    yield Act(days.back(12, "16:00"), _close)
    yield Act(days.back(1, "16:30"), _prepare)
    yield Act(days.back(1, "16:45"), partial(_begin_preparing, days))


def obligation() -> Obligation:
    """Return the duty that the plan lays on the agencies."""
    return db.session.scalars(select(Obligation).where(Obligation.due_month.is_not(None))).one()


def round_case() -> Case:
    """Return the case of the round that waits to be prepared."""
    waiting_one = select(Case).join(UserTask, UserTask.case_id == Case.id)
    return db.session.scalars(
        waiting_one.where(UserTask.element == "prepare_campaign", UserTask.status == TaskStatus.open)
    ).one()


def round_named(title: str) -> Case:
    """Return the case of the round with the title."""
    named = select(Case).join(Campaign, Campaign.case_id == Case.id).where(Campaign.title == title)
    return db.session.scalars(named).one()


def _prepare(now: datetime) -> None:
    prepare_round(None, actor=as_(COORDINATOR), now=now)


def _open(days: Days, now: datetime) -> None:
    task = waiting(round_case(), "prepare_campaign")
    due = days.back(15).date()
    values = {
        **first_values(task),
        "title": CLOSED,
        "legal_basis": _BASIS,
        "instructions": "Ghi số phương tiện đo đang dùng và số đã kiểm định.",
        "due_on": due.isoformat(),
        "due_is_exclusive": False,
        "head_by": days.back(16).date().isoformat(),
        "roster": ["enterprise", "laboratory"],
    }
    finish(task, values, as_(COORDINATOR), now)


def _close(now: datetime) -> None:
    task = waiting(round_named(CLOSED), "follow_up")
    finish(task, {"closing": "close", "closing_note": "Đã đủ số liệu để tổng hợp."}, as_(COORDINATOR), now)


def _begin_preparing(days: Days, now: datetime) -> None:
    task = waiting(round_case(), "prepare_campaign")
    claim_task(task.id, actor=as_(COORDINATOR), now=now)
    begun = {
        **first_values(task),
        "title": f"Rà soát cân đối chứng tại chợ, {days.ahead(5):%m/%Y}",
        "roster": ["commune", "ward", "special_zone"],
    }
    save(task, begun, as_(COORDINATOR), now)
