"""`flask simulate`: a year of the demo province in seconds."""

import sys
from datetime import date, datetime, time

import click
from flask import current_app
from flask.cli import with_appcontext
from flask_babel import gettext as _

from app.clock import LOCAL
from app.database import unit_of_work
from app.demo.accounts import PASSWORD
from app.extensions import db
from app.organisation.calendar import office_calendar
from app.organisation.passwords import hash_password
from app.simulating.happenings import acts_of
from app.simulating.happenings.beginnings import first_day
from app.simulating.journal import Journal
from app.simulating.span import Span
from app.simulating.telling import tell
from app.simulating.world import NotEmpty, world
from app.simulating.year import live

_DAY = click.DateTime(["%Y-%m-%d"])
_PAST_BEGINS = (9, 1)  # of the year before: some of what ends in the year takes longer than a year


@click.command("simulate")
@click.option("--year", type=click.IntRange(2026, 2100), required=True, help="The year to live through.")
@click.option("--seed", type=int, default=1, show_default=True, help="Another seed is another year.")
@click.option("--from", "told_from", type=_DAY, help="Begin on this day, without the past that a whole year has.")
@click.option("--until", type=_DAY, help="End on this day.")
@click.option("--details", is_flag=True, help="Print every mail: when, to whom, of which kind, about what.")
@click.option("--database", "url", help="An empty database to keep the year in; a temporary file unless given.")
@with_appcontext
def simulate(
    year: int, seed: int, told_from: datetime | None, until: datetime | None, details: bool, url: str | None
) -> None:
    """Let the demo province live through a year on a virtual clock, and print how it went.

    The same seed prints the same. Exit 1 when a case is stuck, an incident opened or something was refused.
    """
    first_told = told_from.date() if told_from else date(year, 1, 1)
    last = until.date() if until else date(year, 12, 31)
    if not date(year, 1, 1) <= first_told <= last <= date(year, 12, 31):
        raise click.UsageError(_("Choose days of the year %(year)s, the first one first.", year=year))
    try:
        with world(current_app.config["WORKFLOWS_DIR"], url):
            with unit_of_work(db.session, writes=False):
                calendar = office_calendar()
            begins = first_told if told_from else date(year - 1, *_PAST_BEGINS)
            span = Span(year, seed, first_day(begins, calendar), begins, first_told, last)
            journal = Journal(span.told_from)
            live(span, acts_of(span, calendar, hash_password(PASSWORD), journal), journal)
            with unit_of_work(db.session, writes=False):
                for line in tell(span, journal, datetime.combine(last, time(23, 59), LOCAL), details=details):
                    click.echo(line)
    except NotEmpty as not_empty:
        raise click.UsageError(_("The database holds something already. Name an empty one.")) from not_empty
    sys.exit(1 if journal.problems else 0)
