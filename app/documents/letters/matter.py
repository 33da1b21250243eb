"""What a letter is about, as plain values: the duty, the agencies that are late, what is asked of them."""

from dataclasses import dataclass
from datetime import date

from app.deadlines.wording import short_date
from app.documents.issuer import Issuer
from app.documents.letters.models import Missing
from app.documents.letters.signing import Signing, blocks
from app.documents.paper import Run
from app.organisation.models import AgencyKind


@dataclass(frozen=True)
class Sender:
    """The agency that writes."""

    issuer: Issuer
    kind: AgencyKind
    province: str  # "tỉnh Lam Giang"

    @property
    def name(self) -> str:
        """What it is called in a sentence."""
        return self.issuer.name

    @property
    def committee(self) -> str:
        """The People's Committee it reports to."""
        return f"Ủy ban nhân dân {self.province}"


@dataclass(frozen=True)
class Duty:
    """The report that was due: what it is, who ordered it, until when as printed."""

    title: str
    legal_basis: str
    due_on: date
    is_exclusive: bool

    @property
    def report(self) -> str:
        """The report in the middle of a sentence."""
        return self.title[:1].lower() + self.title[1:]

    @property
    def printed_limit(self) -> str:
        """The deadline in the words of its legal basis."""
        return f"{'trước' if self.is_exclusive else 'chậm nhất'} ngày {short_date(self.due_on)}"


@dataclass(frozen=True)
class LateAgency:
    """An agency whose report, or its completion, is overdue."""

    name: str
    kind: AgencyKind
    missing: Missing
    limit: date  # the last lawful day that applied to it
    extended_to: date | None
    resubmit_by: date | None  # of a returned report, inclusive
    working_days_late: int
    reminders: int  # mails that a server took
    last_letter: str  # "512/SKHCN-TĐC ngày 05/12/2026", of this round

    @property
    def lacks(self) -> str:
        """What is missing, for a cell of a table."""
        if self.missing is Missing.report:
            return "Chưa gửi báo cáo"
        until = f" (hạn {short_date(self.resubmit_by)})" if self.resubmit_by else ""
        return f"Báo cáo bị trả lại, chưa bổ sung{until}"


@dataclass(frozen=True)
class Contact:
    """Whom the agencies may ask."""

    name: str
    phone: str = ""
    email: str = ""

    @property
    def run(self) -> Run:
        """Name and ways to reach the person."""
        ways = [f"điện thoại {self.phone}" if self.phone else "", f"thư điện tử {self.email}" if self.email else ""]
        return Run(", ".join(part for part in (self.name, *ways) if part), is_personal=True)


@dataclass(frozen=True)
class Asked:
    """What the coordinator chose for a letter; `ask_before` is exclusive."""

    ask_before: date
    contact: Contact
    signing: Signing
    signer: str
    unit: str  # abbreviation of the division that drafts; empty leaves room

    def post(self, sender: Sender) -> tuple[str, ...]:
        """Return the lines above the signature."""
        return blocks(sender.kind)[self.signing]
