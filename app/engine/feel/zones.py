"""Where times without a zone belong: Vietnamese time, whenever they meet a time that has one."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
_ANY_DAY = date(1970, 1, 1)


def anchored(moment: datetime | time, other: datetime | time) -> datetime:
    """Place *moment* on the time line so that it can be compared with *other*.

    Times of day are taken on one and the same day. Where only one of the two has a zone, the other is read
    as Vietnamese time.
    """
    if isinstance(moment, time):
        moment = datetime.combine(_ANY_DAY, moment)
    if moment.tzinfo is None and other.tzinfo is not None:
        return moment.replace(tzinfo=VIETNAM)
    return moment
