"""The words of the letters about accounts, in the language of whoever gets them."""

from dataclasses import dataclass
from datetime import datetime

from flask import current_app, render_template
from flask_babel import force_locale
from flask_babel import gettext as _

from app.organisation.models import LinkPurpose, User


@dataclass(frozen=True)
class Words:
    """One letter, ready to queue."""

    subject: str
    text: str
    html: str


def account_mail(purpose: LinkPurpose, user: User, address: str, expires_at: datetime) -> Words:
    """Write the letter that carries a link for choosing a password."""
    with force_locale(user.locale):
        values = {
            "user": user,
            "purpose": purpose.value,
            "address": address,
            "expires_at": expires_at,
            "sign_in_address": current_app.config["PUBLIC_URL"],
        }
        return Words(
            _SUBJECTS[purpose](),
            render_template("organisation/mail/account.txt", **values),
            render_template("organisation/mail/account.html", **values),
        )


_SUBJECTS = {
    LinkPurpose.invitation: lambda: _("Your account at Tiến Độ"),
    LinkPurpose.reset: lambda: _("Choose a new password for Tiến Độ"),
    LinkPurpose.waking: lambda: _("Wake your account at Tiến Độ"),
}
