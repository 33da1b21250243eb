"""The tables of the organisation, by what they describe."""

from app.organisation.models.absences import Absence
from app.organisation.models.accounts import AccountLink, ApiToken, LinkPurpose, Throttle, UserSession
from app.organisation.models.agencies import Agency, AgencyAlias, AgencyKind, Succession, SuccessionKind
from app.organisation.models.calendar import CalendarChange, CalendarDay, ChangeKind
from app.organisation.models.people import RoleGrant, Seat, User

__all__ = [
    "Absence",
    "AccountLink",
    "Agency",
    "AgencyAlias",
    "AgencyKind",
    "ApiToken",
    "CalendarChange",
    "CalendarDay",
    "ChangeKind",
    "LinkPurpose",
    "RoleGrant",
    "Seat",
    "Succession",
    "SuccessionKind",
    "Throttle",
    "User",
    "UserSession",
]
