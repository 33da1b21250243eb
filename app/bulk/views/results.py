"""See what came of acts on many, and undo them."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from app.bulk import orders, sentences
from app.bulk.models import Outcome
from app.bulk.orders import Reassign
from app.bulk.queries import SHOWN, items_of, outcomes_of, recent_actions
from app.bulk.service import find_action, undo
from app.bulk.views.blueprint import ACTS_ON_MANY, blueprint
from app.clock import utc_now
from app.extensions import db
from app.legible import key
from app.organisation.access import access
from app.organisation.gate import current_actor
from app.organisation.models import User


@blueprint.get("")
@access(ACTS_ON_MANY)
def index() -> ResponseReturnValue:
    """List the latest acts on many."""
    actions = recent_actions()
    return render_template("bulk/actions.html", actions=actions, counts=outcomes_of([one.id for one in actions]))


@blueprint.get("/<int:action_id>")
@access(ACTS_ON_MANY)
def show(action_id: int) -> ResponseReturnValue:
    """Show what became of each of the many."""
    action = find_action(action_id)
    found = items_of(action_id, current_actor(), after=request.args.get("after", 0, type=key))
    order = orders.read(action.kind, action.order)
    to = db.session.get(User, order.to) if isinstance(order, Reassign) and order.to else None
    return render_template(
        "bulk/action.html",
        action=action,
        order=order,
        to=to,
        counts=outcomes_of([action_id])[action_id],
        items=[(item, sentences.read(item.why)) for item in found[:SHOWN]],
        next_after=found[SHOWN - 1].id if len(found) > SHOWN else None,
        outcomes=Outcome,
    )


@blueprint.post("/<int:action_id>/undo")
@access(ACTS_ON_MANY)
def take_back(action_id: int) -> ResponseReturnValue:
    """Undo what can still be undone."""
    undo(action_id, actor=current_actor(), now=utc_now())
    counts = outcomes_of([action_id])[action_id]
    done = ngettext("%(num)d was undone.", "%(num)d were undone.", counts[Outcome.undone])
    kept = counts[Outcome.kept]
    left = ngettext(
        "%(num)d stays as it is: something has followed.", "%(num)d stay as they are: something has followed.", kept
    )
    flash(f"{done} {left}" if kept else done, "soon" if kept else "ok")
    return redirect(url_for("bulk.show", action_id=action_id), 303)
