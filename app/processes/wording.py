"""Processes in words: kinds of elements, due rules, what the timeline says, findings in the reader's language."""

from typing import Any

from flask_babel import get_locale, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.deadlines.rules import AfterOpening, BadDueRule, WithCase, parse
from app.engine import Finding
from app.timeline.wording import Wording, word

KINDS: dict[str, Any] = {
    "start_event": _l("Start"),
    "end_event": _l("End"),
    "user_task": _l("Task with a form"),
    "manual_task": _l("Task without a form"),
    "service_task": _l("Automatic step"),
    "send_task": _l("Sends a message"),
    "receive_task": _l("Waits for a message"),
    "business_rule_task": _l("Decision table"),
    "exclusive_gateway": _l("Choice of one way"),
    "parallel_gateway": _l("Ways side by side"),
    "inclusive_gateway": _l("Choice of several ways"),
    "event_based_gateway": _l("Whatever happens first"),
    "intermediate_catch_event": _l("Waits for an event"),
    "intermediate_throw_event": _l("Announces an event"),
    "boundary_event": _l("Event during a step"),
    "sub_process": _l("Part of the process"),
    "call_activity": _l("Calls another process"),
}

REMINDERS: dict[str, Any] = {"standard": _l("as usual"), "none": _l("none")}
BLOCK: dict[str, Any] = {
    "Needs": _l("Needs"),
    "Optional": _l("May use"),
    "Sets": _l("Sets"),
    "Errors": _l("Errors"),
}

word({"definition.deployed": Wording("upload", lambda p: _("deployed version %(version)s", version=p.get("version")))})


def due_in_words(rule: str | None) -> str:
    """Say until when a task of this rule is due; a formula is shown as it is written."""
    if not rule:
        return _("no date")
    try:
        read = parse(rule)
    except BadDueRule:
        return rule
    if isinstance(read, WithCase):
        days = read.working_days_before
        if not days:
            return _("by the case's deadline")
        return ngettext("%(num)d working day before the case's deadline",
                        "%(num)d working days before the case's deadline", days)  # fmt: skip
    return _after(read.count, read.unit) if isinstance(read, AfterOpening) else rule


def _after(amount: int, unit: str) -> str:
    if unit == "wd":
        return ngettext("%(num)d working day after it opens", "%(num)d working days after it opens", amount)
    if unit == "d":
        return ngettext("%(num)d day after it opens", "%(num)d days after it opens", amount)
    if unit == "m":
        return ngettext("%(num)d month after it opens", "%(num)d months after it opens", amount)
    return ngettext("%(num)d year after it opens", "%(num)d years after it opens", amount)


def said(finding: Finding) -> str:
    """Return the finding's sentence in the reader's language."""
    return finding.message_vi if str(get_locale() or "vi").startswith("vi") else finding.message
