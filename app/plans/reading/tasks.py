"""Finish the tasks: names in full, time phrases as due rules, reasons to look."""

from app.deadlines.phrases import PlanPeriod
from app.plans.reading.agencies import AgencyNames, AgencyReading, read_agencies, without_leads
from app.plans.reading.columns import Columns, Role
from app.plans.reading.document import PlanTask
from app.plans.reading.drafts import Draft
from app.plans.reading.schedule import schedule
from app.plans.reading.text import fold_space


def finish_task(
    draft: Draft, columns: Columns, title: str, period: PlanPeriod, register: AgencyNames | None = None
) -> PlanTask:
    """Return a draft as a task; `title` is the printed title of its table, for annexes without a time column."""
    printed = {role: _printed(draft, columns, role) for role in Role}
    lead, lead_review = _lead(printed[Role.LEAD], register)
    helpers = read_agencies(printed[Role.COORDINATING] or "", register)
    coordinating, dropped = without_leads(helpers.names, lead.names)
    directing = read_agencies(printed[Role.DIRECTING] or "", register)
    time, due = schedule(draft, has_column=columns.has(Role.TIME), title=title, period=period)
    review = [*draft.review, *lead_review, *helpers.review, *dropped, *directing.review, *due.review]
    if columns.has(Role.BOTH):
        review.append("roles_in_one_column")
    return PlanTask(
        number=draft.number.printed if draft.number else None,
        group=draft.group,
        content=fold_space(draft.content),
        lead=printed[Role.LEAD],
        coordinating=printed[Role.COORDINATING],
        directing=printed[Role.DIRECTING],
        time=time,
        result=printed[Role.RESULT],
        funding=printed[Role.FUNDING],
        parsed_lead=lead.names,
        parsed_coordinating=coordinating,
        parsed_directing=directing.names,
        due=due,
        source=(draft.first, draft.last),
        review=tuple(dict.fromkeys(review)),
    )


def _printed(draft: Draft, columns: Columns, role: Role) -> str | None:
    """Return a cell as printed; `None` where the annex has no such column."""
    shared = role in (Role.LEAD, Role.COORDINATING) and columns.has(Role.BOTH)
    if role in draft.fields or columns.has(role) or shared:
        return fold_space(draft.fields.get(role, ""))
    return None


def _lead(cell: str | None, register: AgencyNames | None) -> tuple[AgencyReading, list[str]]:
    """Read the lead cell: nobody, somebody, several, or words that name no agency."""
    reading = read_agencies(cell or "", register)
    review = list(reading.review)
    if not reading.names:
        review.append("lead_missing")
    if "agency_unclear" in review:
        review[review.index("agency_unclear")] = "lead_not_agency"
    if len(set(reading.names) - set(reading.units)) > 1:
        review.append("several_leads")
    return reading, review
