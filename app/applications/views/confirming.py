"""Confirm an application: a button behind the link in the letter, because programs that scan mail follow links."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.applications.kinds import kind_of
from app.applications.service.confirming import confirm, draft_to_confirm
from app.applications.service.following import pass_for
from app.applications.views.blueprint import blueprint
from app.clock import utc_now
from app.organisation.access import PUBLIC, access


@blueprint.get("/confirm/<token>")
@access(PUBLIC)
def confirming(token: str) -> ResponseReturnValue:
    """Show the button; opening the link uses nothing up."""
    draft = draft_to_confirm(token, utc_now())
    return render_template("applications/confirm.html", kind=kind_of(draft.kind), token=token, email=draft.email)


@blueprint.post("/confirm/<token>")
@access(PUBLIC)
def confirmed(token: str) -> ResponseReturnValue:
    """Send the application in and show its tracking code."""
    application = confirm(token, utc_now())
    return redirect(url_for("applications.mine", given=pass_for(application), new=1), 303)
