"""Report that somebody is away, and end it early."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select

from app.clock import local_date
from app.deadlines.wording import short_date
from app.errors import Conflict, Invalid, NotFound
from app.extensions import db
from app.organisation.absences import Post, possible_stand_ins, posts_of
from app.organisation.models import Absence, User
from app.organisation.records import locked_user, of_user, own_id
from app.organisation.roles import Actor
from app.organisation.texts import N_
from app.timeline.log import record

LONGEST = timedelta(days=366)


class AbsencesOverlap(Conflict):
    """The person is reported away on one of the days already."""

    slug = "absences-overlap"
    message = "Already reported away from %(first)s to %(last)s. End that absence first, or choose other days."


class AbsenceIsOver(Conflict):
    """There is nothing left of the absence to end."""

    slug = "absence-is-over"
    message = "This absence is over already."


class NobodyStandsIn(Conflict):
    """On some of the person's posts nobody is there meanwhile; `posts` are those. Said before it is saved."""

    slug = "nobody-stands-in"
    message = "Nobody stands in for some of the work. Name a deputy first, or report the absence anyway."

    def __init__(self, posts: list[Post]) -> None:
        super().__init__()
        self.posts = posts


@dataclass(frozen=True)
class Away:
    """What is reported: both days inclusive; `stand_in_id` None leaves it to the deputy of each seat."""

    first_day: date
    last_day: date
    stand_in_id: int | None = None
    reason: str = ""


def report_absence(user_id: int, away: Away, actor: Actor, now: datetime, *, accepts_gaps: bool = False) -> Absence:
    """Report a person away, themselves or by somebody who keeps the register.

    Raises Invalid, AbsencesOverlap, UserNotFound, and NobodyStandsIn unless `accepts_gaps`.
    """
    user = locked_user(user_id)
    stand_in = _stand_in(user_id, away.stand_in_id)
    _check_days(away, local_date(now))
    _refuse_overlap(user_id, away)
    gaps = [post for post in posts_of(user_id, away.first_day, away.last_day, away.stand_in_id) if post.is_open]
    if gaps and not accepts_gaps:
        raise NobodyStandsIn(gaps)
    absence = Absence(
        user_id=user.id,
        first_day=away.first_day,
        last_day=away.last_day,
        stand_in_id=away.stand_in_id,
        reason=away.reason,
        reported_by_id=own_id(actor),
        reported_at=now,
    )
    db.session.add(absence)
    days = {"first_day": away.first_day, "last_day": away.last_day}
    facts = {**days, "to": stand_in.name if stand_in else None, "gaps": len(gaps)}
    record(of_user(user.id), "user.absence_reported", actor, now, name=user.name, **facts)
    return absence


def end_absence(user_id: int, absence_id: int, actor: Actor, now: datetime) -> Absence:
    """End an absence of the person from today on, or call it off before it begins.

    Raises NotFound and AbsenceIsOver.
    """
    user = locked_user(user_id)
    absence = db.session.get(Absence, absence_id, populate_existing=True)
    if absence is None or absence.user_id != user.id:
        raise NotFound
    today = local_date(now)
    if absence.last_day < max(today, absence.first_day):
        raise AbsenceIsOver
    days = {"first_day": absence.first_day, "last_day": absence.last_day}
    absence.last_day, absence.ended_at = today - timedelta(days=1), now
    record(of_user(user.id), "user.absence_ended", actor, now, name=user.name, **days)
    return absence


def _stand_in(user_id: int, stand_in_id: int | None) -> User | None:
    if stand_in_id is None:
        return None
    chosen = {user.id: user for user in possible_stand_ins(user_id)}.get(stand_in_id)
    if chosen is None:
        sentence = N_("Choose somebody of the list: only they can open the work.")
        raise Invalid({"stand_in": [sentence]})
    return chosen


def _check_days(away: Away, today: date) -> None:
    if away.first_day < today:
        raise Invalid({"first_day": [N_("Choose today or a later day: what has gone out cannot be called back.")]})
    if away.last_day < away.first_day:
        raise Invalid({"last_day": [N_("The last day comes before the first one.")]})
    if away.last_day - away.first_day > LONGEST:
        raise Invalid({"last_day": [N_("More than a year: hand the seat over to somebody else instead.")]})


def _refuse_overlap(user_id: int, away: Away) -> None:
    other = db.session.scalar(
        select(Absence)
        .where(
            Absence.user_id == user_id,
            Absence.first_day <= away.last_day,
            Absence.last_day >= away.first_day,
            Absence.last_day >= Absence.first_day,
        )
        .limit(1)
    )
    if other is not None:
        raise AbsencesOverlap(first=short_date(other.first_day), last=short_date(other.last_day))
