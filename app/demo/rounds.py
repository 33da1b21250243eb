"""The rounds beside the year's own: one of the past, closed; one of a few; one that is only being prepared."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import partial
from typing import Any

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
OPEN = "Báo cáo nhu cầu tập huấn về đo lường của các sở, đơn vị"
_BASIS = "Công văn số {number}/SKHCN-TĐC của Sở Khoa học và Công nghệ về việc báo cáo đột xuất"
_FILED = ("CAPNUOC", "XANGDAU", "DIENLUC", "TTKT", "CDC", "BVDK")
_NIL = "DUOCLIEU"  # and Thủy sản Hải Minh never answered
_ACCEPTED_SO_FAR = ("SNV", "STP", "SGDDT", "TTT")
_SENT_SO_FAR = ("STC", "BQLKKT")


def acts(days: Days) -> Iterator[Act]:
    """Yield what happens in the smaller rounds."""
    yield from _closed_round(days)
    yield from _open_round(days)
    yield Act(days.back(1, "16:30"), _prepare)
    yield Act(days.back(1, "16:45"), partial(_begin_preparing, days))


def _closed_round(days: Days) -> Iterator[Act]:
    yield Act(days.back(20, "08:30"), _prepare)
    entries = {
        "title": CLOSED,
        "legal_basis": _BASIS.format(number=1520),
        "instructions": "Ghi số phương tiện đo đang dùng và số đã kiểm định.",
        "due_on": days.back(15).date().isoformat(),
        "head_by": days.back(16).date().isoformat(),
        "roster": ["enterprise", "laboratory"],
    }
    yield Act(days.back(20, "09:00"), partial(_open, entries))
    for seed, code in enumerate([*_FILED, _NIL]):
        author = Author(CLOSED, entry(code), seed)
        writes = author.send_nil_to_head if code == _NIL else author.send_to_head
        yield Act(days.back(18 - seed % 2, f"{9 + seed:02d}:15"), writes)
        yield Act(days.back(16, f"{9 + seed:02d}:40"), author.approve)
        yield Act(days.back(14 - seed % 2, f"{9 + seed:02d}:25"), author.accept)
    yield Act(days.back(12, "16:00"), _close)


def _open_round(days: Days) -> Iterator[Act]:
    """Yield a round of a few, due the day after tomorrow."""
    yield Act(days.back(6, "09:30"), _prepare)
    entries = {
        "title": OPEN,
        "legal_basis": _BASIS.format(number=1688),
        "instructions": "Ghi số người cần tập huấn vào mục C; không có nhu cầu thì gửi báo cáo không phát sinh.",
        "due_on": days.ahead(2).isoformat(),
        "head_by": days.ahead(1).isoformat(),
        "roster": ["department", "unit"],
    }
    yield Act(days.back(6, "10:00"), partial(_open, entries))
    for seed, code in enumerate([*_ACCEPTED_SO_FAR, *_SENT_SO_FAR]):
        author = Author(OPEN, entry(code), seed)
        yield Act(days.back(5 - seed % 2, f"{9 + seed:02d}:05"), author.send_nil_to_head)
        yield Act(days.back(3, f"{8 + seed:02d}:50"), author.approve)
        if code in _ACCEPTED_SO_FAR:
            yield Act(days.back(2, f"{9 + seed:02d}:35"), author.accept)


def obligation() -> Obligation:
    """Return the duty that the plan lays on the agencies."""
    return db.session.scalars(select(Obligation)).one()


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


def _open(entries: Mapping[str, Any], now: datetime) -> None:
    task = waiting(round_case(), "prepare_campaign")
    finish(task, {**first_values(task), "due_is_exclusive": False, **entries}, as_(COORDINATOR), now)


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
