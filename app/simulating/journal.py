"""What is remembered of the year beside what the database holds: letters, outcomes, what went wrong."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.parser import BytesHeaderParser
from email.policy import SMTP

from app.cases.models import Case
from app.clock import local_date
from app.engine import Position
from app.processes.deployed import get_deployed

_PARSER = BytesHeaderParser()
_CONFIRMS = re.compile(r"/apply/confirm/([\w-]+)")
_TRACKING_CODE = re.compile(r"\b[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{2}\b")  # drawn anew each time, whatever the seed


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter that was handed over."""

    at: datetime
    message_id: str
    subject: str


@dataclass
class Journal:
    """The year's journal."""

    told_from: date
    letters: list[Letter] = field(default_factory=list)
    outcomes: dict[int, str] = field(default_factory=dict)  # of cases that ended: the name of their end
    links: dict[str, str] = field(default_factory=dict)  # to confirm an application, by the address it was sent to
    problems: list[str] = field(default_factory=list)

    def keep_letter(self, at: datetime, content: bytes) -> None:
        """Remember a letter of the year that is told, and the link with which a stranger confirms an application."""
        if b"apply" in content:
            self._keep_link(message_from_bytes(content, policy=SMTP))
        if local_date(at) >= self.told_from:
            headers = _PARSER.parsebytes(content)
            subject = str(make_header(decode_header(headers["Subject"])))
            self.letters.append(Letter(at, headers["Message-ID"], _TRACKING_CODE.sub("…", subject)))

    def _keep_link(self, mail: EmailMessage) -> None:
        body = mail.get_body(("plain",))
        found = _CONFIRMS.search(body.get_content()) if body else None
        if found is not None:
            self.links[mail["To"].addresses[0].addr_spec] = found[1]

    def note_end(self, case: Case, position: Position, _now: datetime) -> None:
        """Remember at which end a case arrived, for `app.cases.hooks.case_moved`."""
        if position.status == "running":
            return
        elements = get_deployed(case.definition_id).elements
        ends = [elements[one] for one in position.passed if one in elements and "end" in elements[one].kind.lower()]
        self.outcomes[case.id] = ends[-1].name if ends else ""

    def note_problem(self, at: datetime, what: str) -> None:
        """Remember something that must not happen."""
        self.problems.append(f"{local_date(at):%d/%m/%Y}: {what}")
