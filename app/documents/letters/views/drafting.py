"""The letters of a round; drafting one, with a preview of who is in, who is not and why."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from app.clock import local_date, utc_now
from app.deadlines.wording import short_date
from app.documents.letters import labels
from app.documents.letters.candidates import Candidates, candidates
from app.documents.letters.composing import Drafting, asked_of, sender
from app.documents.letters.drafting import draft, first_proposal
from app.documents.letters.matter import Asked, Contact
from app.documents.letters.models import LetterKind
from app.documents.letters.queries import (
    contacts,
    count_orders,
    counts_named,
    latest_order,
    letters_of,
    letters_of_order,
    orders_to_each,
)
from app.documents.letters.rules import DRAFTS_LETTERS, READS_LETTERS
from app.documents.letters.schemas import DRAFTING
from app.documents.letters.signing import Signing, blocks
from app.documents.letters.views.blueprint import blueprint
from app.errors import Invalid
from app.legible import key
from app.organisation.access import access, sees_identities
from app.organisation.calendar import office_calendar
from app.organisation.gate import current_actor
from app.organisation.models import AgencyKind
from app.organisation.schemas.forms import Errors, filled, problems
from app.reports.models import Campaign
from app.reports.queries import require_campaign
from app.timeline.log import Subject
from app.timeline.queries import entries
from app.timeline.wording import lines_of

SHOWN = 600  # rows on the page; all of them are drafted for when all are chosen
TOLD = ("letters.", "letter.")


@blueprint.get("/campaigns/<int:campaign_id>/letters")
@access(READS_LETTERS)
def index(campaign_id: int) -> ResponseReturnValue:
    """List the letters of a round with what was done with them."""
    campaign = require_campaign(campaign_id)
    orders, letters = orders_to_each(campaign_id), letters_of(campaign_id)
    past = [entry for entry in entries(Subject("campaign", campaign_id)) if entry.action.startswith(TOLD)]
    return render_template(
        "letters/index.html",
        campaign=campaign,
        letters=letters,
        named=counts_named([letter.id for letter in letters]),
        orders=orders,
        counts=count_orders([order.id for order in orders]),
        history=lines_of(past, shows_people=sees_identities(current_actor())),
        labels=labels,
    )


@blueprint.get("/campaigns/<int:campaign_id>/letters/new")
@access(DRAFTS_LETTERS)
def new(campaign_id: int) -> ResponseReturnValue:
    """Show who would be in the letter and who not, and ask for what the letter needs."""
    campaign, now = require_campaign(campaign_id), utc_now()
    agency_id = request.args.get("agency", default=0, type=key)
    found = candidates(campaign, now)
    only = [one.submission.id for one in found.inside if one.submission.agency_id == agency_id]
    kind = LetterKind.report if request.args.get("kind") == LetterKind.report else LetterKind.chase
    values = _first_values(now) | {"kind": kind, "who": "chosen" if only else "all"}
    return _page(campaign, found, values, only, {})


@blueprint.post("/campaigns/<int:campaign_id>/letters")
@access(DRAFTS_LETTERS)
def create(campaign_id: int) -> ResponseReturnValue:
    """Draft what was asked for; or show the form again with what is wrong."""
    campaign, now = require_campaign(campaign_id), utc_now()
    entered, errors = filled(DRAFTING, request.form)
    chosen = request.form.getlist("agency", type=key)
    if not errors:
        errors = _choices_missing(entered, chosen)
    if not errors:
        try:
            return _draft(campaign, entered, chosen, now)
        except Invalid as invalid:
            errors = {name: [_(one) for one in texts] for name, texts in invalid.errors.items()}
    return _page(campaign, candidates(campaign, now), request.form, chosen, errors)


def _draft(campaign: Campaign, entered: Mapping[str, Any], chosen: list[int], now: datetime) -> ResponseReturnValue:
    person = next(person for person in contacts() if person.id == entered["contact"])
    asked = Asked(
        ask_before=entered["ask_before"],
        contact=Contact(person.name, person.phone, person.email),
        signing=entered["signing"],
        signer=entered["signer"],
        unit=entered["unit"],
    )
    only = frozenset(chosen) if entered["who"] == "chosen" else None
    drafting = Drafting(entered["kind"], entered["how"] == "each", asked, only)
    order = draft(campaign.id, drafting, actor=current_actor(), now=now)
    flash(_("The draft is ready. Number and day stay blank until the records office gives them."), "ok")
    if order.left_out:
        left = ngettext(
            "%(num)d agency is no longer late and was left out.",
            "%(num)d agencies are no longer late and were left out.",
            order.left_out,
        )
        flash(left, "info")
    if order.is_each:
        return redirect(url_for("letters.order", order_id=order.id))
    return redirect(url_for("letters.show", letter_id=letters_of_order(order.id)[0].id))


def _choices_missing(entered: Mapping[str, Any], chosen: list[int]) -> Errors:
    if entered["who"] == "chosen" and not chosen:
        return {"who": [_("Choose at least one agency.")]}
    if entered["contact"] not in {person.id for person in contacts()}:
        return {"contact": [_("Choose whom the agencies may ask.")]}
    if entered["signing"] not in blocks(sender().kind):
        return {"signing": [_("Choose who signs.")]}
    return {}


def _first_values(now: datetime) -> dict[str, Any]:
    """Return what the form proposes: what was chosen last, five working days, the caller as the one to ask."""
    values: dict[str, Any] = {
        "how": "together",
        "ask_before": short_date(first_proposal(local_date(now), office_calendar())),
        "contact": str(current_actor().id),
        "signing": Signing.head,
        "signer": sender().issuer.signer,
        "unit": "",
    }
    last = latest_order()
    if last:
        asked = asked_of(last)
        values |= {"signing": asked.signing, "signer": asked.signer, "unit": asked.unit}
    return values


def _page(
    campaign: Campaign, found: Candidates, values: Mapping[str, Any], chosen: list[int], errors: Errors
) -> ResponseReturnValue:
    who = sender()
    page = render_template(
        "letters/new.html",
        campaign=campaign,
        found=found,
        shown=SHOWN,
        form=values,
        chosen=frozenset(chosen),
        errors=errors,
        problems=problems(errors),
        people=[(str(person.id), " · ".join(filter(None, (person.name, person.phone)))) for person in contacts()],
        signings=[(signing.value, " / ".join(block)) for signing, block in blocks(who.kind).items()],
        may_report=who.kind is not AgencyKind.committee,
        labels=labels,
    )
    return page, 422 if errors else 200
