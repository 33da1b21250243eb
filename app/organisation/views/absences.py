"""Being away: everybody's own page, and the same for somebody else by those who keep the register."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.clock import local_date, utc_now
from app.errors import Invalid
from app.organisation import labels
from app.organisation.absences import (
    Post,
    absences_on,
    coming_absences,
    possible_stand_ins,
    posts_of,
)
from app.organisation.access import SIGNED_IN, access, sees_identities
from app.organisation.gate import current_actor
from app.organisation.models import Absence, User
from app.organisation.queries.users import user_row
from app.organisation.records import own_id
from app.organisation.schemas.forms import Errors, filled, problems
from app.organisation.schemas.register import ABSENCE
from app.organisation.service.absences import (
    AbsencesOverlap,
    Away,
    NobodyStandsIn,
    end_absence,
    report_absence,
)
from app.organisation.views.rules import READS_USERS

blueprint = Blueprint("absences", __name__, template_folder="../templates")


@dataclass(frozen=True)
class Listed:
    """An absence of the list, with what nobody sees to meanwhile."""

    absence: Absence
    gaps: Sequence[Post]


@blueprint.get("/account/absence")
@access(SIGNED_IN)
def own() -> ResponseReturnValue:
    """Show the person's absences and a form to report one."""
    return _page(own_id(current_actor()), {}, {})


@blueprint.post("/account/absence")
@access(SIGNED_IN)
def report_own() -> ResponseReturnValue:
    """Report oneself away."""
    return _report(own_id(current_actor()), url_for("absences.own"))


@blueprint.post("/account/absence/<int:absence_id>/end")
@access(SIGNED_IN)
def end_own(absence_id: int) -> ResponseReturnValue:
    """End one's own absence early."""
    return _end(own_id(current_actor()), absence_id, url_for("absences.own"))


@blueprint.get("/absences")
@access(READS_USERS)
def index() -> ResponseReturnValue:
    """List who is or will be away, and the work that nobody sees to meanwhile."""
    found = coming_absences(_today())
    listed = [Listed(absence, _gaps(absence)) for absence in found]
    return render_template("organisation/absences.html", listed=listed, labels=labels, today=_today())


@blueprint.get("/users/<int:user_id>/absence")
@access(READS_USERS)
def of_user(user_id: int) -> ResponseReturnValue:
    """Show somebody's absences and a form to report one for them."""
    return _page(user_id, {}, {})


@blueprint.post("/users/<int:user_id>/absence")
@access(READS_USERS)
def report_for(user_id: int) -> ResponseReturnValue:
    """Report somebody else away."""
    return _report(user_id, url_for("absences.of_user", user_id=user_id))


@blueprint.post("/users/<int:user_id>/absence/<int:absence_id>/end")
@access(READS_USERS)
def end_for(user_id: int, absence_id: int) -> ResponseReturnValue:
    """End somebody else's absence early."""
    return _end(user_id, absence_id, url_for("absences.of_user", user_id=user_id))


def absence_of(user_id: int | None) -> Absence | None:
    """Return the person's absence of today, for templates; None also for whoever may not learn who people are.

    Everybody's are read at once, and only by a page that asks.
    """
    if user_id is None or not sees_identities(current_actor()):
        return None
    if "absences" not in g:
        g.absences = absences_on(_today())
    found: Absence | None = g.absences.get(user_id)
    return found


def _report(user_id: int, back: str) -> ResponseReturnValue:
    user_row(user_id)  # or it is not there
    given, errors = filled(ABSENCE, request.form)
    if errors:
        return _page(user_id, request.form, errors)
    away = Away(given["first_day"], given["last_day"], given["stand_in"], given["reason"])
    try:
        report_absence(user_id, away, current_actor(), utc_now(), accepts_gaps=given["anyway"])
    except Invalid as refused:
        return _page(user_id, request.form, _in_words(refused))
    except AbsencesOverlap as overlap:
        return _page(user_id, request.form, {"first_day": [_(overlap.message, **overlap.values)]})
    except NobodyStandsIn as nobody:
        return _page(user_id, request.form, {}, gaps=nobody.posts)
    flash(_("The absence is reported. It ends by itself; reminders go to whoever stands in."), "ok")
    return redirect(back)


def _end(user_id: int, absence_id: int, back: str) -> ResponseReturnValue:
    end_absence(user_id, absence_id, current_actor(), utc_now())
    flash(_("The absence is ended. Reminders go to the person again from today."), "ok")
    return redirect(back)


def _page(user_id: int, form: Mapping[str, Any], errors: Errors, *, gaps: Sequence[Post] = ()) -> ResponseReturnValue:
    user, today = user_row(user_id).user, _today()
    page = render_template(
        "organisation/absence.html",
        user=user,
        is_own=user_id == current_actor().id,
        coming=coming_absences(today, user_id=user_id),
        posts=posts_of(user_id, today, today),
        stand_ins=[(str(one.id), _named(one)) for one in possible_stand_ins(user_id)],
        gaps=gaps,
        form=form,
        errors=errors,
        problems=problems(errors),
        labels=labels,
        today=today,
    )
    return page, 422 if errors or gaps else 200


def _gaps(absence: Absence) -> list[Post]:
    first = max(absence.first_day, _today())
    posts = posts_of(absence.user_id, first, absence.last_day, absence.stand_in_id)
    return [post for post in posts if post.is_open]


def _named(user: User) -> str:
    return f"{user.name} ({user.email})"


def _in_words(refused: Invalid) -> Errors:
    return {name: [_(sentence) for sentence in sentences] for name, sentences in refused.errors.items()}


def _today() -> date:
    return local_date(utc_now())
