"""What the timeline of a case says about the acts of cases, tasks, files and jobs."""

from collections.abc import Callable

from flask_babel import gettext as _

from app.organisation.texts import N_
from app.timeline.wording import Payload, Wording, day_of, event, moment_of, word


def _mailed(about_task: str, plain: str) -> Callable[[Payload], str]:
    def say(payload: Payload) -> str:
        what = _(about_task if payload.get("task") else plain, task=payload.get("task"), to=payload.get("to") or "–")
        return f"{what} {_times(payload)}".rstrip()

    return say


def _times(payload: Payload) -> str:
    """Say when a mail was queued and when the server took it, as far as it did."""
    if not payload.get("queued_at"):
        return ""
    queued = moment_of(payload["queued_at"])
    if not payload.get("accepted_at"):
        return _("Queued %(queued)s.", queued=queued)
    return _("Queued %(queued)s, accepted %(accepted)s.", queued=queued, accepted=moment_of(payload["accepted_at"]))


def _by_document(payload: Payload) -> str:
    """Say which document ordered a new date, as far as it is known."""
    parts = [
        _("no. %(number)s", number=payload["number"]) if payload.get("number") else "",
        _("of %(day)s", day=day_of(payload["issued_on"])) if payload.get("issued_on") else "",
        payload.get("issuer") or "",
    ]
    known = " ".join(part for part in parts if part)
    return _(" by document %(document)s", document=known) if known else ""


def _rescheduled(payload: Payload) -> str:
    """Say from when to when a date was moved; for the case, or for one of its tasks."""
    values = {"old": day_of(payload.get("old")), "new": day_of(payload.get("new")), "task": payload.get("task")}
    if payload.get("task"):
        moved, set_anew = (
            _("moved the due date of “%(task)s” from %(old)s to %(new)s", **values),
            _("set the due date of “%(task)s” to %(new)s", **values),
        )
    else:
        moved, set_anew = (
            _("moved the due date from %(old)s to %(new)s", **values),
            _("set the due date to %(new)s", **values),
        )
    return (moved if payload.get("old") else set_anew) + _by_document(payload)


def _undone(payload: Payload) -> str:
    day = day_of(payload["new"]) if payload.get("new") else _("no date")
    if payload.get("task"):
        return _("took the new date of “%(task)s” back; due again: %(day)s", task=payload["task"], day=day)
    return _("took the new date back; due again: %(day)s", day=day)


_SENT = N_("A mail went to %(to)s; the mail server took it.")
_FAILED = N_("A mail to %(to)s could not be delivered.")
_REMINDED = _mailed(N_("A reminder about “%(task)s” went to %(to)s; the mail server took it."), _SENT)
_NOT_REMINDED = _mailed(N_("A reminder about “%(task)s” to %(to)s could not be delivered."), _FAILED)
_WRITTEN = _mailed(N_("A mail about “%(task)s” went to %(to)s; the mail server took it."), _SENT)
_NOT_WRITTEN = _mailed(N_("A mail about “%(task)s” to %(to)s could not be delivered."), _FAILED)

word(
    {
        "case.started": Wording("flag", lambda _p: _("opened the case"), "ok"),
        "case.completed": event("check-circle-fill", lambda _p: _("The case is completed."), "ok"),
        "case.cancelled": event("x-circle", lambda _p: _("The case was ended without a result.")),
        "case.cancellation_ordered": Wording("x-circle", lambda _p: _("ended the case")),
        "case.moved": Wording(
            "arrow-right",
            lambda p: _("moved the case to version %(version)s of its process", version=p.get("version")),
        ),
        "case.rescheduled": Wording("calendar-plus", _rescheduled),
        "task.rescheduled": Wording("calendar-plus", _rescheduled),
        "case.reschedule_undone": Wording("arrow-counterclockwise", _undone),
        "task.reschedule_undone": Wording("arrow-counterclockwise", _undone),
        "case.commented": Wording("chat-left-text", lambda _p: _("wrote a remark")),
        "task.claimed": Wording("person-check", lambda p: _("took on “%(task)s”", task=p["task"])),
        "task.released": Wording(
            "arrow-counterclockwise",
            lambda p: (
                _("gave back “%(task)s”, because the seat has changed hands", task=p["task"])
                if p.get("because")
                else _("gave back “%(task)s”", task=p["task"])
            ),
        ),
        "task.handed_over": Wording(
            "person-plus", lambda p: _("handed “%(task)s” over to %(to)s", task=p["task"], to=p.get("to") or "–")
        ),
        "task.completed": Wording("send", lambda p: _("sent “%(task)s”", task=p["task"]), "ok"),
        "task.cancelled": event("x-circle", lambda p: _("“%(task)s” is no longer needed.", task=p["task"])),
        "task.reminded": event("envelope-check", _REMINDED, "info"),
        "task.reminder_failed": event("envelope", _NOT_REMINDED),
        "message.sent": event("envelope-check", _WRITTEN, "info"),
        "message.failed": event("envelope", _NOT_WRITTEN),
        "message.received": event(
            "envelope-open",
            lambda p: (
                _("The event “%(step)s” happened.", step=p["step"])
                if p.get("step")
                else _("The message “%(name)s” arrived.", name=p["message"])
            ),
        ),
        "file.attached": Wording("paperclip", lambda p: _("added the file %(file)s", file=p["file"])),
        "file.removed": Wording("trash", lambda p: _("removed the file %(file)s", file=p["file"])),
        "timer.fired": event(
            "alarm", lambda p: _("A deadline of the process came (%(due)s).", due=day_of(p.get("due")))
        ),
        "service.completed": event("gear", lambda p: _("“%(step)s” was done automatically.", step=p.get("step", ""))),
        "service.failed": event(
            "exclamation-triangle-fill",
            lambda p: _("“%(step)s” could not be done; the case takes another way.", step=p.get("step", "")),
        ),
        "job.failed": event(
            "exclamation-circle-fill",
            lambda p: _("“%(step)s” failed three times. The administrators have been told.", step=p.get("step", "")),
        ),
        "incident.retried": Wording("arrow-clockwise", lambda _p: _("had the failed step tried again")),
        "definition.deployed": Wording(
            "diagram-3", lambda p: _("put version %(version)s into use", version=p.get("version", ""))
        ),
    }
)
