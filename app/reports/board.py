"""A round as its page shows it: rows by block, what needs attention, who sits where."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.clock import local_date
from app.deadlines.calendar import WorkingCalendar
from app.deadlines.wording import Standing, day_month, standing
from app.extensions import db
from app.organisation.calendar import office_calendar
from app.organisation.models import Agency, Seat, User
from app.organisation.roles import Role
from app.reports.blocks import BLOCKS, Block, block_of
from app.reports.history import Latest, latest_reminders
from app.reports.models import Campaign, ExtensionState, Submission, SubmissionState
from app.reports.queries import ARRIVED, Counts, Filter, arrived_by_kind, counts, matrix
from app.reports.reasons import reasons_of_round

SHOWN = 600  # tiles on one page
FOLLOWED = 60  # rows of the table
NIL = "nil"
COMMITTEE = "Ủy ban nhân dân "
# How the table orders what needs attention: the sooner somebody should pick up the telephone, the higher.
_URGENCY = (SubmissionState.returned, SubmissionState.not_started, SubmissionState.drafting, SubmissionState.with_head)


@dataclass(frozen=True)
class Row:
    """One agency's place on the roster; `shown` is the state as the matrix colours it."""

    submission: Submission
    late: bool
    limit: date  # the working day by which it should be here
    standing: Standing
    early_by: int | None  # working days, of a report that is here; negative when it came late

    @property
    def shown(self) -> str:
        """The state, or "nil" for an accepted report that says there is nothing to report."""
        is_nil = self.submission.is_nil and self.submission.state is SubmissionState.accepted
        return NIL if is_nil else self.submission.state.value

    @property
    def is_here(self) -> bool:
        """Whether the department has the report."""
        return self.submission.state in ARRIVED

    @property
    def is_asking(self) -> bool:
        """Whether a request for more time waits for its answer."""
        return self.submission.extension is ExtensionState.asked

    @property
    def note(self) -> str:
        """The few words under the agency's name."""
        row = self.submission
        if self.is_asking:
            return _("Asks for more time")
        if self.late and row.state is SubmissionState.returned:
            return _("Completion overdue")
        if row.is_nil and row.state is SubmissionState.submitted:
            return _("Nothing to report")
        if row.extended_to and not self.is_here:
            return _("Extended to %(day)s", day=day_month(row.extended_to))
        return ""


@dataclass(frozen=True)
class Group:
    """The rows of one block that are shown; `arrived` of `total` reports of the whole block are here."""

    block: Block
    rows: list[Row]
    arrived: int
    total: int

    @property
    def title(self) -> Any:
        """What the block is called."""
        return BLOCKS[self.block].title


@dataclass(frozen=True)
class Board:
    """Everything the live part of a campaign's page shows."""

    campaign: Campaign
    counts: Counts
    standing: Standing
    groups: list[Group]
    followed: list[Row]
    left_out: int  # further rows that need attention, or that match
    next_after: int | None
    people: dict[int, User] = field(default_factory=dict)
    reminders: dict[int, Latest] = field(default_factory=dict)


def board(campaign: Campaign, wanted: Filter, now: datetime, *, is_filtered: bool, after: int = 0) -> Board:
    """Return one page of the campaign as it stands at `now`."""
    calendar, today = office_calendar(), local_date(now)
    found = list(matrix(campaign.id, now, wanted, after=after, limit=SHOWN + 1))
    rows = [row_of(campaign, row, late, today, calendar) for row, late in found[:SHOWN]]
    attention = rows if is_filtered else sorted(filter(_needs_attention, rows), key=_urgency)
    followed = attention[:FOLLOWED]
    return Board(
        campaign=campaign,
        counts=counts(campaign.id, now),
        standing=standing(local_date(campaign.remind_by), local_date(campaign.overdue_after), today, calendar),
        groups=list(_grouped(campaign.id, rows)),
        followed=followed,
        left_out=len(attention) - len(followed),
        next_after=rows[-1].submission.id if len(found) > SHOWN else None,
        people=focal_points([row.submission.agency_id for row in followed]),
        reminders=latest_reminders([row.submission.case_id for row in followed if row.submission.case_id]),
    )


def row_of(campaign: Campaign, submission: Submission, late: bool, today: date, calendar: WorkingCalendar) -> Row:
    """Return the row of one submission as it stands on `today`."""
    remind_by, overdue_after = limits(campaign, submission, calendar)
    early_by = None
    if submission.state in ARRIVED and submission.submitted_at:
        came = local_date(submission.submitted_at)
        early_by = _early_by(came, remind_by, overdue_after, calendar)
    return Row(submission, late, remind_by, standing(remind_by, overdue_after, today, calendar), early_by)


def limits(campaign: Campaign, submission: Submission, calendar: WorkingCalendar) -> tuple[date, date]:
    """Return the day to remind by and the last lawful day that apply to this agency at present."""
    if submission.resubmit_by and submission.resubmit_overdue_after:
        return calendar.previous_working_day(submission.resubmit_by), local_date(submission.resubmit_overdue_after)
    if submission.extended_to:
        return calendar.previous_working_day(submission.extended_to), local_date(submission.overdue_after)
    return local_date(campaign.remind_by), local_date(submission.overdue_after)


def focal_points(agency_ids: Collection[int]) -> dict[int, User]:
    """Return the focal point of each agency that has one, or the deputy."""
    seats = db.session.scalars(
        select(Seat)
        .where(Seat.agency_id.in_(agency_ids), Seat.role == Role.focal_point)
        .options(joinedload(Seat.holder), joinedload(Seat.deputy))
    )
    return {seat.agency_id: person for seat in seats if (person := seat.holder or seat.deputy)}


def tile_name(agency: Agency) -> str:
    """Return the agency's name as short as the register knows it."""
    is_commune = block_of(agency.kind) is Block.communes
    name = (agency.short_name or agency.name.removeprefix(COMMITTEE)) if is_commune else agency.name
    return name[:1].upper() + name[1:]


def _early_by(came: date, remind_by: date, overdue_after: date, calendar: WorkingCalendar) -> int:
    if came > overdue_after:
        return min(-1, -calendar.working_days_between(overdue_after, came))
    return max(0, calendar.working_days_between(came, remind_by))


def _grouped(campaign_id: int, rows: Sequence[Row]) -> Iterator[Group]:
    counted = arrived_by_kind(campaign_id)
    for block in Block:
        inside = [row for row in rows if block_of(row.submission.agency.kind) is block]
        if inside:
            arrived, total = zip(*(counted[kind] for kind in BLOCKS[block].kinds if kind in counted), strict=True)
            yield Group(block, inside, sum(arrived), sum(total))


def _needs_attention(row: Row) -> bool:
    if row.is_here:
        return False
    is_waiting = row.submission.state in (SubmissionState.not_started, SubmissionState.returned)
    return row.late or row.is_asking or is_waiting


def _urgency(row: Row) -> tuple[bool, bool, int, int]:
    return not row.late, not row.is_asking, _URGENCY.index(row.submission.state), row.submission.id


def limits_in_words(campaign: Campaign, language: str) -> list[str]:
    """Return why the deadline is when it is, sentence by sentence."""
    spoken = "en" if language.startswith("en") else "vi"
    return [getattr(reason, spoken) for reason in reasons_of_round(campaign, office_calendar())]
