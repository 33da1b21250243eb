"""The first days: agencies entered, accounts opened, processes deployed, people invited and arrived."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from flask import current_app

from app.demo.accounts import (
    ADMINISTRATOR,
    STAFF,
    accept_invitations,
    come_back,
    everybody_who_came,
    invite_everybody,
    open_staff_accounts,
)
from app.demo.calendar_days import enter_swaps
from app.demo.days import Days
from app.demo.doings import as_
from app.demo.register import enter_agencies
from app.demo.story import Act
from app.organisation.roles import SYSTEM
from app.processes.shipped import deploy_shipped

_ARRIVALS = ("22 09:10", "22 14:30", "21 08:45", "21 15:20")


def acts(days: Days, hashed_password: str) -> Iterator[Act]:
    """Yield how everybody came to the system; `hashed_password` becomes everybody's."""
    yield Act(days.back(24, "08:00"), _deploy)
    yield Act(days.back(24, "08:15"), open_staff_accounts)
    staff = [colleague.email for colleague in STAFF]
    yield Act(days.back(24, "09:00"), partial(accept_invitations, staff, hashed_password))
    yield Act(days.back(24, "10:00"), enter_swaps)
    yield Act(days.back(24, "14:00"), _enter_agencies)
    yield Act(days.back(23, "08:30"), invite_everybody)
    others = [email for email in everybody_who_came() if email not in staff]
    for number, arrival in enumerate(_ARRIVALS):
        back, at = arrival.split()
        group = others[number :: len(_ARRIVALS)]
        yield Act(days.back(int(back), at), partial(accept_invitations, group, hashed_password))
    yield Act(days.back(1, "08:05"), partial(come_back, everybody_who_came()))


def _deploy(now: datetime) -> None:
    deploy_shipped(current_app.config["WORKFLOWS_DIR"], actor=SYSTEM, now=now)


def _enter_agencies(now: datetime) -> None:
    enter_agencies(as_(ADMINISTRATOR), now)
