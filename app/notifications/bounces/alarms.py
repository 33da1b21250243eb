"""Tell the coordinators whose mail came back, and which number to call: one mail a day at most."""

from datetime import date, datetime, time, timedelta

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import func, select

from app.clock import LOCAL, local_date
from app.deadlines.wording import day_month
from app.extensions import db
from app.notifications.bounces.queries import Bounced, all_bouncing
from app.notifications.bounces.wording import why
from app.notifications.letters import Letter, Postponed, Withheld
from app.notifications.notices import Action, Line, Notice, Section, because, link
from app.notifications.office_hours import OPENS, is_office_time, next_office_time
from app.notifications.rendering import render
from app.organisation.calendar import office_calendar
from app.organisation.models import RoleGrant, User
from app.organisation.roles import Role
from app.timeline.outbox import Message, enqueue_all
from app.timeline.outbox_models import MessageStatus, OutboxMessage

ALARM = "bounces"  # the kind, and the template
GATHERING = timedelta(minutes=15)  # after a wave of reminders, reports of failure come one by one
SHOWN = 20


def alarm_coordinators(now: datetime) -> None:
    """Queue today's mail to each coordinator, or tomorrow's where today's is out; what it says is read when sent."""
    today = local_date(now)
    people = db.session.execute(
        select(User.id, User.email)
        .join(RoleGrant, RoleGrant.user_id == User.id)
        .where(RoleGrant.role == Role.coordinator, User.disabled_at.is_(None))
        .distinct()
        .order_by(User.id)
    ).all()
    ended = set(
        db.session.scalars(
            select(OutboxMessage.recipient_id).where(
                OutboxMessage.key.in_([_key(user_id, today) for user_id, _address in people]),
                OutboxMessage.status != MessageStatus.queued,
            )
        )
    )
    enqueue_all([_alarm(user_id, address, user_id in ended, now) for user_id, address in people], now)


def _alarm(user_id: int, address: str, is_over: bool, now: datetime) -> Message:
    today = local_date(now)
    day = today + timedelta(days=1) if is_over else today
    after = datetime.combine(day, OPENS, LOCAL) if is_over else now + GATHERING
    return Message(_key(user_id, day), ALARM, user_id, address, template=ALARM, send_after=after)


def _key(user_id: int, day: date) -> str:
    return f"{ALARM}:{user_id}:{day.isoformat()}"


def returned_mail(_message: OutboxMessage, user: User, now: datetime) -> Letter | Withheld | Postponed:
    """Write whose mail has come back since the coordinator was last told, with the numbers to call."""
    calendar = office_calendar()
    if not is_office_time(now, calendar):
        return Postponed(next_office_time(now, calendar))
    if _told_today(user, now):
        return Postponed(next_office_time(_tomorrow(now), calendar))
    found = all_bouncing(now, since=_last_told(user))
    if not found:
        return Withheld("every address was corrected meanwhile")
    title = ngettext("Mail to %(num)d person came back", "Mail to %(num)d people came back", len(found))
    section = Section("", "late", [_line(one) for one in found[:SHOWN]], left_out=max(0, len(found) - SHOWN))
    intro = [_("They have not read what was sent to them. Call their agency, or correct the focal point.")]
    action = Action(_("See whose mail comes back"), link("/reminders/returned"))
    return render(Notice(title, title, intro, [section], because(Role.coordinator, None), action), user)


def _line(one: Bounced) -> Line:
    names = ", ".join(name for _key, name, _phone in one.agencies)
    return Line(
        name=f"{names}: {one.name}" if names else one.name,
        about=sentence(one),
        link=link(f"/agencies/{one.agencies[0][0]}") if one.agencies else None,
    )


def sentence(one: Bounced) -> str:
    """Say what happened and what to do: "Thư ngày 16/11 bị trả lại, … Gọi 0000 000 000 hoặc sửa đầu mối."."""
    what = _(
        "The mail of %(day)s to %(address)s came back: %(why)s.",
        day=day_month(local_date(one.sent_at or one.at)),
        address=one.address,
        why=why(one.status),
    )
    if one.phone:
        to_do = _("Call %(phone)s or correct the focal point.", phone=one.phone)
    else:
        to_do = _("Correct the focal point; no telephone number is known.")
    return f"{what} {to_do}"


def _last_told(user: User) -> datetime | None:
    """Return when the last alarm the server took was sent; what came back after it is news."""
    return db.session.scalar(
        select(func.max(OutboxMessage.sent_at)).where(
            OutboxMessage.recipient_id == user.id,
            OutboxMessage.kind == ALARM,
            OutboxMessage.status == MessageStatus.sent,
        )
    )


def _told_today(user: User, now: datetime) -> bool:
    last = _last_told(user)
    return last is not None and local_date(last) == local_date(now)


def _tomorrow(now: datetime) -> datetime:
    return datetime.combine(local_date(now) + timedelta(days=1), time(), LOCAL)
