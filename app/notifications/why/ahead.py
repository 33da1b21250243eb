"""What is decided about a task for a wave that is still to come, as things stand now."""

from datetime import date, datetime

from flask_babel import gettext as _

from app.cases.models import UserTask
from app.notifications.circumstances import circumstances_on
from app.notifications.deciding import decide
from app.notifications.duties import duties_of
from app.notifications.outcomes import Decision, Outcome
from app.notifications.sentences import CHANNELS, TARGETS, step_of, why_not
from app.notifications.skips.models import ReminderSkip
from app.notifications.why.episodes import Episode, left_alone, names_of, policy_name, skip_of, within


def coming_of(task: UserTask, day: date, now: datetime, *, person_id: int | None = None) -> list[Episode]:
    """Return what is decided about the task for a wave that is still to come, as things stand now."""
    found = decide(duties_of([task.id]), day, circumstances_on(day, now))
    mine = [one for one in found if person_id is None or one.recipient_id in (None, person_id)]
    names = names_of([key for one in found for key in (one.recipient_id, one.instead_of)])
    skip = skip_of(task, day)
    if not mine:
        return [Episode(day, _("Somebody else"), [_("The steps of that day speak to others, not to this person.")])]
    return [Episode(day, _title(one, names), _reasons(one, names, skip)) for one in mine]


def _title(one: Decision, names: dict[int, str]) -> str:
    who = names.get(one.recipient_id or 0, "")
    return _("Reminder to %(who)s", who=who) if one.sends else _("No reminder")


def _reasons(one: Decision, names: dict[int, str], skip: ReminderSkip | None) -> list[str]:
    who, said = names.get(one.recipient_id or 0, ""), []
    policy = _("The policy is “%(policy)s”.", policy=policy_name(one.policy))
    if one.rung is not None and one.target is not None and one.by is not None and one.due_day is not None:
        policy = _(
            "By the policy “%(policy)s”, %(step)s speaks to %(target)s, with %(channel)s. The date is %(due)s.",
            policy=policy_name(one.policy),
            step=step_of(one.rung),
            target=TARGETS[one.target],
            channel=CHANNELS[one.by],
            due=within(one.due_day),
        )
    said.append(policy)
    if one.instead_of is not None:
        said.append(_("%(who)s is away on that day, so whoever stands in is told.", who=names[one.instead_of]))
    if one.outcome is Outcome.skipped and skip is not None:
        said.append(left_alone(skip))
    elif not one.sends:
        said.append(why_not(one.outcome, who=who, target=one.target, facts=one.facts))
    return said
