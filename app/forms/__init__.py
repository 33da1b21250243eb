"""Forms of user tasks: a ``.form`` file becomes a checked form, a marshmallow schema and a page.

Values in, values out: nothing here knows cases, users or the database. See ``docs/forms.md``.
"""

from app.forms.fields import Form
from app.forms.findings import FormFinding, FormRefused
from app.forms.json_schema import json_schema
from app.forms.posting import fields_of
from app.forms.prefill import initial
from app.forms.problems import FormInvalid, UploadRefused
from app.forms.reading import read_form
from app.forms.sampling import NoSample, sample
from app.forms.submission import edit_rows, remove_file, submitted, take_uploads
from app.forms.summary import Line, Section, summary_of
from app.forms.templating import templates
from app.forms.validation import validate
from app.forms.view import render_context
from app.forms.view_models import Attachment, FormView

__all__ = [
    "Attachment",
    "Form",
    "FormFinding",
    "FormInvalid",
    "FormRefused",
    "FormView",
    "Line",
    "NoSample",
    "Section",
    "UploadRefused",
    "edit_rows",
    "fields_of",
    "initial",
    "json_schema",
    "read_form",
    "remove_file",
    "render_context",
    "sample",
    "submitted",
    "summary_of",
    "take_uploads",
    "templates",
    "validate",
]
