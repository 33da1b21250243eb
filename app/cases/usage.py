"""Count the running cases of each definition, for the pages of processes."""

from sqlalchemy import func, select

from app.cases.models import Case, CaseStatus
from app.extensions import db
from app.processes.usage import running_counters


def count_running() -> dict[int, int]:
    """Return the number of running cases by definition id."""
    counted = select(Case.definition_id, func.count()).where(Case.status == CaseStatus.running)
    return {
        definition_id: int(number) for definition_id, number in db.session.execute(counted.group_by(Case.definition_id))
    }


running_counters.append(count_running)
