"""Who may read a draft: whoever sees its case, and the agencies that are asked about it."""

from app.cases.access import sees_case
from app.cases.models import Case
from app.drafting.errors import DraftingNotFound
from app.drafting.models import Drafting
from app.drafting.queries import drafting_of, is_concerned
from app.extensions import db
from app.organisation.access import BY_OBJECT, only
from app.organisation.roles import DEPARTMENT_ROLES, Actor, Role

_READERS = (*DEPARTMENT_ROLES, Role.auditor)

READS_DRAFTINGS = only(_READERS)
OPENS_DRAFTINGS = only([Role.coordinator], seen_by=_READERS)
EDITS_ROWS = only([Role.specialist], seen_by=_READERS)
READS_DRAFT = BY_OBJECT  # decided by the case of the drafting, and by who was asked about it
ASKS_FOR_TIME = BY_OBJECT  # its agency, for as long as the case waits for it
RECORDS_REPLIES = only([Role.coordinator, Role.specialist], seen_by=_READERS)


def require_readable(actor: Actor, case_id: int) -> Drafting:
    """Return the drafting of a case whose draft the actor may read; raise DraftingNotFound."""
    drafting = drafting_of(case_id)
    if drafting is None:
        raise DraftingNotFound
    if not (sees_case(actor, db.session.get_one(Case, case_id)) or is_concerned(drafting, actor.agency_ids)):
        raise DraftingNotFound
    return drafting
