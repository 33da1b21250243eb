"""`flask demo …`: load the demo province, and say who can sign in. Never in production."""

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from itertools import groupby

import click
from flask import current_app
from flask.cli import AppGroup
from flask_babel import gettext as _

from app.clock import LOCAL, local_date, utc_now
from app.database import unit_of_work
from app.demo import (
    accounts,
    beginnings,
    drafting,
    enterprises,
    laboratories,
    obstacles,
    plan_tasks,
    plans,
    readers,
    reviews,
    round,
    rounds,
)
from app.demo.days import Days
from app.demo.durability import not_waiting_for_the_disk
from app.demo.past import DAILY, MAILS, Past
from app.demo.state import State, loading_state, mark_begun, mark_loaded
from app.demo.story import Act
from app.extensions import db
from app.organisation.calendar import office_calendar
from app.organisation.passwords import hash_password

demo = AppGroup("demo", help="The demo province: an invented one, in the middle of its reporting season.")
_TICKS = (time(7, 30), time(8, 1), time(17, 0))


@demo.command("load")
@click.option(
    "--today", type=click.DateTime(["%Y-%m-%d"]), help="The day on which the story is told; today unless given."
)
def load(today: datetime | None) -> None:
    """Load the demo province into an empty database; where it is already, nothing happens."""
    _refuse_in_production()
    with unit_of_work(db.session, writes=False):
        state = loading_state()
        calendar = office_calendar()
    if state is State.loaded:
        click.echo(_("The demo province is here already; nothing was loaded."))
    elif state is State.own_data:
        click.echo(_("This database holds data of its own; the demo province was not loaded."))
    elif state is State.interrupted:
        raise click.ClickException(
            _("Loading the demo province was interrupted before. Remove the folder instance/ (or empty the database) "
              "and load it again.")
        )  # fmt: skip
    else:
        with not_waiting_for_the_disk(db.engine):
            _tell(Days(today.date() if today else local_date(utc_now()), calendar))


@demo.command("accounts")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list, and nothing else.")
def list_accounts(as_json: bool) -> None:
    """Print who can sign in: e-mail address, password, role, agency."""
    _refuse_in_production()
    listed = accounts.accounts()
    if as_json:
        click.echo(json.dumps([account.as_json() for account in listed], ensure_ascii=False, indent=2))
        return
    for account in listed:
        click.echo(f"{account.email:<44} {account.password}  {account.role:<17} {account.agency}")


def _tell(days: Days) -> None:
    """Play the story, day by day; each act is one unit of work, and what it makes due is done as by a worker."""
    hashed = hash_password(accounts.PASSWORD)
    chapters = (plans, plan_tasks, drafting, rounds, round, laboratories, readers, obstacles, enterprises, reviews)
    told = sorted([*beginnings.acts(days, hashed), *(act for chapter in chapters for act in chapter.acts(days))])
    with unit_of_work(db.session):
        mark_begun(told[0].at)
    past = Past()
    for day, acts in groupby(told, key=lambda act: act.at.date()):
        happened = list(acts)
        _play(_with_ticks(day, happened), past)
        click.echo(
            _("%(day)s: %(acts)s acts, %(mails)s mails", day=f"{day:%d/%m/%Y}", acts=len(happened), mails=past.sent())
        )
    with unit_of_work(db.session):
        mark_loaded()
    click.echo(_("The demo province is loaded. Everybody's password: %(password)s", password=accounts.PASSWORD))


def _with_ticks(day: date, acts: Sequence[Act]) -> Iterator[tuple[datetime, Act | None]]:
    """Yield the day's acts and, as (moment, None), when all due work is done."""
    ticks = [(datetime.combine(day, at, LOCAL), None) for at in _TICKS]
    return iter(sorted([*((act.at, act) for act in acts), *ticks], key=lambda one: one[0]))


def _play(moments: Iterator[tuple[datetime, Act | None]], past: Past) -> None:
    for moment, act in moments:
        with current_app.app_context():  # a session of its own, as a request has
            if act is not None:
                with unit_of_work(db.session):
                    act.do(moment)
            past.work(moment, MAILS if act is not None else DAILY)


def _refuse_in_production() -> None:
    if current_app.config["PRODUCTION"]:
        raise click.ClickException(_("This system is in production: the demo province has no place here."))
