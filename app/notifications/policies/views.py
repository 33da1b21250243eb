"""Pages on which coordinators write reminder policies and say what they apply to."""

import re

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import select

from app.clock import local_date, utc_now
from app.deadlines.ladders import LADDERS, Channel, Target
from app.extensions import db
from app.notifications.policies import editor, queries, service
from app.notifications.policies.book import current_policies
from app.notifications.policies.editor import Entered
from app.notifications.policies.labels import CHANNELS, SCOPES, TARGETS, name_of
from app.notifications.policies.models import ReminderPolicy
from app.notifications.policies.preview import example
from app.notifications.policies.steps import in_order
from app.organisation.access import access, only
from app.organisation.calendar import office_calendar
from app.organisation.gate import current_actor
from app.organisation.roles import DEPARTMENT_ROLES, Role
from app.reports.labels import rung_words
from app.timeline.log import Subject
from app.timeline.queries import entries
from app.timeline.wording import lines_of

blueprint = Blueprint("policies", __name__, url_prefix="/reminders/policies", template_folder="../templates")

READS = only((*DEPARTMENT_ROLES, Role.auditor))
WRITES = only([Role.coordinator], seen_by=(*DEPARTMENT_ROLES, Role.auditor))


@blueprint.get("")
@access(READS)
def index() -> ResponseReturnValue:
    """List the policies."""
    return render_template(
        "reminders/policies.html", listed=queries.listed(current_actor()), name_of=name_of, in_order=in_order
    )


@blueprint.get("/new")
@access(WRITES)
def new() -> ResponseReturnValue:
    """Show an empty form."""
    return _form("", editor.blank(_year()))


@blueprint.post("/preview")
@access(WRITES)
def preview_new() -> ResponseReturnValue:
    """Show what the policy would do, before it is written; also adds and removes rows without scripts."""
    return _preview("")


@blueprint.post("")
@access(WRITES)
def write() -> ResponseReturnValue:
    """Write a new policy."""
    entered = editor.check(editor.read(request.form), may_be_empty=False)
    if entered.ladder is None:
        return _form("", entered)
    key = service.write_policy(entered.name, entered.ladder, actor=current_actor(), now=utc_now())
    flash(_("The policy is written. Now say what it speaks for."), "ok")
    return redirect(url_for("policies.show", key=key))


@blueprint.get("/<key>")
@access(READS)
def show(key: str) -> ResponseReturnValue:
    """Show a policy: its steps, what it speaks for, what it said before."""
    policy = service.policy_named(key)
    row = db.session.scalar(select(ReminderPolicy.id).where(ReminderPolicy.key == key))
    return render_template(
        "reminders/policy.html",
        policy=policy,
        name=name_of(policy),
        steps=in_order(policy.ladder),
        targets=TARGETS,
        channels=CHANNELS,
        scopes=SCOPES,
        tasks=queries.open_tasks_by_policy(current_actor()).get(key, 0),
        given=queries.places_of(key),
        in_diagrams=queries.named_in_diagrams(key),
        places=queries.places(),
        names={other: name_of(one) for other, one in current_policies().items()},
        versions=queries.versions(key),
        history=lines_of(entries(Subject("reminder_policy", row))) if row else [],
    )


@blueprint.get("/<key>/edit")
@access(WRITES)
def edit(key: str) -> ResponseReturnValue:
    """Show the form with the policy's steps."""
    policy = service.policy_named(key)
    return _form(key, editor.filled(str(name_of(policy)), policy.ladder, policy.version, _year()))


@blueprint.post("/<key>/preview")
@access(WRITES)
def preview(key: str) -> ResponseReturnValue:
    """Show what the change would do, before it is saved; also adds and removes rows without scripts."""
    service.policy_named(key)
    return _preview(key)


@blueprint.post("/<key>/edit")
@access(WRITES)
def change(key: str) -> ResponseReturnValue:
    """Save another version."""
    service.policy_named(key)
    entered = editor.check(editor.read(request.form), may_be_empty=key in LADDERS and not LADDERS[key].steps)
    if entered.ladder is None:
        return _form(key, entered)
    service.change_policy(key, entered.name, entered.ladder, since=entered.since, actor=current_actor(), now=utc_now())
    flash(_follows(key), "ok")
    return redirect(url_for("policies.show", key=key))


@blueprint.post("/<key>/restore")
@access(WRITES)
def restore(key: str) -> ResponseReturnValue:
    """Let the policy say again what an earlier version said."""
    number = request.form.get("number", "")
    if not re.fullmatch("[0-9]{1,6}", number):
        raise service.PolicyNotFound
    service.restore_version(key, int(number), actor=current_actor(), now=utc_now())
    flash(_follows(key), "ok")
    return redirect(url_for("policies.show", key=key))


@blueprint.post("/<key>/places")
@access(WRITES)
def assign(key: str) -> ResponseReturnValue:
    """Let the policy speak for a duty, a process or one of its user tasks."""
    place = queries.place_named(request.form.get("place", ""))
    if place is None:
        flash(_("Choose what the policy speaks for."), "soon")
        return redirect(url_for("policies.show", key=key))
    service.assign_policy(key, place.scope, place.subject, place=place.name, actor=current_actor(), now=utc_now())
    flash(_follows(key), "ok")
    return redirect(url_for("policies.show", key=key))


@blueprint.post("/<key>/places/remove")
@access(WRITES)
def unassign(key: str) -> ResponseReturnValue:
    """Take the policy back from what it spoke for."""
    service.policy_named(key)
    place = next((one for one in queries.places_of(key) if one.value == request.form.get("place")), None)
    if place is not None:
        service.unassign_policy(key, place.scope, place.subject, place=place.name, actor=current_actor(), now=utc_now())
        flash(_("Done. There the next less specific policy speaks again."), "ok")
    return redirect(url_for("policies.show", key=key))


def _preview(key: str) -> ResponseReturnValue:
    entered = editor.read(request.form)
    if "_add_row" in request.form or "_remove_row" in request.form:
        return _form(key, entered)
    return _form(key, editor.check(entered, may_be_empty=key in LADDERS and not LADDERS[key].steps), looks=True)


def _form(key: str, entered: Entered, *, looks: bool = False) -> ResponseReturnValue:
    """Show the form; with an example of what the steps do where there is nothing to correct."""
    shown = None
    if entered.ladder is not None and entered.limit is not None:
        shown = example(entered.ladder, entered.limit, is_exclusive=entered.is_exclusive, calendar=office_calendar())
    page = render_template(
        "reminders/policy_form.html",
        key=key,
        form=entered,
        errors=bool(entered.problems),
        example=shown,
        looks=looks,
        tasks=queries.open_tasks_by_policy(current_actor()).get(key, 0) if key else 0,
        whens=[("before", _("before")), ("on", _("on the day")), ("after", _("after"))],
        ways=[(way.value, CHANNELS[way]) for way in Channel],
        people=[(target.value, TARGETS[target]) for target in Target],
        empty_row=editor.Row(),
        rung_words=rung_words,
    )
    return page, 422 if entered.problems else 200


def _follows(key: str) -> str:
    count = queries.open_tasks_by_policy(current_actor()).get(key, 0)
    return ngettext(
        "Saved. %(num)d open task follows this policy from the next morning on.",
        "Saved. %(num)d open tasks follow this policy from the next morning on.",
        count,
    )


def _year() -> int:
    return local_date(utc_now()).year
