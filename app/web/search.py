"""Search everything at once: work, cases, agencies; accents may be left out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, render_template, request

from app.cases.models import Case, TaskStatus, UserTask
from app.cases.queries import Show, Wanted, cases, waiting_on
from app.cases.standing import standing_of
from app.clock import local_date, utc_now
from app.deadlines.wording import Standing
from app.organisation.access import SIGNED_IN, access, sees_identities
from app.organisation.calendar import office_calendar
from app.organisation.gate import current_actor, may
from app.organisation.queries.agencies import AgencyRow, agencies
from app.organisation.queries.agencies import Show as ShowAgencies
from app.organisation.roles import Actor
from app.tasks.queries import visible_tasks

blueprint = Blueprint("search", __name__, url_prefix="/search", template_folder="templates")

SHOWN = 20


@dataclass(frozen=True)
class Found:
    """What the words were found in, each list cut at SHOWN."""

    tasks: Sequence[UserTask]
    cases: Sequence[Case]
    agencies: Sequence[AgencyRow]
    waiting: Mapping[int, Sequence[UserTask]]
    standings: Mapping[int, Standing]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was found."""
        return not (self.tasks or self.cases or self.agencies)


@blueprint.get("")
@access(SIGNED_IN)
def show() -> str:
    """Show what is found, as far as the person may know of it."""
    actor, now, words = current_actor(), utc_now(), request.args.get("q", "").strip()[:200]
    return render_template(
        "search.html",
        words=words,
        found=_find(words, actor, now) if words else None,
        today=local_date(now),
        shows_people=sees_identities(actor),
    )


def _find(words: str, actor: Actor, now: datetime) -> Found:
    today, calendar = local_date(now), office_calendar()
    tasks = visible_tasks(actor, status=TaskStatus.open, search=words, limit=SHOWN).items
    found = cases(actor, Wanted(Show.all, words), now, limit=SHOWN).items
    known = agencies(today, words=words, show=ShowAgencies.living).items[:SHOWN] if may("agencies.index") else ()
    return Found(
        tasks,
        found,
        known,
        waiting_on([case.id for case in found]),
        {task.id: standing_of(task, today, calendar) for task in tasks},
    )
