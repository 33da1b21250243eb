"""Names of a plan are matched with the register of agencies."""

from datetime import date

import pytest

from app.organisation.models import AgencyKind
from app.plans.groups import group_of
from app.plans.register import Known, Register

TODAY = date(2026, 11, 20)


def known(key: int, name: str, short: str = "", *, ended: date | None = None) -> Known:
    return Known(key, f"CQ{key}", name, short, AgencyKind.department, date(2000, 1, 1), ended)


def test_case_marks_and_the_committee_in_full_do_not_matter():
    register = Register(TODAY, [known(1, "Ủy ban nhân dân xã Hòa Bắc")])
    assert register.match("UBND xã hoà bắc").agency.id == 1


@pytest.mark.parametrize("name", ["Sở Văn hóa, Thể thao và Du lịch", "Sở VH,TT&DL", "CQ1", "Sở Văn hóa và Du lịch"])
def test_name_short_name_code_and_alias_all_count(name):
    register = Register(
        TODAY, [known(1, "Sở Văn hóa, Thể thao và Du lịch", "Sở VH,TT&DL")], [(1, "Sở Văn hóa và Du lịch")]
    )
    assert register.match(name).agency.id == 1


def test_two_living_agencies_of_one_name_are_a_question():
    match = Register(TODAY, [known(1, "Trung tâm Y tế"), known(2, "Trung tâm Y tế")]).match("Trung tâm Y tế")
    assert not match.is_settled
    assert [agency.id for agency in match.candidates] == [1, 2]


def test_an_ended_agency_shows_its_living_successors_however_many_steps_away():
    gone = date(2025, 2, 28)
    register = Register(
        TODAY,
        [known(1, "Sở A", ended=gone), known(2, "Sở B", ended=gone), known(3, "Sở C"), known(4, "Sở D")],
        successions=[(1, 2), (1, 3), (2, 4), (2, 1)],
    )
    match = register.match("Sở A")
    assert match.has_ended
    assert {agency.id for agency in match.candidates} == {3, 4}


def test_a_living_agency_of_the_same_name_comes_before_an_ended_one():
    register = Register(TODAY, [known(1, "Sở A", ended=date(2025, 2, 28)), known(2, "Sở A")])
    assert register.match("Sở A").agency.id == 2


def test_an_unknown_name_shows_agencies_with_the_same_words():
    register = Register(TODAY, [known(1, "Công an tỉnh Lam Giang"), known(2, "Sở Y tế")])
    assert [agency.id for agency in register.match("Công an tỉnh").candidates] == [1]


@pytest.mark.parametrize(
    ("name", "group"),
    [
        ("Các sở, ban, ngành", "departments"),
        ("Các sở, ban, ngành, đoàn thể cấp tỉnh", "provincial"),
        ("UBND các xã, phường, đặc khu", "communes"),
        ("UBND cấp xã (xã, phường)", "communes"),
        ("UBND các huyện, thị xã, thành phố", "districts"),
        ("Doanh nghiệp", "enterprises"),
        ("Các phòng thí nghiệm", "laboratories"),
        ("Các cơ quan, đơn vị liên quan", "related"),
        ("Các địa phương", "communes"),
        ("Các hợp tác xã", "related"),
        ("Các tổ chức kiểm định phương tiện đo", "related"),
        ("Sở Công Thương", None),
        ("UBND xã Hòa Bắc", None),
    ],
)
def test_a_group_is_known_by_its_words(name, group):
    assert group_of(name) == group


def test_the_districts_have_ended():
    match = Register(TODAY, []).match("UBND các huyện, thị xã, thành phố")
    assert match.has_ended
    assert not match.is_settled
