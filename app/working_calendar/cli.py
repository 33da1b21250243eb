"""`flask calendar …`: the province's own days out to a JSON file, and in from one.

The file is the list that `flask deadline compute --calendar FILE` reads: {"day", "works", "name", "source",
"known_on"}, one entry a day.
"""

import json
from datetime import datetime
from pathlib import Path

import click
from flask.cli import AppGroup
from flask_babel import gettext as _
from flask_babel import ngettext

from app.clock import local_date, utc_now
from app.database import unit_of_work
from app.deadlines.inputs import IN_LANGUAGE, read_json, read_text, refusing
from app.errors import DomainError
from app.extensions import db
from app.working_calendar.exchange import enter_next, exported

calendar = AppGroup("calendar", help="The province's own days: export, import.")


@calendar.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), required=False)
def export_days(file: Path | None) -> None:
    """Write the days that count at present to FILE, or print them."""
    with unit_of_work(db.session, writes=False):
        text = json.dumps(exported(), ensure_ascii=False, indent=2)
    if file is None:
        click.echo(text)
    else:
        file.write_text(f"{text}\n", encoding="utf-8")


@calendar.command("import")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@IN_LANGUAGE
def import_days(file: Path, language: str) -> None:
    """Enter the days of FILE that are not in the table yet, decision by decision; open deadlines follow."""
    entered, is_settled, now = 0, True, utc_now()
    with refusing(language):
        given = read_json(read_text(file, str(file)), str(file))
        while is_settled and (change := _enter_next(given, now)) is not None:
            entered, is_settled = entered + 1, change
    click.echo(ngettext("%(num)d decision was entered.", "%(num)d decisions were entered.", entered))
    if not is_settled:
        click.echo(_("The worker is still moving deadlines. Run this again once it is done, for the rest of the file."))


def _enter_next(given: object, now: datetime) -> bool | None:
    """Enter one decision in a unit of work of its own; return whether all deadlines have followed it already."""
    try:
        with unit_of_work(db.session):
            change = enter_next(given, local_date(now), now)
            return None if change is None else change.settled_at is not None
    except DomainError as refused:
        raise click.ClickException(_(refused.message, **refused.values)) from refused
