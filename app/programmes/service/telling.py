"""The letters to somebody who applied on the public page and has no account: it came back, it was refused."""

from datetime import datetime

from flask_babel import force_locale
from flask_babel import gettext as _

from app.applications.queries import application_of
from app.applications.service.telling import mail_applicant


def tell_returned(case_id: int, task_id: int, reason: str, now: datetime) -> None:
    """Say what is missing in the application; once for each time it came back."""
    application = application_of(case_id)
    if application is None:
        return
    with force_locale("vi"):
        subject = _("Please complete your application for the measurement assurance programme")
        lines = [
            _("The department has looked at your application and asks you to complete it: %(reason)s", reason=reason),
            _("Open the application with its tracking code and complete it there."),
        ]
        mail_applicant(application, f"returned:{task_id}", subject, lines, now)


def tell_refused(case_id: int, reason: str, now: datetime) -> None:
    """Say that the enterprise was not selected, and why."""
    application = application_of(case_id)
    if application is None:
        return
    with force_locale("vi"):
        subject = _("The result of your application for the measurement assurance programme")
        lines = [_("Your enterprise was not selected this time. The reason: %(reason)s", reason=reason)]
        mail_applicant(application, "refused", subject, lines, now)
