"""An applicant at the public pages."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from app.applications.models import Application
from app.extensions import db
from tests.applications.laboratory import KEY, TYPED, code_in, letters, link_in
from tests.support import units
from tests.support.pages import Page, Visitor


@dataclass(frozen=True)
class Applicant:
    """A stranger who fills in the form, confirms, and follows."""

    visitor: Visitor

    def send(self, status: int = 200, **changes: Any) -> Page:
        """Fill in the form and press "send"."""
        page = self.visitor.open(f"/apply/{KEY}")
        return page.form(f"/apply/{KEY}").submit(status, **{**TYPED, "agrees": "true", "_send": "", **changes})

    def confirm(self) -> Page:
        """Open the link of the last letter and press the button."""
        return self.visitor.open(link_in(letters()[-1])).form("/apply/confirm/").submit()

    def apply(self) -> int:
        """Send and confirm an application; return its case."""
        self.send()
        self.confirm()
        with units.reading():
            return db.session.scalars(select(Application.case_id).order_by(Application.id.desc())).first()

    def track(self, code: str = "", email: str = "loan@songlam.example", status: int = 200) -> Page:
        """Look an application up."""
        given = {"code": code or code_in(letters()[-1]), "email": email}
        return self.visitor.open("/apply/track").form("/apply/track").submit(status, **given)
