"""`flask worker` and `flask tick`."""

import signal
import sys
import threading
from datetime import datetime

import click
from flask import Flask, current_app
from flask.cli import with_appcontext
from flask_babel import gettext as _

from app.clock import LOCAL
from app.jobs.steps import STEPS, StepFailed, Tick, run_step
from app.jobs.ticker import Ticker
from app.notifications.mail_server import BadMailUrl, read_mail_url
from app.notifications.transport import Transport

ROUNDS_AT_MOST = 1_000


class Moment(click.ParamType[datetime]):
    """An instant in ISO 8601; without an offset it is meant in Viet Nam."""

    name = "moment"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Read the instant, or say how to write one."""
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            self.fail(_("Write a moment like 2026-11-27T09:00+07:00, not “%(value)s”.", value=value), param, ctx)
        return moment if moment.tzinfo else moment.replace(tzinfo=LOCAL)


@click.command("worker")
@with_appcontext
def worker() -> None:
    """Do what is due until told to stop: jobs, timers, reminders, mails. Any number of workers may run."""
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    try:
        ticker = Ticker(_app(), stop)
    except BadMailUrl as error:
        raise click.ClickException(str(error)) from error
    ticker.run(click.echo)


@click.command("tick")
@click.option("--at", type=Moment(), required=True, help="The moment to take for now, e.g. 2026-11-27T09:00+07:00.")
@with_appcontext
def tick(at: datetime) -> None:
    """Do all due work as if it were the moment given, until nothing is left. For trying out; never in production."""
    if current_app.config["PRODUCTION"]:
        raise click.ClickException(
            _("This system is in production, where time is not to be tried out. The worker does what is due.")
        )
    transport = Transport(read_mail_url(current_app.config["MAIL_URL"]))
    done, failed = dict.fromkeys((step.name for step in STEPS), 0), set()
    for _round in range(ROUNDS_AT_MOST):
        before = sum(done.values())
        for step in STEPS:
            try:
                done[step.name] += run_step(_app(), step, Tick(lambda: at, transport))
            except StepFailed:
                failed.add(step.name)
        if sum(done.values()) == before:
            break
    transport.close()
    click.echo(", ".join(f"{name} {count}" for name, count in done.items()))
    if failed:
        click.echo(_("Failed: %(steps)s. The log says why.", steps=", ".join(sorted(failed))), err=True)
        sys.exit(1)


def _app() -> Flask:
    return current_app._get_current_object()  # type: ignore[attr-defined, no-any-return]
