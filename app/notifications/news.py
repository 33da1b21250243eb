"""The letters that ask for nothing: a case is done, a round has late agencies."""

import json
from datetime import datetime

from flask_babel import gettext as _
from flask_babel import ngettext

from app.cases.access import sees_case
from app.cases.models import Case
from app.extensions import db
from app.notifications.letters import Letter, Withheld
from app.notifications.notices import Action, Line, Notice, Section, because, link
from app.notifications.rendering import render
from app.organisation.identity import actor_for
from app.organisation.models import User
from app.organisation.roles import Role
from app.timeline.outbox_models import OutboxMessage

LATE_LIST = "late_list"  # queued by the reporting rounds
SHOWN = 50


def case_completed(message: OutboxMessage, user: User, _now: datetime) -> Letter | Withheld:
    """Write the letter that a case has reached its end."""
    case = db.session.get(Case, message.case_id, populate_existing=True)
    if case is None or not sees_case(actor_for(user), case):
        return Withheld("the case is not this person's to see")
    name = _("Work in a restricted case") if case.is_confidential else case.title
    title = _("Completed: %(name)s", name=name)
    intro = [_("Nothing more is needed from you.")]
    action = Action(_("See the case"), link(f"/cases/{case.id}"))
    return render(Notice(title, title, intro, [], because(Role.focal_point, case.agency), action), user)


def late_list(message: OutboxMessage, user: User, _now: datetime) -> Letter | Withheld:
    """Write the letter that tells a leader which agencies are late in a reporting round."""
    facts = json.loads(message.context)
    late = facts["late"]
    if not late:
        return Withheld("no agency is late")
    summary = ngettext(
        "%(num)d agency is late: %(title)s", "%(num)d agencies are late: %(title)s", len(late), title=facts["title"]
    )
    section = Section("", "late", [Line(name) for name in late[:SHOWN]], left_out=max(0, len(late) - SHOWN))
    action = Action(_("See the reporting round"), link(f"/campaigns/{facts['campaign_id']}"))
    intro = [_("These agencies have not yet reported:")]
    return render(Notice(summary, summary, intro, [section], because(Role.leader, None), action), user)
