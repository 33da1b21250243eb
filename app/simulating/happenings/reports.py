"""The reporting round of the year, a small one in spring, and what agencies do in them of their own accord."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import partial

from sqlalchemy import select
from sqlalchemy.exc import NoResultFound

from app.cases.receipts import Channel
from app.clock import local_date
from app.deadlines.calendar import WorkingCalendar
from app.demo.accounts import COORDINATOR
from app.demo.doings import Author, as_
from app.demo.register import Entry, entries
from app.demo.story import Act
from app.extensions import db
from app.reports.errors import CampaignClosed, ExtensionAlreadyAsked, ReportAlreadyReceived
from app.reports.models import Campaign, Obligation
from app.reports.service.preparing import prepare_round
from app.reports.service.receiving import Receipt, note_call, receive
from app.simulating.span import Span, moment

_YEARS_ROUND, _SPRING_ROUND = (11, 1), (5, 10)
_ASK_FOR_TIME, _ON_PAPER, _CALLED = 6, 5, 8  # how many agencies
_ASKED_BECAUSE = (
    "Địa bàn bị chia cắt do mưa lũ, chưa thu đủ số liệu.",
    "Cán bộ đầu mối đi học dài ngày, người thay mới nhận việc.",
    "Chờ số liệu của đơn vị trực thuộc.",
)
# What makes the act pointless: the report is there by then.
_TOO_LATE = (ReportAlreadyReceived, CampaignClosed, ExtensionAlreadyAsked, NoResultFound)


def acts(span: Span, calendar: WorkingCalendar) -> Iterator[Act]:
    """Yield the rounds' beginnings and what agencies do on their own."""
    yield Act(moment(calendar.next_working_day(date(span.year, *_SPRING_ROUND)), "08:45"), partial(_prepare, False))
    opened = calendar.next_working_day(date(span.year, *_YEARS_ROUND))
    yield Act(moment(opened, "08:30"), partial(_prepare, True))
    reporting = [one for one in entries() if one.report and one.focal_point]
    chance = span.chance("round", span.year)
    for number, one in enumerate(chance.sample(reporting, _ASK_FOR_TIME)):
        at = moment(calendar.add_working_days(opened, chance.randint(9, 17)), f"{9 + number % 3:02d}:20")
        yield Act(at, partial(_ask_for_time, one, chance.choice(_ASKED_BECAUSE), chance.randint(5, 12)))
    for number, one in enumerate(chance.sample(reporting, _ON_PAPER)):
        at = moment(calendar.add_working_days(opened, chance.randint(10, 22)), f"{14 + number % 3:02d}:10")
        yield Act(at, partial(_receive, one, chance.choice([Channel.paper, Channel.document_system])))
    for number, one in enumerate(chance.sample(reporting, _CALLED)):
        at = moment(calendar.add_working_days(opened, chance.randint(22, 26)), f"{15 + number % 2:02d}:40")
        yield Act(at, partial(_call, one))


def _prepare(of_the_year: bool, now: datetime) -> None:
    """Have the coordinator begin to prepare a round."""
    orders = select(Obligation).where(Obligation.is_active, Obligation.due_month.is_not(None)).order_by(Obligation.id)
    prepare_round(db.session.scalars(orders).first() if of_the_year else None, actor=as_(COORDINATOR), now=now)


def _author(one: Entry) -> Author:
    """Return the people of an agency in the newest round."""
    newest = select(Campaign.title).order_by(Campaign.id.desc()).limit(1)
    return Author(db.session.scalar(newest) or "", one, 1)


def _ask_for_time(one: Entry, reason: str, days: int, now: datetime) -> None:
    try:
        author = _author(one)
        until = max(author.campaign.due_on, local_date(now)) + timedelta(days=days)
        author.ask_for_time(until, reason, now)
    except _TOO_LATE:
        return


def _receive(one: Entry, channel: Channel, now: datetime) -> None:
    try:
        receive(_author(one).case.id, Receipt(channel, now), actor=as_(COORDINATOR), now=now)
    except _TOO_LATE:
        return


def _call(one: Entry, now: datetime) -> None:
    try:
        spoke_with = one.focal_point or one.name
        note_call(_author(one).case.id, spoke_with, "Hẹn gửi báo cáo trong tuần.", actor=as_(COORDINATOR), now=now)
    except _TOO_LATE:
        return
