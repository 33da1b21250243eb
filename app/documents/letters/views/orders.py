"""An order of one letter to each: how far it is, its letters, all of them packed."""

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.clock import utc_now
from app.documents.letters.deleting import discard
from app.documents.letters.models import LetterOrder
from app.documents.letters.packing import PART, ZIP, pack
from app.documents.letters.queries import count_orders, letters_of_order, parts_of_order, require_order
from app.documents.letters.rules import DRAFTS_LETTERS, READS_LETTERS
from app.documents.letters.views.blueprint import blueprint
from app.files.serving import download_headers
from app.legible import key
from app.organisation.access import access, sees_identities
from app.organisation.gate import current_actor

SHOWN = 100
WHOLE_PAGE = ("HX-Boosted", "HX-History-Restore-Request")


@blueprint.get("/campaigns/letters/orders/<int:order_id>")
@access(READS_LETTERS)
def order(order_id: int) -> ResponseReturnValue:
    """Show how far the order is; the progress asks for itself anew until all is drafted, then for the page."""
    found = require_order(order_id)
    if "HX-Request" in request.headers and not any(name in request.headers for name in WHOLE_PAGE):
        return _progress(found)
    after = request.args.get("after", default=0, type=key)
    letters = letters_of_order(order_id, after, SHOWN + 1)
    return render_template(
        "letters/order.html",
        order=found,
        campaign=found.campaign,
        counted=count_orders([order_id])[order_id],
        letters=letters[:SHOWN],
        next_after=letters[SHOWN - 1].id if len(letters) > SHOWN else None,
        parts=parts_of_order(order_id, PART),
    )


def _progress(order: LetterOrder) -> Response:
    response = Response(render_template("letters/progress.html", order=order))
    response.vary.add("HX-Request")
    if order.handled >= order.wanted:
        response.headers["HX-Refresh"] = "true"  # the letters drafted since, and their files
    return response


@blueprint.get("/campaigns/letters/orders/<int:order_id>/letters.zip")
@access(READS_LETTERS)
def packed(order_id: int) -> ResponseReturnValue:
    """Give up to a hundred letters of the order in one file, each as .docx and as PDF."""
    require_order(order_id)
    letters = letters_of_order(order_id, request.args.get("after", default=0, type=key), PART, with_paper=True)
    response = Response(pack(letters, shows_people=sees_identities(current_actor())), mimetype=ZIP)
    response.headers.update(download_headers(f"cong-van-don-doc-{order_id}.zip", ZIP))
    return response


@blueprint.post("/campaigns/letters/orders/<int:order_id>/discard")
@access(DRAFTS_LETTERS)
def throw_away(order_id: int) -> ResponseReturnValue:
    """Delete the drafts of the order."""
    found = discard(order_id, actor=current_actor(), now=utc_now())
    flash(_("The drafts are deleted. Letters that have a number stay."), "ok")
    return redirect(url_for("letters.index", campaign_id=found.campaign_id))
