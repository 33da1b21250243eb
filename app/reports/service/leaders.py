"""Tell the department's leaders, once a round, which agencies are late."""

from collections.abc import Sequence
from datetime import datetime

from flask_babel import force_locale, ngettext
from flask_babel import gettext as _
from sqlalchemy import select

from app.cases.telling import link
from app.extensions import db
from app.organisation.models import Agency, RoleGrant, User
from app.organisation.roles import SYSTEM, Role
from app.reports.models import Campaign
from app.reports.queries import late_agencies
from app.reports.service.opening import campaign_of_case
from app.timeline.log import Subject, record
from app.timeline.outbox import Message, enqueue_all


def tell_who_is_late(case_id: int, now: datetime) -> None:
    """Queue one mail to each leader with the campaign's late agencies; none when nobody is late."""
    campaign = campaign_of_case(case_id)
    late = late_agencies(campaign.id, now)
    if late:
        enqueue_all([_letter(campaign, late, leader) for leader in _leaders()], now)
    record(Subject("campaign", campaign.id), "campaign.leaders_told", SYSTEM, now, late=len(late))


def _leaders() -> Sequence[User]:
    granted = select(User).join(RoleGrant, RoleGrant.user_id == User.id).where(RoleGrant.role == Role.leader)
    return db.session.scalars(granted.where(User.disabled_at.is_(None)).order_by(User.id)).all()


def _letter(campaign: Campaign, late: Sequence[Agency], leader: User) -> Message:
    with force_locale(leader.locale):
        subject = ngettext("%(num)d agency is late: %(title)s", "%(num)d agencies are late: %(title)s", len(late),
                           title=campaign.title)  # fmt: skip
        lines = [
            _("Dear %(name)s,", name=leader.name),
            "",
            _("The deadline of this report has passed: %(title)s. Not here yet:", title=campaign.title),
            "",
            *(f"- {agency.name}" for agency in late),
            "",
            link(f"/campaigns/{campaign.id}?late=1"),
            "",
        ]
    return Message(
        key=f"late-list:{campaign.id}:{leader.id}",
        kind="late_list",
        recipient_id=leader.id,
        address=leader.email,
        subject=subject,
        text="\n".join(lines),
        case_id=campaign.case_id,
    )
