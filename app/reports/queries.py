"""Read campaigns: the live matrix is a query over the submissions, page by page."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import current_app
from sqlalchemy import ColumnElement, and_, case, func, literal, or_, select
from sqlalchemy.orm import joinedload

from app.database import UTCDateTime
from app.extensions import db
from app.organisation.models import Agency, AgencyKind
from app.reports.errors import CampaignNotFound, ObligationNotFound
from app.reports.models import Campaign, ExtensionState, Obligation, Submission, SubmissionState

ARRIVED = (SubmissionState.submitted, SubmissionState.accepted)


@dataclass(frozen=True)
class Counts:
    """How a round stands: by state, and by flag."""

    total: int
    states: dict[SubmissionState, int]
    late: int
    nil: int
    extended: int
    asked: int
    accepted_nil: int = 0  # accepted, with nothing to report
    opened: int = 0  # whose case has been opened

    @property
    def missing(self) -> int:
        """How many reports the department does not have."""
        return self.total - sum(self.states[state] for state in ARRIVED)


@dataclass(frozen=True)
class Filter:
    """Which rows of the matrix to show."""

    state: SubmissionState | None = None
    late: bool = False
    nil: bool = False
    extended: bool = False
    asked: bool = False
    missing: bool = False  # not with the department (yet, or again)
    kinds: tuple[AgencyKind, ...] = ()
    agency_id: int | None = None


def is_late(now: datetime) -> ColumnElement[bool]:
    """Return the condition that a report missed a limit, judged by when it was sent or received, until then by `now`.

    Missing the first limit stays marked; a returned report is late again after the limit of its own.
    """
    until_then = literal(now, UTCDateTime())
    came = func.coalesce(Submission.first_submitted_at, until_then)
    came_again = case((Submission.state.in_(ARRIVED), Submission.submitted_at), else_=until_then)
    return or_(
        came > Submission.overdue_after,
        and_(Submission.resubmit_overdue_after.is_not(None), came_again > Submission.resubmit_overdue_after),
    )


def counts(campaign_id: int, now: datetime) -> Counts:
    """Return the campaign's counts, in one query."""
    return counts_of([campaign_id], now)[campaign_id]


def counts_of(campaign_ids: Collection[int], now: datetime) -> dict[int, Counts]:
    """Return the counts of several campaigns, in one query; one without a roster counts nobody."""
    rows = db.session.execute(
        select(
            Submission.campaign_id,
            Submission.state,
            func.count(),
            func.sum(case((is_late(now), 1), else_=0)),
            func.sum(case((Submission.is_nil, 1), else_=0)),
            func.sum(case((Submission.extended_to.is_not(None), 1), else_=0)),
            func.sum(case((Submission.extension == ExtensionState.asked, 1), else_=0)),
            func.sum(case((_is_accepted_nil(), 1), else_=0)),
            func.count(Submission.case_id),
        )
        .where(Submission.campaign_id.in_(campaign_ids))
        .group_by(Submission.campaign_id, Submission.state)
    ).all()
    return {wanted: _added_up([row[1:] for row in rows if row[0] == wanted]) for wanted in campaign_ids}


def _is_accepted_nil() -> ColumnElement[bool]:
    return and_(Submission.is_nil, Submission.state == SubmissionState.accepted)


def _added_up(rows: Sequence[Any]) -> Counts:
    by_state = {row[0]: int(row[1]) for row in rows}
    states = {state: by_state.get(state, 0) for state in SubmissionState}
    late, nil, extended, asked, accepted_nil, opened = (sum(int(row[i] or 0) for row in rows) for i in range(2, 8))
    return Counts(sum(by_state.values()), states, late, nil, extended, asked, accepted_nil, opened)


def arrived_by_kind(campaign_id: int) -> dict[AgencyKind, tuple[int, int]]:
    """Return, for each kind of agency on the roster, how many reports are here, and of how many."""
    rows = db.session.execute(
        select(Agency.kind, func.sum(case((Submission.state.in_(ARRIVED), 1), else_=0)), func.count())
        .join(Submission, Submission.agency_id == Agency.id)
        .where(Submission.campaign_id == campaign_id)
        .group_by(Agency.kind)
    )
    return {kind: (int(arrived), int(total)) for kind, arrived, total in rows}


def matrix(
    campaign_id: int, now: datetime, wanted: Filter = Filter(), *, after: int = 0, limit: int | None = None
) -> Sequence[tuple[Submission, bool]]:
    """Return (submission, is late) of the roster in its frozen order, from the one after id `after` on."""
    query = (
        select(Submission, is_late(now))
        .join(Submission.agency)
        .options(joinedload(Submission.agency))
        .where(Submission.campaign_id == campaign_id, Submission.id > after, *_conditions(wanted, now))
        .order_by(Submission.id)
    )
    return [(row[0], bool(row[1])) for row in db.session.execute(query.limit(limit) if limit else query)]


def case_ids(campaign_id: int, now: datetime, wanted: Filter, *, limit: int) -> list[int]:
    """Return the cases of those reports that the filter keeps and whose case has been opened."""
    query = (
        select(Submission.case_id)
        .join(Submission.agency)
        .where(Submission.campaign_id == campaign_id, Submission.case_id.is_not(None), *_conditions(wanted, now))
        .order_by(Submission.id)
    )
    return [case_id for case_id in db.session.scalars(query.limit(limit)) if case_id is not None]


def _conditions(wanted: Filter, now: datetime) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.state:
        found.append(Submission.state == wanted.state)
    if wanted.late:
        found.append(is_late(now))
    if wanted.nil:
        found.append(Submission.is_nil.is_(True))
    if wanted.extended:
        found.append(Submission.extended_to.is_not(None))
    if wanted.asked:
        found.append(Submission.extension == ExtensionState.asked)
    if wanted.missing:
        found.append(Submission.state.not_in(ARRIVED))
    if wanted.kinds:
        found.append(Agency.kind.in_(wanted.kinds))
    if wanted.agency_id:
        found.append(Submission.agency_id == wanted.agency_id)
    return found


def late_agencies(campaign_id: int, now: datetime) -> list[Agency]:
    """Return the agencies whose report is overdue and not here."""
    return [
        submission.agency
        for submission, _ in matrix(campaign_id, now, Filter(late=True))
        if submission.state not in ARRIVED
    ]


def campaigns(limit: int = 100) -> list[Campaign]:
    """Return the rounds, newest first."""
    return list(db.session.scalars(select(Campaign).order_by(Campaign.id.desc()).limit(limit)))


def campaign_of(case_id: int) -> Campaign | None:
    """Return the campaign that the case runs, if its roster has been frozen."""
    return db.session.scalar(select(Campaign).where(Campaign.case_id == case_id))


def require_campaign(campaign_id: int) -> Campaign:
    """Return the campaign; raise CampaignNotFound."""
    campaign = db.session.get(Campaign, campaign_id)
    if campaign is None:
        raise CampaignNotFound
    return campaign


def obligations(*, ended: bool = False) -> list[Obligation]:
    """Return the standing reporting duties in force, or those that no longer are."""
    query = select(Obligation).where(Obligation.is_active.is_not(ended)).order_by(Obligation.id)
    return list(db.session.scalars(query))


def require_obligation(obligation_id: int) -> Obligation:
    """Return the obligation; raise ObligationNotFound."""
    obligation = db.session.get(Obligation, obligation_id)
    if obligation is None:
        raise ObligationNotFound
    return obligation


def department() -> Agency:
    """Return the department that runs this system."""
    return db.session.scalars(select(Agency).where(Agency.code == current_app.config["DEPARTMENT_CODE"])).one()
