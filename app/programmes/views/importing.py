"""Import surveys from a spreadsheet: upload, look at the preview, confirm."""

from io import BytesIO

from flask import flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, ngettext
from flask_babel import gettext as _

from app.clock import local_date, utc_now
from app.files.guard import UnsafeFile
from app.organisation.access import access
from app.organisation.errors import SheetNotUsable
from app.organisation.gate import current_actor
from app.organisation.spreadsheets.previewed import Previewed, read_signed, sign
from app.organisation.spreadsheets.reading import XLSX, read_sheet, template
from app.programmes.importing import SurveyPlan, carry_out, layout, plan_surveys
from app.programmes.views.blueprint import blueprint
from app.programmes.views.rules import ENTERS_ENTERPRISES

WHAT = "survey-import"


@blueprint.get("/surveys/import")
@access(ENTERS_ENTERPRISES)
def survey_import() -> ResponseReturnValue:
    """Ask for the spreadsheet."""
    return _form()


@blueprint.get("/surveys/import/template.xlsx")
@access(ENTERS_ENTERPRISES)
def survey_template() -> ResponseReturnValue:
    """Send the spreadsheet to fill in."""
    return send_file(BytesIO(template(layout())), XLSX, as_attachment=True, download_name="mau-khao-sat.xlsx")


@blueprint.post("/surveys/import")
@access(ENTERS_ENTERPRISES)
def preview_surveys() -> ResponseReturnValue:
    """Read the file and show row by row what importing it would do; nothing is written."""
    upload = request.files.get("file")
    if upload is None or not upload.filename:
        return _form(_("Choose an Excel file."))
    content, filename = upload.read(), upload.filename
    try:
        plan = _plan(content, filename)
    except UnsafeFile as unsafe:
        return _form(unsafe.sentence(str(get_locale())))
    except SheetNotUsable as wrong:
        return _form(_(wrong.message, **wrong.values))
    return _preview(plan, content, filename)


@blueprint.post("/surveys/import/confirm")
@access(ENTERS_ENTERPRISES)
def confirm_surveys() -> ResponseReturnValue:
    """Write what was previewed; show it again if surveys were entered since."""
    previewed = read_signed(request.form.get("previewed", ""), WHAT, current_actor())
    if previewed is None:
        return _form(_("The preview is older than a day. Upload the file again."))
    plan = _plan(previewed.content, previewed.filename)
    if plan.digest != previewed.digest:
        flash(_("Surveys were entered since you looked. This is what the file would do now."), "warning")
        return _preview(plan, previewed.content, previewed.filename)
    written = carry_out(plan, actor=current_actor(), now=utc_now())
    flash(ngettext("%(num)s survey is entered.", "%(num)s surveys are entered.", written), "ok")
    return redirect(url_for("enterprises.survey_list"), 303)


def _plan(content: bytes, filename: str) -> SurveyPlan:
    return plan_surveys(read_sheet(content, filename, layout()), local_date(utc_now()))


def _preview(plan: SurveyPlan, content: bytes, filename: str) -> ResponseReturnValue:
    previewed = sign(Previewed(content, filename, plan.digest), WHAT, current_actor())
    return render_template("programmes/survey_preview.html", plan=plan, filename=filename, previewed=previewed)


def _form(error: str = "") -> ResponseReturnValue:
    errors = [error] if error else []
    page = render_template("programmes/survey_import.html", errors=errors, problems=[("file", text) for text in errors])
    return page, 422 if errors else 200
