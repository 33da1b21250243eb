"""Let the dates that rounds and reports keep follow a change of the working calendar; their cases move by themselves.

A round's date is worked out again from its printed day and its reading. A report shares its round's date until it has
one of its own: extended, or returned to be corrected. What has arrived in time stays in time.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, and_, func, or_, select, update

from app.cases.following import Effect, Follower, followers
from app.cases.recalculating import Change, as_written, follow, moments
from app.clock import end_of_day, local_date
from app.deadlines.moments import Deadline, Reading, fixed_date
from app.extensions import db
from app.reports.models import OVER, Campaign, Submission


def preview(change: Change, now: datetime) -> Sequence[Effect]:
    """Return the rounds, and the reports with dates of their own, that would move."""
    rounds = [
        Effect(campaign.title, "campaigns.show", campaign.id, _sharing(campaign), old, new)
        for campaign, old, new in _rounds(change, now)
    ]
    return [*rounds, *(group.effect for group in _groups(change, now))]


def follow_change(change: Change, now: datetime) -> None:
    """Move them: reports first, because they are known by the date they have."""
    for group in list(_groups(change, now)):
        group.move()
    for campaign, old, new in _rounds(change, now):
        _move_sharing(campaign, old, new)
        campaign.remind_by, campaign.due_at, campaign.overdue_after = moments(new)
        reasons = [{"vi": reason.vi, "en": reason.en} for reason in new.explanation]
        campaign.explanation = json.dumps(reasons, ensure_ascii=False)


def _rounds(change: Change, now: datetime) -> Iterator[tuple[Campaign, Deadline, Deadline]]:
    """Yield the rounds that move, with the dates they have and will have."""
    first, last = change.window
    living = Campaign.status.not_in(OVER)
    for campaign in db.session.scalars(
        select(Campaign).where(living, Campaign.due_at.between(first, last)).order_by(Campaign.id)
    ):
        stands = Deadline(campaign.remind_by, campaign.due_at, campaign.overdue_after)
        new = _followed(campaign, stands, change, now)
        if moments(new) != moments(stands):
            yield campaign, stands, new


def _followed(campaign: Campaign, stands: Deadline, change: Change, now: datetime) -> Deadline:
    """Work the date out again from the printed day; from the date itself where a person has moved it since."""
    inclusive, reading = not campaign.due_is_exclusive, cast(Reading, campaign.reading)
    by_old, by_new = (
        fixed_date(campaign.due_on, inclusive=inclusive, calendar=calendar, reading=reading)
        for calendar in (change.old, change.new)
    )
    if moments(by_old) != moments(stands):
        return as_written(stands, change, now, reading)
    return follow(stands, by_old, by_new, now)


def _shares(campaign: Campaign, old: Deadline) -> ColumnElement[bool]:
    return and_(
        Submission.campaign_id == campaign.id,
        Submission.extended_to.is_(None),
        Submission.due_at == old.due_at,
        Submission.overdue_after == old.overdue_after,
    )


def _sharing(campaign: Campaign) -> int:
    stands = Deadline(campaign.remind_by, campaign.due_at, campaign.overdue_after)
    return db.session.scalar(select(func.count()).select_from(Submission).where(_shares(campaign, stands))) or 0


def _move_sharing(campaign: Campaign, old: Deadline, new: Deadline) -> None:
    db.session.execute(
        update(Submission)
        .where(_shares(campaign, old), _stays_in_time(Submission.first_submitted_at, new))
        .values(due_at=new.due_at, overdue_after=new.overdue_after)
    )


def _stays_in_time(arrived: Any, new: Deadline) -> ColumnElement[bool]:
    """Keep out what arrived in time and would be late by the new date."""
    return or_(arrived.is_(None), arrived <= new.overdue_after)


@dataclass(frozen=True)
class _Group:
    """Reports of one round with the same date of their own, extended or to be corrected by a day."""

    effect: Effect
    day: date
    is_resubmission: bool

    def move(self) -> None:
        """Give them the new date."""
        old, new = self.effect.old, self.effect.new
        if self.is_resubmission:
            which = and_(Submission.resubmit_by == self.day, Submission.resubmit_overdue_after == old.overdue_after)
            values: dict[str, Any] = {"resubmit_overdue_after": new.overdue_after}
        else:
            which = and_(Submission.extended_to == self.day, Submission.overdue_after == old.overdue_after)
            values = {"overdue_after": new.overdue_after}
            which = and_(which, _stays_in_time(Submission.first_submitted_at, new))
        db.session.execute(update(Submission).where(Submission.campaign_id == self.effect.key, which).values(values))


def _groups(change: Change, now: datetime) -> Iterator[_Group]:
    own = (
        (Submission.extended_to, Submission.overdue_after),
        (Submission.resubmit_by, Submission.resubmit_overdue_after),
    )
    for number, (day, overdue_after) in enumerate(own):
        yield from _groups_by(day, overdue_after, bool(number), change, now)


def _groups_by(day: Any, overdue_after: Any, is_resubmission: bool, change: Change, now: datetime) -> Iterator[_Group]:
    first, last = (local_date(instant) for instant in change.window)
    rows = db.session.execute(
        select(Campaign.id, Campaign.title, day.label("day"), overdue_after.label("overdue_after"), func.count())
        .join(Campaign, Campaign.id == Submission.campaign_id)
        .where(Campaign.status.not_in(OVER), day.between(first, last), overdue_after.is_not(None))
        .group_by(Campaign.id, Campaign.title, day, overdue_after)
        .order_by(Campaign.id, day)
    )
    for key, title, given, overdue, count in rows:
        stands = Deadline(overdue, end_of_day(given), overdue)
        by_old, by_new = (
            _overdue_alone(change.of_day(given, "later", calendar)) for calendar in (change.old, change.new)
        )
        new = follow(stands, by_old, by_new, now)
        if new.overdue_after != overdue:
            yield _Group(Effect(title, "campaigns.show", key, count, stands, new), given, is_resubmission)


def _overdue_alone(deadline: Deadline) -> Deadline:
    """Return the deadline with nothing but its last lawful moment: these reports keep no other."""
    return Deadline(deadline.overdue_after, deadline.due_at, deadline.overdue_after)


if not any(follower.preview is preview for follower in followers):
    followers.append(Follower(preview, follow_change))
