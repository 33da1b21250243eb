"""A year's plan against last year's: what goes on, what is new, what is gone, and what was lost on the way."""

import pytest

from app.drafting.errors import RowNotFound
from app.drafting.last_year.comparing import Show
from app.drafting.last_year.matching import Basis
from app.drafting.last_year.preceding import preceding, year_of
from app.drafting.models import Drafting
from app.drafting.service.rows import RowEdit, edit_rows, entries_of
from app.errors import Invalid
from app.extensions import db
from app.organisation.models import Agency, Succession, SuccessionKind
from app.plan_tasks.models import AssignmentState
from app.plans.errors import PlanNotFound
from app.plans.models import Plan, PlanStatus, PlanTask
from app.plans.queries import tasks_of
from app.plans.service.amending import Issue, RowAct, RowChange, amend_plan
from tests.drafting import years
from tests.drafting.drafts import ROW, TO_THE_END, open_draft, rows_of
from tests.drafting.years import DONE, LOST, NEVER_BEGUN, UNFINISHED
from tests.plan_tasks.yearly import make_plan, make_row
from tests.support import units
from tests.support.clock import NOW

pytestmark = pytest.mark.database


@pytest.fixture
def last_year(app, database, people):
    """The keys of last year's plan and its rows."""
    return years.make_last_year(people)


@pytest.fixture
def drafted(last_year, people):
    """This year's draft, with proposals asked for."""
    return open_draft(people, "plan_opinion", *TO_THE_END, roster=["department"])


def edit(drafted, writing, row_id, **entries):
    with writing():
        rows = rows_of(drafted.id)
        version = db.session.get_one(Drafting, drafted.id).rows_version
        wanted = [RowEdit(row.id, {**entries_of(row, n), **entries}, "Theo kết luận họp.")
                  for n, row in enumerate(rows, start=1) if row.id == row_id]  # fmt: skip
        edit_rows(drafted.id, wanted, base_version=version, actor=drafted.people.specialist.actor, now=NOW)


def amend(plan_id, change, people, writing):
    """Put an amended version of a plan in force; return its key."""
    with writing():
        issue = Issue("310/QĐ-UBND", NOW.date(), "UBND tỉnh")
        return amend_plan(plan_id, [change], issue, actor=people.specialist.actor, now=NOW).id


def test_an_unfinished_row_is_proposed_with_what_it_goes_on_with(drafted, last_year, reading):
    rewritten = {**ROW, "content": "Mở lớp về đo lường", "origin": str(last_year[UNFINISHED])}
    drafted.write({"rows": [rewritten, ROW]})
    drafted.sign()
    drafted.take_in()
    with reading():
        assert [row.origin_id for row in rows_of(drafted.id)] == [last_year[UNFINISHED], None]
        assert years.told(years.compared(drafted, last_year["plan"])) == [
            ("Mở lớp về đo lường", "changed", Basis.origin),
            (LOST, "dropped", None),
            (NEVER_BEGUN, "dropped", None),
            (DONE, "changed", Basis.text),
        ]


def test_a_row_that_was_not_offered_cannot_be_claimed(drafted, last_year):
    with pytest.raises(Invalid):
        drafted.write({"rows": [{**ROW, "origin": str(last_year[DONE])}]})


def test_only_what_was_unfinished_and_goes_on_nowhere_is_lost(drafted, last_year, reading):
    years.add(drafted, UNFINISHED)
    with reading():
        found = years.compared(drafted, last_year["plan"])
        assert [row.line.cells["content"] for row in found.shown(Show.lost)] == [LOST]
        assert [row.line.cells["content"] for row in found.shown(Show.unknown)] == [NEVER_BEGUN]
        assert [row.line.cells["content"] for row in found.shown(Show.dropped)] == [DONE, LOST, NEVER_BEGUN]


def test_a_row_that_one_of_several_agencies_has_not_done_is_unfinished(drafted, last_year, people, reading, writing):
    with writing():
        years.make_assignment(last_year[DONE], people.other_agency.id, AssignmentState.returned)
    with reading():
        lost = years.compared(drafted, last_year["plan"]).shown(Show.lost)
        assert DONE in [row.line.cells["content"] for row in lost]


def test_who_leads_no_row_that_goes_on_with_a_shared_one_is_told(drafted, last_year, people, reading, writing):
    with writing():
        years.make_assignment(last_year[UNFINISHED], people.other_agency.id, AssignmentState.returned)
    years.add(drafted, "Mở lớp về đo lường", last_year[UNFINISHED])
    with reading():
        found = years.compared(drafted, last_year["plan"])
        shared = {row.line.cells["content"]: row.left for row in found.shown(Show.lost)}["Mở lớp về đo lường"]
        assert found.names_of(shared) == [people.other_agency.name]
    years.add(drafted, "Mở lớp tại xã", last_year[UNFINISHED], lead=people.other_agency.name)
    with reading():
        lost = years.compared(drafted, last_year["plan"]).shown(Show.lost)
        assert [row.line.cells["content"] for row in lost] == [LOST]


def test_a_change_names_the_columns_that_say_something_else(drafted, last_year, reading):
    as_before = {"result": "42 cửa hàng", "coordinating": "", "funding_source": "", "funding": None}
    years.add(drafted, UNFINISHED, time="Quý IV", **as_before)
    with reading():
        (changed,) = years.compared(drafted, last_year["plan"]).shown(Show.changed)
        assert changed.changed_columns() == ["lead_text", "time_text"]
        assert changed.difference().cell("time_text").words


def test_what_was_dropped_from_the_draft_says_why(drafted, last_year, reading, writing):
    row_id = years.add(drafted, "Phát tờ rơi", last_year[LOST])
    edit(drafted, writing, row_id, fate="drop")
    with reading():
        lost = years.compared(drafted, last_year["plan"]).shown(Show.lost)
        assert {row.line.cells["content"]: row.reason for row in lost}[LOST] == "Theo kết luận họp."


def test_a_row_that_was_merged_goes_on_in_the_other(drafted, last_year, reading, writing):
    years.add(drafted, "Tuyên truyền về đo lường", last_year[UNFINISHED])
    merged = years.add(drafted, "Phát tờ rơi", last_year[LOST])
    edit(drafted, writing, merged, fate="merge", merge_into=1)
    with reading():
        found = years.compared(drafted, last_year["plan"])
        (changed,) = found.shown(Show.changed)
        assert [one.cells["content"] for one in changed.pair.joined] == [LOST]
        assert found.shown(Show.lost) == []


def issued(drafted) -> int:
    """Let the draft go its way to the end and return the key of the plan that it became."""
    drafted.close()
    drafted.consolidate()
    drafted.consult()
    drafted.issue()
    with units.reading():
        return db.session.get_one(Drafting, drafted.id).plan_id


def test_the_issued_plan_keeps_what_its_rows_go_on_with(drafted, last_year, people, reading):
    years.add(drafted, "Phát tờ rơi", last_year[LOST], time="Quý III")
    plan_id = issued(drafted)
    with reading():
        told = years.told(years.compared_plan(plan_id, last_year["plan"]))
        assert ("Phát tờ rơi", "changed", Basis.origin) in told


def test_links_outlive_amendments_of_either_plan(drafted, last_year, people, reading, writing):
    years.add(drafted, "Phát tờ rơi", last_year[LOST], time="Quý III")
    with reading():
        task = db.session.get_one(PlanTask, last_year[LOST])
        cells = {"content": "In tờ rơi màu", "lead_text": task.lead_text, "time_text": "Năm 2026"}
    change = RowChange(RowAct.change, last_year[LOST], cells)
    amended = amend(last_year["plan"], change, people, writing)
    plan_id = issued(drafted)
    with reading():
        row = tasks_of(plan_id)[0]
        own = {"number": "1", "content": "Phát tờ rơi tại chợ", "lead_text": "SCT", "time_text": row.time_text}
        change = RowChange(RowAct.change, row.id, own)
    again = amend(plan_id, change, people, writing)
    with reading():
        assert ("Phát tờ rơi tại chợ", "changed", Basis.origin) in years.told(years.compared_plan(again, amended))


def test_a_row_can_only_go_on_with_one_of_an_issued_plan(drafted, people, writing):
    with writing():
        task_id = make_row(make_plan(number=None, status=PlanStatus.reading), people.agency).id
    for unknown in (task_id, 999_999):
        with pytest.raises(RowNotFound):
            years.add(drafted, "Việc khác", unknown)


def test_the_agency_that_followed_an_ended_one_leads_the_same_row(drafted, last_year, people, reading, writing):
    with writing():
        ended = db.session.get_one(Agency, people.other_agency.id)
        years.make_last_years_row(db.session.get_one(Plan, last_year["plan"]), ended, "Đo lường tại cảng")
        ended.valid_to = NOW.date().replace(day=1)
        db.session.add(Succession(from_id=ended.id, to_id=people.agency.id, kind=SuccessionKind.merge, on=NOW.date()))
    years.add(drafted, "Đo lường tại cảng")
    with reading():
        assert ("Đo lường tại cảng", "changed", Basis.text) in years.told(years.compared(drafted, last_year["plan"]))


def test_the_year_of_a_plan_is_that_of_its_drafting_or_its_title(last_year, reading, writing):
    with writing():
        many = make_plan(title="Kế hoạch phát triển đo lường giai đoạn 2026 - 2030", number="5/KH-UBND").id
    with reading():
        assert year_of(db.session.get_one(Plan, last_year["plan"])) == 2026
        assert year_of(db.session.get_one(Plan, many)) is None


@pytest.mark.parametrize(
    ("others", "title", "found", "other_name"),
    [
        ((), "Kế hoạch về đo lường năm 2027", "86/KH-UBND", False),
        ((), "Kế hoạch chuyển đổi số năm 2027", "86/KH-UBND", True),
        (("Kế hoạch chuyển đổi số năm 2026",), "Kế hoạch về đo lường năm 2027", "86/KH-UBND", False),
        (("Kế hoạch chuyển đổi số năm 2026",), "Kế hoạch năng suất năm 2027", None, False),
    ],
)
def test_the_plan_before_is_the_one_of_its_name_or_the_only_one(
    last_year, people, reading, writing, others, title, found, other_name
):
    with writing():
        for other in others:
            make_plan(title=other, number="99/KH-UBND")
    with reading():
        before = preceding(2027, title, actor=people.specialist.actor)
        assert (before.plan and before.plan.number, before.has_other_name) == (found, other_name)


def test_a_person_may_name_any_issued_plan_and_no_other(last_year, people, reading, writing):
    with writing():
        unread = make_plan(title="Kế hoạch năm 2025", number=None, status=PlanStatus.reading).id
    with reading():
        named = preceding(2030, "Kế hoạch khác", actor=people.leader.actor, named=last_year["plan"])
        assert named.is_chosen
        with pytest.raises(PlanNotFound):
            preceding(2027, "Kế hoạch khác", actor=people.leader.actor, named=unread)


def test_rows_of_one_lead_agency_are_told_apart(drafted, last_year, people, reading, writing):
    years.add(drafted, "Việc của xã", lead=people.other_agency.name)
    with reading():
        found = years.compared(drafted, last_year["plan"])
        own = found.led_by(people.other_agency.id)
        assert [row.line.cells["content"] for row in own.rows] == ["Việc của xã"]
        assert {agency.id for agency in found.agencies()} == {people.agency.id, people.other_agency.id}


def test_rows_led_by_a_group_are_those_of_its_members(drafted, last_year, people, reading, writing):
    with writing():
        plan = db.session.get_one(Plan, last_year["plan"])
        make_row(plan, "communes", content="Việc của các xã", lead_text="UBND các xã")
    with reading():
        own = years.compared(drafted, last_year["plan"]).led_by(people.other_agency.id)
        assert [row.line.cells["content"] for row in own.rows] == ["Việc của các xã"]
