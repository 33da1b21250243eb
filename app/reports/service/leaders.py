"""Tell the department's leaders, once a round, which agencies are late."""

from datetime import datetime

from sqlalchemy import select

from app.extensions import db
from app.organisation.models import RoleGrant, User
from app.organisation.roles import SYSTEM, Role
from app.reports.queries import late_agencies
from app.reports.service.campaigns import campaign_of_case
from app.timeline.log import Subject, record
from app.timeline.outbox import Message, enqueue_all


def tell_who_is_late(case_id: int, now: datetime) -> None:
    """Queue one mail to each leader with the campaign's late agencies."""
    campaign = campaign_of_case(case_id)
    late = late_agencies(campaign.id, now)
    leaders = db.session.scalars(
        select(User).join(RoleGrant, RoleGrant.user_id == User.id).where(RoleGrant.role == Role.leader)
    ).all()
    context = {"campaign_id": campaign.id, "title": campaign.title, "late": [agency.name for agency in late]}
    enqueue_all(
        [
            Message(
                key=f"late-list:{campaign.id}:{leader.id}",
                kind="late_list",
                recipient_id=leader.id,
                address=leader.email,
                template="late_list",
                context=context,
                case_id=case_id,
            )
            for leader in leaders
            if leader.disabled_at is None
        ],
        now,
    )
    record(Subject("campaign", campaign.id), "campaign.leaders_told", SYSTEM, now, late=len(late))
