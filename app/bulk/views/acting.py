"""Look at what an act on many would do, then do it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale

from app.bulk import reminding
from app.bulk.errors import NothingChosen
from app.bulk.models import BulkKind
from app.bulk.orders import Order, Remind, Whom
from app.bulk.queries import keys_of_round, keys_of_work, people_who_may
from app.bulk.schemas import EVERYBODY, order_of
from app.bulk.sentences import Sentence
from app.bulk.service import BATCH, act_on_many, hindrances
from app.bulk.targets import Chosen, Target, targets_of
from app.bulk.views.blueprint import ACTS_ON_MANY, blueprint
from app.bulk.views.choosing import round_filter, work_filter
from app.clock import utc_now
from app.deadlines.moments import Deadline, fixed_date
from app.extensions import db
from app.legible import key
from app.notifications import by_hand
from app.notifications.letters import Letter
from app.organisation.access import access
from app.organisation.calendar import office_calendar
from app.organisation.gate import current_actor, safe_next
from app.organisation.models import User
from app.organisation.schemas.forms import Errors
from app.organisation.tokens import new_token
from app.reports.queries import require_campaign

SHOWN = 100
FIELDS = ("day", "reason", "number", "issued_on", "issuer", "to", "note", "whom", "at", "words")


@dataclass(frozen=True)
class Look:
    """What an act would do: to whom, to whom not and why, and what they would read or when it would be due."""

    doable: Sequence[Target]
    hindered: Sequence[tuple[Target, Sentence]]
    names: Mapping[tuple[int, int | None], str]  # whom a reminder goes to
    letter: Letter | None = None
    deadline: Deadline | None = None


@blueprint.post("")
@access(ACTS_ON_MANY)
def act() -> ResponseReturnValue:
    """Show what would be done to the chosen ones; with `_do`, do it."""
    actor, now = current_actor(), utc_now()
    kind = _kind()
    chosen = _chosen()
    targets = targets_of(chosen, kind, actor)
    if not targets:
        raise NothingChosen
    is_new = "items" not in request.form  # comes from the list: nothing was entered yet
    if is_new and kind is not BulkKind.remind:
        return _page(kind, chosen, targets, {}, None, None)
    form = {"whom": Whom.holder, "at": _first_hour()} if is_new else request.form
    order, errors = order_of(kind, form, now)
    if order is None or "_do" not in request.form:
        return _page(kind, chosen, targets, errors, order, _look(targets, order) if order else None)
    action = act_on_many(order, targets, key=request.form.get("key", ""), actor=actor, now=now)
    return redirect(url_for("bulk.show", action_id=action.id), 303)


def _kind() -> BulkKind:
    given = request.form.get("kind", "")
    if given not in list(BulkKind):
        raise NothingChosen
    return BulkKind(given)


def _chosen() -> Chosen:
    """Return what was ticked, or with `all` everything that the list's filter keeps."""
    if "items" in request.form:
        return Chosen.read(request.form["items"].split(","))
    if request.form.get("all") != "1":
        return Chosen.read(request.form.getlist("item"))
    now, campaign_id = utc_now(), request.form.get("campaign", type=key)
    if campaign_id:
        campaign = require_campaign(campaign_id)
        return Chosen.read(keys_of_round(campaign, round_filter(request.form.get("show", "")), now))
    return Chosen.read(keys_of_work(current_actor(), work_filter(request.form), now))


def _first_hour() -> str:
    """Return the first time within office hours."""
    return next(hour.value for hour in reminding.hours(utc_now()) if hour.at is not None)


def _look(targets: Sequence[Target], order: Order) -> Look:
    now = utc_now()
    pairs = list(zip(targets, hindrances(targets, order, now), strict=True))
    doable = [target for target, why in pairs if why is None]
    hindered = [(target, why) for target, why in pairs if why is not None]
    if isinstance(order, Remind):
        return _look_at_reminder(order, doable, hindered)
    day = getattr(order, "day", None)
    deadline = fixed_date(day, inclusive=True, calendar=office_calendar()) if day else None
    return Look(doable, hindered, {}, deadline=deadline)


def _look_at_reminder(order: Remind, doable: Sequence[Target], hindered: Sequence[tuple[Target, Sentence]]) -> Look:
    now = utc_now()
    plans = reminding.plans(doable[:SHOWN], order, now)
    people = {user.id: user for user in _people({one.person.id for plan in plans for one in plan.asked})}
    names = {_place(plan.target): ", ".join(people[one.person.id].name for one in plan.asked) for plan in plans}
    first = next(((plan.target.task, plan.asked[0].person.id) for plan in plans if plan.asked), None)
    letter = None
    if first is not None and first[0] is not None:
        reader = people[first[1]]
        with force_locale(reader.locale):
            letter = by_hand.sample(first[0], order.words, reader, now)
    return Look(doable, hindered, names, letter=letter)


def _people(user_ids: set[int]) -> Sequence[User]:
    return [user for user_id in sorted(user_ids) if (user := db.session.get(User, user_id)) is not None]


def _place(target: Target) -> tuple[int, int | None]:
    return target.case.id, target.task.id if target.task else None


def _page(
    kind: BulkKind, chosen: Chosen, targets: Sequence[Target], errors: Errors, order: Order | None, look: Look | None
) -> Response:
    given: Mapping[str, Any] = {name: request.form.get(name, "") for name in FIELDS}
    if "items" not in request.form:
        given = {**given, "whom": Whom.holder.value, "at": _first_hour() if kind is BulkKind.remind else ""}
    page = render_template(
        "bulk/act.html",
        kind=kind,
        chosen=chosen,
        targets=targets,
        shown=SHOWN,
        batch=BATCH,
        form=given,
        errors=errors,
        order=order,
        look=look,
        place=_place,
        hours=reminding.hours(utc_now()) if kind is BulkKind.remind else (),
        people=people_who_may([one.task for one in targets if one.task]) if kind is BulkKind.reassign else (),
        everybody=EVERYBODY,
        key=request.form.get("key") or new_token(),
        back=safe_next(request.form.get("back")),
    )
    return make_response(page, 422 if errors else 200)
