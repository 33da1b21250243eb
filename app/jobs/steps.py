"""What is done on every tick, each step by itself: one that fails stops no other.

Every step finds its work in the database and claims it there, so any number of workers may tick, and doing a step
twice in a row does its work once.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import Flask, current_app

from app.api.idempotency import forget_old_keys
from app.applications.service import drafting
from app.cases import jobs, messages, timers
from app.cases.confidential import naming, readings
from app.database import unit_of_work
from app.extensions import db
from app.notifications.bounces.collecting import collect_returned
from app.notifications.delivery import record_ends
from app.notifications.letters import as_mail
from app.notifications.planning import ensure_planned
from app.notifications.sender import send_due
from app.notifications.transport import Transport
from app.organisation import gate, sessions, throttle
from app.tasks import drafts
from app.timeline.anchor import Anchor
from app.timeline.heads import keep_copies, seal
from app.timeline.hold import sending_is_held

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Tick:
    """What a step is given: the clock, whether to stop early, how a mail is written and the way it goes out."""

    clock: Callable[[], datetime]
    transport: Transport
    stopping: Callable[[], bool] = lambda: False
    write: Callable[..., bytes] = as_mail


@dataclass(frozen=True)
class Step:
    """Something that is done every `every` seconds; it returns how much there was to do."""

    name: str
    every: int
    run: Callable[[Tick], int]


class StepFailed(RuntimeError):
    """A step ended with an error; the log has it."""


def run_step(app: Flask, step: Step, tick: Tick) -> int:
    """Do one step; raise StepFailed. A copy restored from a backup does nothing until it is released."""
    with app.app_context():
        try:
            with unit_of_work(db.session, writes=False):
                held = sending_is_held()
            return 0 if held else step.run(tick)
        except Exception as error:
            _log.exception("step %r failed", step.name)
            raise StepFailed(step.name) from error


def _in_one_unit(work: Callable[[datetime], int]) -> Callable[[Tick], int]:
    def run(tick: Tick) -> int:
        with unit_of_work(db.session):
            return int(work(tick.clock()))

    return run


def _jobs(tick: Tick) -> int:
    return jobs.run_due(tick.clock, stopping=tick.stopping)


def _timers(tick: Tick) -> int:
    return timers.fire_due(tick.clock())


def _mails(tick: Tick) -> int:
    return send_due(tick.transport, tick.clock, stopping=tick.stopping, write=tick.write)


def _mail_records(tick: Tick) -> int:
    return record_ends(tick.clock(), stopping=tick.stopping)


def _returned(tick: Tick) -> int:
    return collect_returned(tick.clock, stopping=tick.stopping)


def _seal(tick: Tick) -> int:
    """Make yesterday's head, then copy it out, in two units of work: a copy must not tell of a failed commit."""
    anchor = Anchor(current_app.config["ANCHOR_DIR"])
    with unit_of_work(db.session):
        sealed = seal(anchor, tick.clock()) is not None
    with unit_of_work(db.session):
        return keep_copies(anchor) + sealed


def _forget(now: datetime) -> int:
    over = sessions.forget_expired(gate.lifetime(), now)
    over += throttle.forget_old(now) + forget_old_keys(now) + messages.drop_expired(now)
    over += readings.forget_old(current_app.config["READINGS_KEPT"], now)
    return over + drafts.forget_settled() + drafting.forget_expired(now)


STEPS: Sequence[Step] = (
    Step("timers", 5, _timers),
    Step("reminders", 60, _in_one_unit(ensure_planned)),
    Step("jobs", 2, _jobs),
    Step("mails", 2, _mails),
    Step("mail records", 5, _mail_records),
    Step("returned mail", 60, _returned),
    Step("timeline", 600, _seal),
    Step("cases without a coordinator", 3600, _in_one_unit(naming.tell_leadership)),
    Step("expired", 3600, _in_one_unit(_forget)),
)
