"""What an obstacle blocks: reminders rest where the coordinator said so, and go on when it is over."""

from datetime import datetime

from app.cases.locking import lock_case
from app.cases.models import Case, UserTask
from app.cases.pauses.models import PauseReason
from app.cases.pauses.service import end_pause, open_tasks_of, pause_case, pause_tasks
from app.obstacles.models import Obstacle, Outcome
from app.organisation.roles import SYSTEM, Actor
from app.timeline.log import Subject, record


def hold(obstacle: Obstacle) -> None:
    """Lock what the obstacle is in the way of, before the obstacle itself is written.

    A step of the blocked case may write the obstacle as well; in the other order each would wait for the other.
    """
    if obstacle.blocked_case_id is not None:
        lock_case(obstacle.blocked_case_id)


def pause(obstacle: Obstacle, *, actor: Actor, now: datetime) -> None:
    """Stop reminding about what the obstacle blocks until it is over, what opens meanwhile included; dates stay."""
    if obstacle.blocked_case_id is None or obstacle.paused_at is not None:
        return
    case = lock_case(obstacle.blocked_case_id)
    record(Subject("case", case.id), "obstacle.paused", actor, now, number=obstacle.id)
    obstacle.paused_at = now
    _rest(obstacle, case, now)


def resume(obstacle: Obstacle, *, actor: Actor, now: datetime) -> None:
    """Remind again of what the obstacle blocks, unless another reason keeps it paused."""
    if obstacle.blocked_case_id is None or obstacle.paused_at is None:
        return
    case = lock_case(obstacle.blocked_case_id)
    record(Subject("case", case.id), "obstacle.resumed", actor, now, number=obstacle.id)
    obstacle.paused_at = None
    end_pause(case, PauseReason.obstacle, obstacle.id)


def block_again(obstacle: Obstacle, task: UserTask) -> None:
    """Let the obstacle be in the way of the task that its own one came back as; the pause goes with it."""
    obstacle.blocked_task_id = task.id
    if obstacle.paused_at is not None:
        end_pause(task.case, PauseReason.obstacle, obstacle.id)
        pause_tasks(task.case, [task], PauseReason.obstacle, obstacle.id, now=obstacle.paused_at)


def lift(obstacle: Obstacle, outcome: Outcome, now: datetime) -> None:
    """Note that the obstacle is no longer in the way."""
    if obstacle.closed_at is not None:
        return
    resume(obstacle, actor=SYSTEM, now=now)
    obstacle.closed_at = now
    if obstacle.blocked_case_id is not None:
        facts = {"number": obstacle.id, "outcome": outcome.value}
        record(Subject("case", obstacle.blocked_case_id), "obstacle.lifted", SYSTEM, now, **facts)


def _rest(obstacle: Obstacle, case: Case, since: datetime) -> None:
    if obstacle.blocked_task_id is None:
        pause_case(case, PauseReason.obstacle, obstacle.id, now=since)
    else:
        blocked = [task for task in open_tasks_of(case.id) if task.id == obstacle.blocked_task_id]
        pause_tasks(case, blocked, PauseReason.obstacle, obstacle.id, now=since)
