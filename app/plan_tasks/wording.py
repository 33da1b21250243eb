"""What timelines say about the acts of plan tasks."""

from flask_babel import gettext as _

from app.counting import in_figures
from app.plan_tasks.labels import RHYTHMS
from app.plan_tasks.models import Rhythm
from app.timeline.wording import Payload, Wording, day_of, event, word


def _accepted(payload: Payload) -> str:
    rhythm = str(RHYTHMS[Rhythm(payload["rhythm"])]).lower()
    return _("accepted the task; in charge: %(who)s; progress updates: %(rhythm)s", who=payload["who"], rhythm=rhythm)


def _handed_over(payload: Payload) -> str:
    values = {"old": payload["old"], "new": payload["new"], "document": payload.get("document") or "–"}
    return _("handed the task over from %(old)s to %(new)s (%(document)s)", **values)


def _resumed(payload: Payload) -> str:
    values = {"days": in_figures(payload["days"]), "day": day_of(payload["until"])}
    return _("let the task go on; it rested %(days)s days, the new deadline is %(day)s", **values)


def _started(payload: Payload) -> str:
    values = {"year": payload["year"], "tasks": in_figures(payload["tasks"]), "cases": in_figures(payload["cases"])}
    return _("started the tasks of %(year)s: %(tasks)s rows, %(cases)s cases", **values)


word(
    {
        "plan.year_started": Wording("play-circle", _started, "ok"),
        "plan.tasks_opened": event(
            "folder2-open", lambda p: _("%(number)s cases of plan tasks were opened.", number=p["number"])
        ),
        "plan_task.clarification_asked": Wording("question-circle", lambda _p: _("asked for clarification")),
        "plan_task.clarified": Wording("chat-left-text", lambda _p: _("clarified the task"), "info"),
        "plan_task.accepted": Wording("check-lg", _accepted, "ok"),
        "plan_task.updated": Wording(
            "bar-chart-line", lambda p: _("updated the progress: %(percent)s %%", percent=p["percent"])
        ),
        "plan_task.reviewed": Wording("search", lambda _p: _("looked into why there is no result yet")),
        "plan_task.result_sent": Wording("send", lambda _p: _("sent the result to the department"), "info"),
        "plan_task.done": event("check-circle-fill", lambda _p: _("The task is done."), "ok"),
        "plan_task.suspended": Wording(
            "pause-circle", lambda p: _("let the task rest; to be looked at by %(day)s", day=day_of(p["until"]))
        ),
        "plan_task.resumed": Wording("play-circle", _resumed, "info"),
        "plan_task.handed_over": Wording("arrow-right", _handed_over, "info"),
        "plan_task.stopped": Wording(
            "x-circle", lambda p: _("ended the task without a result (%(document)s)", document=p.get("document") or "–")
        ),
        "plan_task.contribution_asked": Wording(
            "people", lambda p: _("asked %(agency)s to contribute", agency=p["agency"])
        ),
        "plan_task.contribution_accepted": Wording(
            "check-lg", lambda p: _("accepted the part of %(agency)s", agency=p["agency"]), "ok"
        ),
        "plan_task.contribution_waived": Wording(
            "slash-circle", lambda p: _("no longer waits for the part of %(agency)s", agency=p["agency"])
        ),
    }
)
