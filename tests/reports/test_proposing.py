"""Which rows of the plans in force stand in an agency's report."""

from datetime import date

import pytest

from app.extensions import db
from app.organisation.models import AgencyKind
from app.plans.models import Part, Plan, PlanStatus, PlanTask, PlanTaskAgency
from app.reports.models import Campaign, CampaignStatus
from app.reports.service.proposing import plan_tasks_to_report
from tests.support.factories import make_agency


@pytest.fixture
def campaign(writing, now):
    """A round of 2026; it is not stored."""
    return Campaign(title="Báo cáo năm", period_year=2026, status=CampaignStatus.preparing, due_on=date(2026, 11, 30))


def make_plan(now, status=PlanStatus.in_force):
    plan = Plan(
        title="Kế hoạch", status=status, source_name="a.docx", source_sha256="0" * 64, reading="{}", imported_at=now
    )
    db.session.add(plan)
    db.session.flush()  # its tasks carry its key
    return plan


def make_task(plan, content, *leads, part=Part.lead, years=(None, None)):
    task = PlanTask(
        plan_id=plan.id, position=1, number="1", group_path="[]", content=content, lead_text="", due_kind="every_year",
        due_from=years[0], due_to=years[1], source="1-1",
    )  # fmt: skip
    for lead in leads:
        group = lead if isinstance(lead, str) else None
        task.parts.append(PlanTaskAgency(part=part, name="x", agency=None if group else lead, group=group))
    db.session.add(task)


def contents(campaign, agency):
    db.session.flush()
    return [row["content"] for row in plan_tasks_to_report(campaign, agency)]


@pytest.mark.database
def test_an_agency_reports_what_it_leads_by_name_and_not_what_it_coordinates(database, writing, campaign, now):
    with writing():
        plan, agency = make_plan(now), make_agency()
        make_task(plan, "chủ trì", agency)
        make_task(plan, "phối hợp", agency, part=Part.coordinating)
        make_task(plan, "của cơ quan khác", make_agency())
        assert contents(campaign, agency) == ["chủ trì"]


def test_a_group_that_leads_is_each_agency_of_its_kinds(writing, campaign, now):
    with writing():
        plan = make_plan(now)
        ward, department = make_agency(kind=AgencyKind.ward), make_agency(kind=AgencyKind.department)
        make_task(plan, "quản lý chợ", "communes")
        assert (contents(campaign, ward), contents(campaign, department)) == (["quản lý chợ"], [])


def test_a_task_led_by_name_and_by_group_stands_there_once(writing, campaign, now):
    with writing():
        plan, ward = make_plan(now), make_agency(kind=AgencyKind.ward)
        make_task(plan, "cả hai", ward, "communes")
        assert contents(campaign, ward) == ["cả hai"]


def test_only_plans_in_force_in_the_year_of_the_round_count(writing, campaign, now):
    with writing():
        agency = make_agency()
        make_task(make_plan(now), "đến 2025", agency, years=(2024, 2025))
        make_task(make_plan(now), "từ 2026", agency, years=(2026, None))
        make_task(make_plan(now, PlanStatus.reading), "chưa vào thực hiện", agency)
        assert contents(campaign, agency) == ["từ 2026"]
