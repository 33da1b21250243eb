"""Whom a letter would name today, whom not and why: looked at before anything is drafted, and again when it is."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import select

from app.cases.models import Case
from app.clock import local_date
from app.deadlines.calendar import WorkingCalendar
from app.documents.letters.matter import LateAgency
from app.documents.letters.models import Letter, LetterAgency, LetterKind, Missing
from app.documents.letters.past import Past, past_of
from app.extensions import db
from app.organisation.calendar import office_calendar
from app.reports.board import focal_points, limits
from app.reports.models import Campaign, ExtensionState, Submission, SubmissionState
from app.reports.queries import ARRIVED, matrix


class LeftOut(StrEnum):
    """Why an agency is in no letter."""

    filed = "filed"  # late, but the report is here now
    asking = "asking"  # a request for more time waits for its answer
    ended = "ended"  # the agency no longer exists: its work has to be given to a successor first
    confidential = "confidential"
    own_limit = "own_limit"  # extended or returned, its own limit still runs


class Lacking(StrEnum):
    """What the register lacks to reach an agency."""

    email = "email"
    clerk = "clerk"  # nobody holds the focal point's seat


@dataclass(frozen=True)
class Candidate:
    """An agency that the letter would name."""

    submission: Submission
    late: LateAgency
    lacking: tuple[Lacking, ...] = ()
    is_drafted: bool = False  # a draft that is not issued names it already


@dataclass
class Candidates:
    """Who is in and who is not; the rest of the roster is counted."""

    inside: list[Candidate] = field(default_factory=list)
    outside: list[tuple[Submission, LeftOut]] = field(default_factory=list)
    on_time: int = 0  # reports that are here, none of their limits missed
    not_due: int = 0  # not here, but the limit still runs

    @property
    def lacking(self) -> int:
        """How many of those inside cannot be reached as the register stands."""
        return sum(bool(candidate.lacking) for candidate in self.inside)


def candidates(campaign: Campaign, now: datetime, only: Collection[int] | None = None) -> Candidates:
    """Return who is late at `now`, of the whole roster or of the submissions `only`; one pass over the roster."""
    calendar, today, found = office_calendar(), local_date(now), Candidates()
    past, hidden = past_of(campaign.id), _confidential(campaign.id)
    chosen: list[tuple[Submission, LateAgency]] = []
    for submission, is_late in matrix(campaign.id, now):
        if only is not None and submission.id not in only:
            continue
        reason = _reason(submission, is_late, today, hidden)
        if reason:
            found.outside.append((submission, reason))
        elif is_late:
            chosen.append((submission, _late(campaign, submission, past, today, calendar)))
        elif submission.state in ARRIVED:
            found.on_time += 1
        else:
            found.not_due += 1
    found.inside = list(_judged(campaign.id, chosen))
    return found


def _reason(submission: Submission, is_late: bool, today: date, hidden: Collection[int]) -> LeftOut | None:
    if submission.state in ARRIVED:
        return LeftOut.filed if is_late else None
    if not submission.agency.exists_on(today):
        return LeftOut.ended
    if submission.extension is ExtensionState.asked:
        return LeftOut.asking
    if not is_late:
        return LeftOut.own_limit if submission.extended_to or submission.resubmit_by else None
    return LeftOut.confidential if submission.case_id in hidden else None


def _late(campaign: Campaign, submission: Submission, past: Past, today: date, calendar: WorkingCalendar) -> LateAgency:
    _, limit = limits(campaign, submission, calendar)
    is_returned = submission.state is SubmissionState.returned or submission.resubmit_by is not None
    return LateAgency(
        name=submission.agency.name,
        kind=submission.agency.kind,
        missing=Missing.completion if is_returned else Missing.report,
        limit=limit,
        extended_to=submission.extended_to,
        resubmit_by=submission.resubmit_by if is_returned else None,
        working_days_late=calendar.working_days_between(limit, today),
        reminders=past.reminders.get(submission.id, 0),
        last_letter=past.letters.get(submission.id, ""),
    )


def _judged(campaign_id: int, chosen: Collection[tuple[Submission, LateAgency]]) -> Iterator[Candidate]:
    people = focal_points([submission.agency_id for submission, _ in chosen])
    drafted = _drafted(campaign_id)
    for submission, late in chosen:
        has_email, has_clerk = bool(submission.agency.email), submission.agency_id in people
        lacking = [what for what, there in ((Lacking.email, has_email), (Lacking.clerk, has_clerk)) if not there]
        yield Candidate(submission, late, tuple(lacking), submission.id in drafted)


def _drafted(campaign_id: int) -> frozenset[int]:
    query = (
        select(LetterAgency.submission_id)
        .join(Letter, Letter.id == LetterAgency.letter_id)
        .where(Letter.campaign_id == campaign_id, Letter.number.is_(None), Letter.kind == LetterKind.chase)
    )
    return frozenset(db.session.scalars(query))


def _confidential(campaign_id: int) -> frozenset[int]:
    query = (
        select(Case.id)
        .join(Submission, Submission.case_id == Case.id)
        .where(Submission.campaign_id == campaign_id, Case.is_confidential)
    )
    return frozenset(db.session.scalars(query))
