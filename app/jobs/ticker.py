"""The ticker: APScheduler says when, the database says what.

No job store: what is due stands in our tables, so a worker that was off for ten days does each thing once, and two
workers do nothing twice (docs/decisions/061-scheduler.md).
"""

import logging
import threading
from collections import Counter
from collections.abc import Callable

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from flask import Flask

from app.clock import LOCAL, utc_now
from app.jobs.steps import STEPS, Step, StepFailed, Tick, run_step
from app.notifications.bounces.mailbox import account_of
from app.notifications.mail_server import read_mail_url
from app.notifications.transport import Transport

# A step that is still busy is skipped until it is done; saying so every two seconds helps nobody.
logging.getLogger("apscheduler").setLevel(logging.ERROR)


class Ticker:
    """Runs every step at its interval, each in a thread of its own, until `stop` is set."""

    def __init__(self, app: Flask, stop: threading.Event) -> None:
        self._app = app
        self._stop = stop
        self._done: Counter[str] = Counter()
        self._lock = threading.Lock()
        self._transport = Transport(read_mail_url(app.config["MAIL_URL"]))
        account_of(app.config)  # what cannot be used is said now, not once a minute
        self._tick = Tick(utc_now, self._transport, stop.is_set)

    def run(self, report: Callable[[str], None]) -> None:
        """Tick until told to stop; `report` what was done, one line a minute at most. Work begun is finished."""
        scheduler = BackgroundScheduler(
            executors={"default": ThreadPoolExecutor(len(STEPS))},
            job_defaults={"coalesce": True, "misfire_grace_time": None, "max_instances": 1},
            timezone=LOCAL,
        )
        for step in STEPS:
            scheduler.add_job(self._run, "interval", args=[step], seconds=step.every, next_run_time=utc_now())
        scheduler.start()
        while not self._stop.wait(60):
            self._report(report)
        scheduler.shutdown(wait=True)
        self._transport.close()
        self._report(report)

    def _run(self, step: Step) -> None:
        if self._stop.is_set():
            return
        try:
            count = run_step(self._app, step, self._tick)
        except StepFailed:
            count, step = 1, Step(f"failed: {step.name}", step.every, step.run)
        with self._lock:
            self._done[step.name] += count

    def _report(self, report: Callable[[str], None]) -> None:
        with self._lock:
            done, self._done = +self._done, Counter()
        if done:
            what = ", ".join(f"{name} {count}" for name, count in sorted(done.items()))
            report(f"{utc_now().astimezone(LOCAL):%H:%M} {what}")
