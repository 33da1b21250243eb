"""The kinds of applications: each feature registers its own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from app.applications.errors import NoSuchKind
from app.applications.models import Application
from app.cases.models import Case, CaseStatus
from app.organisation.texts import N_

StepState = Literal["done", "now", ""]


@dataclass(frozen=True)
class TrackedStep:
    """One step on the tracking page, newest last; `note` is when it was, or is expected."""

    title: str
    state: StepState = ""
    note: str = ""


@dataclass(frozen=True)
class TrackedStatus:
    """What somebody who follows an application reads, in plain Vietnamese; titles and `expected` may be msgids.

    `expected`: what comes next, and by when. `reason`: why it was returned or refused. `may_correct`: whether it is
    the applicant's turn; then the tracking page offers the form again, until `until`.
    """

    title: str
    expected: str = ""
    reason: str = ""
    may_correct: bool = False
    until: date | None = None
    steps: tuple[TrackedStep, ...] = ()


@dataclass(frozen=True)
class FieldNames:
    """What a kind's form calls the fields that every application has."""

    organisation: str = "organisation_name"
    tax_code: str = "tax_code"
    contact_name: str = "contact_name"
    contact_email: str = "contact_email"
    contact_phone: str = "contact_phone"
    others: tuple[str, ...] = ("head_name", "head_email", "head_phone")  # whatever else names somebody


def _plain_status(case: Case) -> TrackedStatus:
    if case.status is CaseStatus.running:
        return TrackedStatus(N_("The department is working on it"))
    return TrackedStatus(N_("It has ended"))


def _nothing(_application: Application, _now: datetime) -> None:
    pass


@dataclass(frozen=True)
class ApplicationKind:
    """One thing that can be applied for without an account.

    `key` stands in the address (/apply/<key>). `form` is the key of a form in the folder of `process`, which says
    what is asked; it has no file fields. `title` and `notice` (who keeps which data for what purpose, how long; one
    paragraph a line) are Vietnamese texts as shown.

    `on_confirmed` starts the application's case, for the department until the applicant is taken in. `on_corrected`
    takes the corrected answers into the case. `on_withdrawn` lets the process end by itself; a case that then still
    runs is ended. `status_for_tracking` says how it stands. `on_erased` forgets what the feature itself has kept.
    """

    key: str
    process: str
    form: str
    title: str
    notice: str
    on_confirmed: Callable[[Application, datetime], Case]
    lead: str = ""
    names: FieldNames = field(default_factory=FieldNames)
    status_for_tracking: Callable[[Case], TrackedStatus] = _plain_status
    on_corrected: Callable[[Application, datetime], None] = _nothing
    on_withdrawn: Callable[[Application, datetime], None] = _nothing
    on_erased: Callable[[Application, datetime], None] = _nothing
    fixed: Mapping[str, Any] = field(default_factory=dict)  # the form's context, e.g. what a locked field shows


_kinds: dict[str, ApplicationKind] = {}


def register(kind: ApplicationKind) -> ApplicationKind:
    """Offer a kind of application at /apply/<key>; registered again, the later one counts."""
    _kinds[kind.key] = kind
    return kind


def kind_of(key: str) -> ApplicationKind:
    """Return the kind; raise NoSuchKind."""
    kind = _kinds.get(key)
    if kind is None:
        raise NoSuchKind
    return kind


def all_kinds() -> list[ApplicationKind]:
    """Return what can be applied for, by title."""
    return sorted(_kinds.values(), key=lambda kind: kind.title)
