"""Say how the year went, line by line: plain text, the same on every machine."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from app.clock import LOCAL
from app.deadlines.ladders import Target
from app.simulating.counting import (
    cases_by_outcome,
    incidents,
    mails,
    mails_by_month,
    open_work,
    reached,
    reminders_by_agency,
    reminders_by_month,
    tasks_by_process,
)
from app.simulating.journal import Journal
from app.simulating.lateness import Late, late_work
from app.simulating.span import Span

_TARGETS = {
    Target.assignee: _l("whose work it is"),
    Target.seat: _l("the seat"),
    Target.deputy: _l("the deputy"),
    Target.agency_head: _l("the head of the agency"),
    Target.coordinator: _l("the coordinator"),
    Target.leadership: _l("the leadership"),
}


def tell(span: Span, journal: Journal, now: datetime, *, details: bool) -> Iterator[str]:
    """Yield the lines of the account; `details` adds every mail. In a unit of work that reads."""
    yield _("The year %(year)s of the demo province, seed %(seed)s: %(first)s to %(last)s",
            year=span.year, seed=span.seed, first=_day(span.told_from), last=_day(span.last))  # fmt: skip
    yield from _mails(journal)
    yield from _reminded(span)
    yield from _late(list(late_work(span, now)))
    yield from _reached(span)
    yield from _cases(journal)
    yield from _tasks(span, now)
    yield from _open(now)
    if details:
        yield from _every_mail(journal)
    yield from _verdict(journal)


def _mails(journal: Journal) -> Iterator[str]:
    yield from _heading(_("Mails by month"))
    by_month = mails_by_month(journal)
    kinds = sorted({kind for month in by_month.values() for kind in month})
    total: Counter[str] = sum(by_month.values(), Counter())
    months = {f"{month:02d}/{year}": counted for (year, month), counted in by_month.items()} | {_("All"): total}
    yield from _table(
        [_("Kind"), *months],
        [
            *([kind_name(kind), *(counted[kind] for counted in months.values())] for kind in kinds),
            [_("All"), *(sum(counted.values()) for counted in months.values())],
        ],
    )


def _reminded(span: Span) -> Iterator[str]:
    yield from _heading(_("Reminders by month: whose work it is, and those above who were told"))
    by_month = {f"{month:02d}/{year}": counted for (year, month), counted in reminders_by_month(span).items()}
    yield from _table(
        [_("Told"), *by_month],
        [[_TARGETS[target], *(counted[target] for counted in by_month.values())] for target in _TARGETS],
    )
    yield from _heading(_("Who was reminded: how often before the day, on it and after it; how often those above"))
    yield from _table(
        [_("Agency"), _("before it"), _("on it"), _("after it"), _("those above"), _("to be written to")],
        [
            [agency, rungs.before, rungs.on_the_day, rungs.after, rungs.above, rungs.letters]
            for agency, rungs in reminders_by_agency(span).items()
        ],
    )


def _late(late: Sequence[Late]) -> Iterator[str]:
    yield from _heading(_("What was late: who, what, by how many working days"))
    for one in late:
        if one.done is None:
            state = _("still open, %(days)s working days late", days=one.days)
        elif one.is_done:
            state = _("done on %(day)s, %(days)s working days late", day=_day(one.done), days=one.days)
        else:
            state = _("closed undone on %(day)s, %(days)s working days late", day=_day(one.done), days=one.days)
        yield f"{_day(one.due)}  {one.agency} – {one.who}: {one.what}; {one.case}; {state}"
    yield ngettext("%(num)s task was late.", "%(num)s tasks were late.", len(late))


def _reached(span: Span) -> Iterator[str]:
    yield from _heading(_("What was reached"))
    names = {
        "laboratory_system": _("laboratories with a management system in place"),
        "laboratory_accredited": _("laboratories accredited"),
        "laboratory_registered": _("laboratories registered"),
        "laboratory_designated": _("laboratories designated"),
        "enterprises": _("enterprises enrolled (each counted once)"),
        "programmes": _("programmes of enterprises in force"),
        "plans_issued": _("plans drafted and issued"),
        "plan_tasks_done": _("plan tasks done"),
    }
    for what, count in reached(span):
        yield f"{count:>5}  {names[what]}"


def _cases(journal: Journal) -> Iterator[str]:
    yield from _heading(_("Cases by process and outcome"))
    for (name, key), counted in sorted(cases_by_outcome(journal).items()):
        outcomes = "; ".join(f"{_outcome(outcome)}: {number}" for outcome, number in sorted(counted.items()))
        yield f"{name} ({key}): {sum(counted.values())} – {outcomes}"


def _tasks(span: Span, now: datetime) -> Iterator[str]:
    yield from _heading(_("Tasks by process"))
    yield from _table(
        [_("Process"), _("in time"), _("done late"), _("undated"), _("withdrawn"), _("still open"), _("open and late")],
        [
            [name, tasks.in_time, tasks.late, tasks.without_date, tasks.withdrawn, tasks.open, tasks.open_late]
            for name, tasks in tasks_by_process(span, now).items()
        ],
    )


def _open(now: datetime) -> Iterator[str]:
    yield from _heading(_("Open work, and why it is open"))
    rest = open_work(now)
    for one in rest:
        if one.due is None:
            why = _("no date")
        elif not one.is_late:
            why = _("due on %(day)s", day=_day(one.due))
        elif one.rung:
            why = _("due on %(day)s, last reminder %(rung)s", day=_day(one.due), rung=one.rung)
        else:
            why = _("due on %(day)s, no reminder yet", day=_day(one.due))
        yield f"{one.agency}: {one.what}; {one.case}; {why}"
    yield ngettext("%(num)s task is open.", "%(num)s tasks are open.", len(rest))


def _every_mail(journal: Journal) -> Iterator[str]:
    yield from _heading(_("Every mail"))
    for mail in mails(journal):
        at = mail.at.astimezone(LOCAL)
        yield f"{at:%d/%m/%Y %H:%M}  {mail.name} ({mail.agency})  {kind_name(mail.kind)}  {mail.subject}"


def _verdict(journal: Journal) -> Iterator[str]:
    yield from _heading(_("What must not be"))
    yield _("Incidents: %(count)s", count=incidents())
    if not journal.problems:
        yield _("No case is stuck, and all late work is known to those above.")
    for problem in journal.problems:
        yield f"! {problem}"


def kind_name(kind: str) -> str:
    """Return what a kind of mail is called."""
    names = {
        "account": _("accounts and invitations"),
        "application": _("public applications"),
        "campaign_closed": _("rounds closed"),
        "digest": _("digests"),
        "extension_granted": _("extensions granted"),
        "extension_refused": _("extensions refused"),
        "plan_task_done": _("plan tasks done (mails)"),
        "support_refused": _("support refused"),
        "to_begin": _("things to be begun"),
        "late_list": _("lists of who is late"),
        "report_accepted": _("reports accepted"),
        "shared_work": _("work for all of a role"),
        "task_opened": _("new tasks"),
        "urgent_reminder": _("urgent reminders"),
    }
    return names.get(kind, kind)


def _outcome(outcome: str) -> str:
    return {"": _("running"), "cancelled": _("cancelled"), "completed": _("completed")}.get(outcome, outcome)


def _heading(text: str) -> Iterator[str]:
    yield ""
    yield text
    yield "-" * len(text)


def _table(headings: Sequence[object], rows: Sequence[Sequence[object]]) -> Iterator[str]:
    """Yield the rows below their headings, the first column to the left, the others to the right."""
    lines = [[str(cell) for cell in line] for line in (headings, *rows)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(headings))]
    for first, *others in lines:
        cells = (cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True))
        yield "  ".join([first.ljust(widths[0]), *cells])


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
