"""Put a notice into words and markup, text and HTML alike."""

from functools import cache
from pathlib import Path

from flask_babel import get_translations
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from app.notifications import wording
from app.notifications.letters import Letter
from app.notifications.notices import Notice, sender
from app.organisation.models import User

TEMPLATES = Path(__file__).parent / "templates"


def render(notice: Notice, user: User) -> Letter:
    """Return the letter to `user`, in the language being spoken."""
    values = {
        "notice": notice,
        "subject": notice.subject,
        "because": notice.because,
        "why": notice.why,
        "user": user,
        "sender": sender(),
        "language": wording.language(),
    }
    text = _templates().get_template("notice.txt").render(values)
    html = _templates().get_template("notice.html").render(values)
    return Letter(notice.subject, text, html, wording.language())


def dress(subject: str, text: str) -> str:
    """Return a mail that was queued as plain words as HTML, on the same sheet as the others."""
    paragraphs = [paragraph.strip() for paragraph in text.split("\n\n") if paragraph.strip()]
    values = {"subject": subject, "paragraphs": paragraphs, "because": "", "why": "", "sender": sender()}
    return _templates().get_template("letter.html").render(values, language=wording.language())


@cache
def _templates() -> Environment:
    """Return an environment of its own: letters are made by the worker, where no request and no page is near."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(("html",)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    # Not flask_babel's own gettext: it fills places in too, which Jinja does itself.
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        lambda text: get_translations().ugettext(text),
        lambda one, many, count: get_translations().ungettext(one, many, count),
        newstyle=True,
    )
    environment.filters.update(how_far=wording.how_far, full_day=wording.full_day)
    return environment
