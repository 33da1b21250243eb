"""Import agencies and their people: upload, look at the preview, confirm."""

from io import BytesIO

from flask import Blueprint, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, ngettext
from flask_babel import gettext as _

from app.clock import local_date, utc_now
from app.files.guard import UnsafeFile
from app.organisation.access import access
from app.organisation.errors import SheetNotUsable
from app.organisation.gate import current_actor
from app.organisation.importing.columns import LAYOUT
from app.organisation.importing.plan import Plan, plan_import
from app.organisation.importing.writing import carry_out
from app.organisation.spreadsheets.previewed import Previewed, read_signed, sign
from app.organisation.spreadsheets.reading import XLSX, read_sheet, template
from app.organisation.views.rules import KEEPS_AGENCIES

blueprint = Blueprint("agency_import", __name__, url_prefix="/agencies/import", template_folder="../templates")

WHAT = "agency-import"


@blueprint.get("")
@access(KEEPS_AGENCIES)
def show() -> ResponseReturnValue:
    """Ask for the spreadsheet."""
    return _form()


@blueprint.get("/template.xlsx")
@access(KEEPS_AGENCIES)
def download_template() -> ResponseReturnValue:
    """Send the spreadsheet to fill in."""
    return send_file(BytesIO(template(LAYOUT)), XLSX, as_attachment=True, download_name="mau-co-quan.xlsx")


@blueprint.post("")
@access(KEEPS_AGENCIES)
def preview() -> ResponseReturnValue:
    """Read the file and show row by row what importing it would do; the register stays as it is."""
    upload = request.files.get("file")
    if upload is None or not upload.filename:
        return _form(_("Choose an Excel file."))
    content, filename = upload.read(), upload.filename
    try:
        plan = plan_import(read_sheet(content, filename, LAYOUT), local_date(utc_now()))
    except UnsafeFile as unsafe:
        return _form(unsafe.sentence(str(get_locale())))
    except SheetNotUsable as wrong:
        return _form(_(wrong.message, **wrong.values))
    return _preview(plan, content, filename)


@blueprint.post("/confirm")
@access(KEEPS_AGENCIES)
def confirm() -> ResponseReturnValue:
    """Write what was previewed; show it again if the register has changed since."""
    previewed = read_signed(request.form.get("previewed", ""), WHAT, current_actor())
    if previewed is None:
        return _form(_("The preview is older than a day. Upload the file again."))
    plan = plan_import(read_sheet(previewed.content, previewed.filename, LAYOUT), local_date(utc_now()))
    if plan.digest != previewed.digest:
        flash(_("The register has changed since you looked. This is what the file would do now."), "warning")
        return _preview(plan, previewed.content, previewed.filename)
    written = carry_out(plan, current_actor(), utc_now())
    flash(ngettext("%(num)s agency is written.", "%(num)s agencies are written.", written), "ok")
    return redirect(url_for("users.index", show="silent"))


def _preview(plan: Plan, content: bytes, filename: str) -> ResponseReturnValue:
    return render_template(
        "organisation/import_preview.html",
        plan=plan,
        filename=filename,
        previewed=sign(Previewed(content, filename, plan.digest), WHAT, current_actor()),
    )


def _form(error: str = "") -> ResponseReturnValue:
    errors = [error] if error else []
    page = render_template("organisation/import.html", errors=errors, problems=[("file", text) for text in errors])
    return page, 422 if errors else 200
