"""A job that tells how often it was done."""

from app.cases.job_kinds import _kinds
from app.cases.jobs import JobCall, job
from app.organisation.roles import SYSTEM
from app.timeline.log import Subject, record

TALLY, SUBJECT, DONE = "tally", "tally", "tally.done"


def register() -> None:
    """Make the job known to this process."""

    @job(TALLY)
    def tally(call: JobCall) -> None:
        """Needs: a number as subject. Sets: an entry that tells of it. Errors: none."""
        record(Subject(SUBJECT, int(call.subject)), DONE, SYSTEM, call.now)


def unregister() -> None:
    """Make this process forget the job."""
    del _kinds[TALLY]
