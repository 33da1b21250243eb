"""Import agencies and their people: upload, look at the preview, confirm."""

from dataclasses import dataclass
from io import BytesIO

from flask import Blueprint, current_app, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, ngettext
from flask_babel import gettext as _
from itsdangerous import BadSignature, URLSafeTimedSerializer

from app.clock import local_date, utc_now
from app.files.guard import UnsafeFile
from app.files.store import FileStore
from app.organisation.access import access
from app.organisation.errors import SheetNotUsable
from app.organisation.gate import current_actor
from app.organisation.importing.plan import Plan, plan_import
from app.organisation.importing.sheet import read_sheet, template
from app.organisation.importing.writing import carry_out
from app.organisation.views.rules import KEEPS_AGENCIES

blueprint = Blueprint("agency_import", __name__, url_prefix="/agencies/import", template_folder="../templates")

A_DAY = 24 * 3600
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Previewed:
    """What a person has seen and may confirm: the stored file, and the digest of what importing it would do."""

    sha256: str
    filename: str
    plan_digest: str
    user_id: int | None


@blueprint.get("")
@access(KEEPS_AGENCIES)
def show() -> ResponseReturnValue:
    """Ask for the spreadsheet."""
    return _form()


@blueprint.get("/template.xlsx")
@access(KEEPS_AGENCIES)
def download_template() -> ResponseReturnValue:
    """Send the spreadsheet to fill in."""
    return send_file(BytesIO(template()), XLSX, as_attachment=True, download_name="mau-co-quan.xlsx")


@blueprint.post("")
@access(KEEPS_AGENCIES)
def preview() -> ResponseReturnValue:
    """Read the file and show row by row what importing it would do; the register stays as it is."""
    upload = request.files.get("file")
    if upload is None or not upload.filename:
        return _form(_("Choose an Excel file."))
    content, filename = upload.read(), upload.filename
    try:
        plan = plan_import(read_sheet(content, filename), local_date(utc_now()))
    except UnsafeFile as unsafe:
        return _form(unsafe.sentence(str(get_locale())))
    except SheetNotUsable as wrong:
        return _form(_(wrong.message, **wrong.values))
    return _preview(plan, _store().put(content).sha256, filename)


@blueprint.post("/confirm")
@access(KEEPS_AGENCIES)
def confirm() -> ResponseReturnValue:
    """Write what was previewed; show it again if the register has changed since."""
    previewed = _previewed(request.form.get("previewed", ""))
    if previewed is None:
        return _form(_("The preview is older than a day. Upload the file again."))
    with _store().open(previewed.sha256) as file:
        plan = plan_import(read_sheet(file.read(), previewed.filename), local_date(utc_now()))
    if plan.digest != previewed.plan_digest:
        flash(_("The register has changed since you looked. This is what the file would do now."), "warning")
        return _preview(plan, previewed.sha256, previewed.filename)
    written = carry_out(plan, current_actor(), utc_now())
    flash(ngettext("%(num)s agency is written.", "%(num)s agencies are written.", written), "ok")
    return redirect(url_for("users.index", show="silent"))


def _preview(plan: Plan, sha256: str, filename: str) -> ResponseReturnValue:
    previewed = Previewed(sha256, filename, plan.digest, current_actor().id)
    return render_template(
        "organisation/import_preview.html",
        plan=plan,
        filename=filename,
        previewed=_serializer().dumps(list(vars(previewed).values())),
    )


def _previewed(signed: str) -> Previewed | None:
    try:
        previewed = Previewed(*_serializer().loads(signed, max_age=A_DAY))
    except BadSignature:
        return None
    return previewed if previewed.user_id == current_actor().id else None


def _form(error: str = "") -> ResponseReturnValue:
    errors = [error] if error else []
    page = render_template("organisation/import.html", errors=errors, problems=[("file", text) for text in errors])
    return page, 422 if errors else 200


def _store() -> FileStore:
    return FileStore(current_app.config["STORAGE_DIR"])


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="agency-import")
