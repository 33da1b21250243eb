"""Somebody at the form of a task: what the page's buttons and its scripts send."""

from dataclasses import dataclass
from typing import Any

from werkzeug.test import TestResponse

from tests.support.pages import Page, Visitor


@dataclass(frozen=True)
class Typist:
    """A visitor at the page of one task."""

    visitor: Visitor
    task_id: int

    @property
    def path(self) -> str:
        """The address of the task."""
        return f"/tasks/{self.task_id}"

    def look(self, status: int = 200) -> Page:
        """Open the page."""
        return self.visitor.open(self.path, status)

    def press(self, button: str, status: int = 200, value: str = "", **changes: Any) -> Page:
        """Fill the form as given, press the button of that name, and follow where it leads."""
        return self.look().form(self.path).submit(status, **{button: value}, **changes)

    def send_checked(self, page: Page, status: int = 200, **changes: Any) -> Page:
        """Press the button of the page that shows what will be sent."""
        return page.form(f"{self.path}/complete").submit(status, **changes)

    def put_draft(self, fields: dict[str, list[str]], version: int = 0) -> TestResponse:
        """Send what the scripts send while somebody types."""
        return self.call("put", "draft", json={"fields": fields, "version": version})

    def call(self, method: str, part: str, **values: Any) -> TestResponse:
        """Call an address below the task as a script of the page does."""
        headers = {"X-CSRFToken": self.token, "Accept": "application/json"}
        return getattr(self.visitor.client, method)(f"{self.path}/{part}", headers=headers, **values)

    @property
    def token(self) -> str:
        """The token of the visitor's pages."""
        return self.visitor.page("account.show").one("meta[name=csrf-token]")["content"]
