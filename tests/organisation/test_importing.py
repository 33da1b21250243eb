"""Agencies and their people come from a spreadsheet."""

import io
from collections.abc import Sequence

import pytest
from openpyxl import Workbook, load_workbook

from app.extensions import db
from app.organisation.errors import SheetNotUsable
from app.organisation.importing.columns import LAYOUT
from app.organisation.importing.plan import Outcome, plan_import
from app.organisation.importing.writing import carry_out
from app.organisation.models import Agency, Seat, User
from app.organisation.roles import Role
from app.organisation.spreadsheets.reading import read_sheet, template
from tests.support.people import People

HEADINGS = ("Tên cơ quan", "Mã cơ quan", "Loại cơ quan", "Đầu mối", "Thư điện tử đầu mối", "Mã cơ quan chủ quản")
HEALTH = ("Sở Y tế", "SYT", "Sở", "Cao Thị Mận", "man@lamgiang.example", "")


def workbook(*rows: Sequence[object]) -> bytes:
    book, output = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(list(row))
    book.save(output)
    return output.getvalue()


def planned(content: bytes, now):
    return plan_import(read_sheet(content, "co-quan.xlsx", LAYOUT), now.date())


def imported(content: bytes, people: People, now) -> int:
    return carry_out(planned(content, now), people.coordinator.actor, now)


def test_columns_are_recognised_wherever_they_stand(people: People, reading, now):
    with reading():
        plan = planned(workbook(("DANH SÁCH CƠ QUAN",), HEADINGS, HEALTH), now)
    assert [(row.number, row.code, row.outcome) for row in plan.rows] == [(3, "SYT", Outcome.new)]


def test_planning_writes_nothing(people: People, reading, now):
    with reading():
        planned(workbook(HEADINGS, HEALTH), now)
        assert not db.session.new


def test_importing_enters_the_agency_and_seats_its_focal_point(people: People, writing, now):
    with writing():
        assert imported(workbook(HEADINGS, HEALTH), people, now) == 1
    with writing():
        seat = db.session.query(Seat).join(Agency).filter(Agency.code == "SYT").one()
        assert (seat.role, seat.holder.name) == (Role.focal_point, "Cao Thị Mận")
        assert seat.holder.invited_at is None


@pytest.mark.database
def test_importing_twice_writes_once(people: People, writing, now):
    with writing():
        imported(workbook(HEADINGS, HEALTH), people, now)
    with writing():
        assert imported(workbook(HEADINGS, HEALTH), people, now) == 0


def test_another_focal_point_takes_the_seat_over(people: People, writing, now):
    row = ("Sở Công Thương", "SCT", "", "Cao Thị Mận", "man@lamgiang.example", "")
    with writing():
        (note,) = planned(workbook(HEADINGS, row), now).rows[0].notes
        assert people.focal_point.name in note
        imported(workbook(HEADINGS, row), people, now)
    with writing():
        seat = db.session.query(Seat).filter_by(agency_id=people.agency.id, role=Role.focal_point).one()
        assert (seat.holder.name, seat.deputy_id) == ("Cao Thị Mận", people.deputy.id)


def test_a_superior_agency_may_stand_below_in_the_same_sheet(people: People, writing, now):
    unit = ("Chi cục Tiêu chuẩn", "CCTC", "Đơn vị sự nghiệp", "", "", "SYT")
    with writing():
        imported(workbook(HEADINGS, unit, HEALTH), people, now)
    with writing():
        child = db.session.query(Agency).filter_by(code="CCTC").one()
        assert db.session.get(Agency, child.parent_id).code == "SYT"


def test_the_name_in_the_register_stays(people: People, writing, now):
    renamed = ("Sở Công nghiệp", "SCT", "", "", "", "")
    with writing():
        plan = planned(workbook(HEADINGS, renamed), now)
        carry_out(plan, people.coordinator.actor, now)
        assert plan.rows[0].notes
    with writing():
        assert db.session.query(Agency).filter_by(code="SCT").one().name == "Sở Công Thương"


@pytest.mark.parametrize(
    "row",
    [
        ("Sở Y tế", "", "Sở", "", "", ""),
        ("Sở Y tế", "S Y T", "Sở", "", "", ""),
        ("", "SYT", "Sở", "", "", ""),
        ("Trung tâm Y tế", "TTYT", "Cái gì đó", "", "", ""),
        ("Trung tâm Y tế", "TTYT", "", "", "", ""),
        ("Sở Y tế", "SYT", "Sở", "Cao Thị Mận", "không phải thư", ""),
        ("Sở Y tế", "SYT", "Sở", "", "man@lamgiang.example", ""),
        ("Sở Y tế", "SYT", "Sở", "", "", "KHONGCO"),
    ],
)
def test_a_faulty_row_is_left_out_and_says_why(people: People, writing, now, row):
    with writing():
        plan = planned(workbook(HEADINGS, row), now)
        assert plan.rows[0].outcome is Outcome.refused
        assert plan.rows[0].errors
        assert carry_out(plan, people.coordinator.actor, now) == 0


def test_a_code_that_stands_twice_is_left_out_twice(people: People, reading, now):
    with reading():
        plan = planned(workbook(HEADINGS, HEALTH, HEALTH), now)
    assert plan.count(Outcome.refused) == 2


@pytest.mark.parametrize("rows", [[("Họ tên", "Tuổi"), ("An", 3)], [HEADINGS]])
def test_a_sheet_that_is_no_list_of_agencies_is_refused(app, rows):
    with pytest.raises(SheetNotUsable):
        read_sheet(workbook(*rows), "danh-sach.xlsx", LAYOUT)


def test_the_template_is_read_back_without_a_doubt(people: People, reading, now):
    with reading():
        plan = planned(template(LAYOUT), now)
    assert not plan.ignored
    assert [row.errors for row in plan.rows] == [[]]


def test_the_template_contains_no_formula(app):
    book = load_workbook(io.BytesIO(template(LAYOUT)))
    assert not [cell for page in book for line in page for cell in line if cell.data_type == "f"]


def test_the_preview_must_be_confirmed(visit, people: People, writing):
    keeper = visit(people.coordinator)
    form = keeper.page("agency_import.show").form("/import")
    fields = {**form.fields, "file": (io.BytesIO(workbook(HEADINGS, HEALTH)), "co-quan.xlsx")}
    preview = keeper.post(form.action, fields)
    assert "1 mới" in preview.one(".lead-2").text
    with writing():
        assert db.session.query(Agency).filter_by(code="SYT").count() == 0
    after = preview.form("/confirm").submit()
    assert after.path == "/users"
    assert "Cao Thị Mận" in after.text
    with writing():
        assert db.session.query(Agency).filter_by(code="SYT").count() == 1


def test_a_register_that_changed_meanwhile_is_shown_again(visit, people: People, writing):
    keeper = visit(people.coordinator)
    form = keeper.page("agency_import.show").form("/import")
    fields = {**form.fields, "file": (io.BytesIO(workbook(HEADINGS, HEALTH)), "co-quan.xlsx")}
    preview = keeper.post(form.action, fields)
    with writing():
        db.session.add(User(name="Cao Thị Mận Nhỏ", email="man@lamgiang.example"))
    again = preview.form("/confirm").submit()
    assert again.form("/confirm")


def test_people_of_an_import_are_invited_when_asked(visit, people: People, writing, now):
    with writing():
        imported(workbook(HEADINGS, HEALTH), people, now)
    page = visit(people.coordinator).open("/users?show=silent").form("/users/invite").submit()
    with writing():
        assert db.session.query(User).filter_by(email="man@lamgiang.example").one().invited_at
    assert not [form for form in page.all("form") if form["action"].endswith("/users/invite")]


def test_a_dangerous_file_is_refused_before_it_is_read(visit, people: People):
    form = visit(people.coordinator).page("agency_import.show").form("/import")
    page = form.page.visitor.post(form.action, {**form.fields, "file": (io.BytesIO(b"MZ..."), "co-quan.xlsx")}, 422)
    assert page.one(".field-error").text


def test_a_preview_of_somebody_else_cannot_be_confirmed(visit, people: People):
    keeper, other = visit(people.coordinator), visit(people.administrator)
    form = keeper.page("agency_import.show").form("/import")
    fields = {**form.fields, "file": (io.BytesIO(workbook(HEADINGS, HEALTH)), "co-quan.xlsx")}
    seen = keeper.post(form.action, fields).form("/confirm").fields["previewed"]
    token = other.page("agency_import.show").form("/import").fields["csrf_token"]
    other.post("/agencies/import/confirm", {"csrf_token": token, "previewed": seen}, 422)
