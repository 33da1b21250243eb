"""Write what became of a letter onto the case of every agency it names: a hundred at once, the rest by jobs."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import exists, func, select, update

from app.cases import jobs
from app.cases.models import Case
from app.documents.letters.errors import StillTelling
from app.documents.letters.models import Letter, LetterAgency
from app.documents.letters.queries import require_letter
from app.extensions import db
from app.organisation.roles import Actor
from app.reports.models import Submission
from app.reports.service.opening import lock_campaign
from app.timeline.log import Subject, record

JOB = "tell_letter"
BATCH = 100


def tell(letter: Letter, action: str, *, actor: Actor, now: datetime, **payload: Any) -> None:
    """Record one event of the letter, which is locked: on itself, on its round, on the cases. Raises StillTelling."""
    if db.session.scalar(select(_untold(letter))):
        raise StillTelling
    letter.events += 1
    db.session.flush()  # the cases are told what the row says
    said = {"letter": letter.id, "kind": letter.kind, **payload}
    record(Subject("letter", letter.id), action, actor, now, **said)
    tell_batch(letter, action, said, actor=actor, now=now)
    campaign = lock_campaign(letter.campaign_id)  # after the cases, as whoever closes a round does
    record(Subject("campaign", campaign.id), action, actor, now, **said)


def tell_batch(letter: Letter, action: str, said: Mapping[str, Any], *, actor: Actor, now: datetime) -> int:
    """Write the event onto the next hundred cases that do not have it; return on how many."""
    rows = db.session.execute(
        select(LetterAgency.id, Submission.case_id)
        .join(Submission, Submission.id == LetterAgency.submission_id)
        .where(LetterAgency.letter_id == letter.id, LetterAgency.told < letter.events)
        .order_by(Submission.case_id)
        .limit(BATCH)
    ).all()
    case_ids = sorted(case_id for _, case_id in rows if case_id is not None)
    db.session.execute(select(Case.id).where(Case.id.in_(case_ids)).order_by(Case.id).with_for_update())
    for case_id in case_ids:
        record(Subject("case", case_id), action, actor, now, **said)
    db.session.execute(
        update(LetterAgency).where(LetterAgency.id.in_([row[0] for row in rows])).values(told=letter.events)
    )
    if len(rows) == BATCH:
        _queue_the_rest(letter, action, said, actor, now)
    return len(rows)


def go_on_telling(letter_id: int, event: int, payload: Mapping[str, Any], now: datetime) -> int:
    """Write the event onto the next hundred cases, as whoever recorded it; nothing when it has been overtaken."""
    letter = require_letter(letter_id, locked=True)
    if letter.events != event:
        return 0
    actor = Actor(payload["actor_id"], payload["actor_name"])
    return tell_batch(letter, payload["action"], payload["said"], actor=actor, now=now)


def _queue_the_rest(letter: Letter, action: str, said: Mapping[str, Any], actor: Actor, now: datetime) -> None:
    untold = select(func.count()).where(LetterAgency.letter_id == letter.id, LetterAgency.told < letter.events)
    remaining = db.session.scalar(untold)
    if not remaining:
        return
    jobs.enqueue(
        kind=JOB,
        subject=f"{letter.id}:{letter.events}:{remaining}",
        due_at=now,
        payload={
            "letter_id": letter.id,
            "event": letter.events,
            "action": action,
            "said": dict(said),
            "actor_id": actor.id,
            "actor_name": actor.name,
        },
        now=now,
    )


def _untold(letter: Letter) -> Any:
    return exists().where(LetterAgency.letter_id == letter.id, LetterAgency.told < letter.events)
