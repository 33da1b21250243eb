"""The year of the province: what is due in which month, and who has how much to do."""

from datetime import date

import pytest

from app.agenda.bars import between, place
from app.agenda.year import case_rows, loads, month_in, plan_rows, report_rows
from app.cases.models import CaseStatus
from app.clock import end_of_day
from app.extensions import db
from app.plans.models import Plan, PlanStatus, PlanTask
from tests.reports.rounds import make_obligation, open_round
from tests.support.clock import NOW
from tests.support.factories import make_case, make_definition, make_task


def make_plan(*tasks: dict[str, object], **values) -> Plan:
    plan = Plan(title="Kế hoạch", number="86/KH-UBND", source_name="a.docx", source_sha256="0" * 64, reading="{}",
                imported_at=NOW, **{"status": PlanStatus.in_force, **values})  # fmt: skip
    db.session.add(plan)
    db.session.flush()
    for position, task in enumerate(tasks):
        text = {"content": "Việc", "lead_text": "Sở", "group_path": "[]", "source": "1"}
        db.session.add(PlanTask(plan_id=plan.id, position=position, **text, **task))
    db.session.flush()
    return plan


@pytest.mark.database
def test_a_round_stands_in_its_year_with_how_far_it_is(app, database, people, reading):
    open_round(people)
    with app.test_request_context(), reading():
        [row] = report_rows(2026, NOW)
        [bar] = row.bars
        assert (bar.month, bar.words) == (11, "0/2")
        assert report_rows(2027, NOW) == []


@pytest.mark.database
def test_a_duty_without_a_round_is_still_to_come(app, database, people, writing):
    with app.test_request_context(), writing():
        make_obligation()
        [row] = report_rows(2027, NOW)
        assert (row.bars[0].look, row.bars[0].words, row.bars[0].month) == ("mute", "29/11", 11)


@pytest.mark.database
def test_plan_tasks_are_counted_by_month(app, database, people, writing):
    with app.test_request_context(), writing():
        make_plan(
            {"due_kind": "by_date", "due_from": 2026, "due_to": 2026, "first_due": date(2026, 9, 30)},
            {"due_kind": "by_date", "due_from": 2026, "due_to": 2026, "first_due": date(2026, 9, 15)},
            {"due_kind": "every_year", "due_from": 2025, "due_to": 2030},
            {"due_kind": "none"},
        )
        make_plan({"due_kind": "year", "due_from": 2026, "due_to": 2026}, status=PlanStatus.reading)
        [row] = plan_rows(2026, people.coordinator.actor)
        assert [(bar.month, bar.words) for bar in row.bars] == [(9, "2 nhiệm vụ"), (12, "1 nhiệm vụ")]


@pytest.mark.parametrize(
    ("kind", "first", "last", "due", "month"),
    [
        ("every_year", 2025, 2030, None, 12),
        ("every_year", 2025, 2030, date(2025, 11, 29), 11),
        ("every_year", 2027, None, None, None),
        ("year_range", 2024, 2026, None, 12),
        ("year_range", 2024, 2027, None, None),
        ("by_date", 2025, 2025, date(2025, 6, 30), None),
        ("none", None, None, None, None),
    ],
)
def test_the_month_a_plan_task_is_due_in(kind, first, last, due, month):
    assert month_in(2026, kind, first, last, due) == month


@pytest.mark.database
def test_cases_are_counted_by_process_and_month(app, database, people, writing):
    with app.test_request_context(), writing():
        definition = make_definition("iso", name="Hỗ trợ ISO")
        for day, status in ((date(2026, 3, 31), CaseStatus.completed), (date(2026, 3, 1), CaseStatus.running)):
            moment = end_of_day(day)
            make_case(people.agency, definition, due_at=moment, overdue_after=moment, status=status)
        make_case(people.agency, definition, due_at=end_of_day(date(2026, 5, 4)), is_confidential=True)
        [row] = case_rows(2026, people.coordinator.actor, NOW)
        assert row.title == "Hỗ trợ ISO"
        assert [(bar.month, bar.words, bar.look) for bar in row.bars] == [(3, "1/2 kết thúc", "late")]


@pytest.mark.database
def test_months_are_those_of_viet_nam(app, database, people, writing):
    with app.test_request_context(), writing():
        moment = end_of_day(date(2026, 1, 1)).replace(hour=0, minute=30, second=0)  # still 2025 in UTC
        make_task(make_case(people.agency), due_at=moment, remind_by=moment, overdue_after=moment)
        [load], _more = loads(2026, people.coordinator.actor, NOW, page=1)
        assert load.months[0] == 1
        assert loads(2025, people.coordinator.actor, NOW, page=1) == ([], False)


@pytest.mark.database
def test_agencies_stand_by_how_much_they_have_to_do(app, database, people, writing):
    with app.test_request_context(), writing():
        for agency, days in ((people.agency, [date(2026, 11, 27)]), (people.other_agency, [date(2026, 9, 1)] * 2)):
            for day in days:
                make_task(make_case(agency), due_at=end_of_day(day), overdue_after=end_of_day(day))
        found, has_more = loads(2026, people.coordinator.actor, NOW, page=1)
        assert [(load.agency.id, load.total, load.overdue) for load in found] == [
            (people.other_agency.id, 2, 2),
            (people.agency.id, 1, 0),
        ]
        assert not has_more


def test_bars_stay_on_the_strip():
    bar = between(date(2025, 12, 1), date(2026, 1, 5), 2026, "x", "", "/")
    assert bar.left >= 0
    late = between(date(2026, 12, 20), date(2027, 2, 1), 2026, "x", "", "/")
    assert late.left + late.width <= 100
    assert place(date(2026, 12, 31)) == pytest.approx(100)


def test_the_page_links_to_everything_and_to_its_neighbours(app, database, people, visit):
    open_round(people)
    page = visit(people.coordinator).page("year.show")
    assert "Lịch năm 2026" in page.h1
    assert page.all("a.ev[href^='/campaigns/']")
    assert [link["href"] for link in page.all("a[rel=prev], a[rel=next]")] == ["/year?year=2025", "/year?year=2027"]
    assert "Sở Công Thương" in page.text
    assert page.all(".nowline")
    assert not visit(people.auditor).page("year.show", year=2030).all(".nowline")


@pytest.mark.parametrize("year", ["x", "1", "99999999999999999999", "-5"])
def test_a_year_that_is_none_is_the_present_one(visit, people, year):
    assert "2026" in visit(people.coordinator).page("year.show", year=year).h1


def test_agencies_do_not_see_it(visit, people):
    visit(people.focal_point).page("year.show", status=404)
