"""The verb follows the sender's rank; the names stand under "Kính gửi" or in a list behind."""

import pytest

from app.documents.letters.addressing import addressed, copies, salutation, verb
from app.organisation.models import AgencyKind as Kind

PEERS = [Kind.department, Kind.party, Kind.front, Kind.armed_force, Kind.unit, Kind.commune, Kind.ward,
         Kind.special_zone, Kind.enterprise, Kind.laboratory]  # fmt: skip
BELOW = [Kind.department, Kind.unit, Kind.commune, Kind.ward, Kind.special_zone]


@pytest.mark.parametrize("kind", PEERS)
def test_a_department_proposes_to_all_who_are_not_above_it(kind):
    assert verb(Kind.department, [kind]) == "đề nghị"


@pytest.mark.parametrize("kind", [Kind.committee, Kind.ministry])
def test_a_department_asks_respectfully_those_above_it(kind):
    assert verb(Kind.department, [kind]) == "kính đề nghị"


@pytest.mark.parametrize("kind", list(Kind))
def test_a_department_demands_of_nobody(kind):
    assert verb(Kind.department, [kind]) != "yêu cầu"


@pytest.mark.parametrize("kind", BELOW)
def test_the_committee_demands_of_those_below_it(kind):
    assert verb(Kind.committee, [kind]) == "yêu cầu"


@pytest.mark.parametrize("kind", [Kind.party, Kind.front, Kind.armed_force, Kind.enterprise, Kind.laboratory])
def test_the_committee_proposes_to_party_front_and_business(kind):
    assert verb(Kind.committee, [kind]) == "đề nghị"


def test_one_letter_to_many_speaks_as_the_highest_of_them_is_spoken_to():
    assert verb(Kind.committee, [Kind.commune, Kind.party]) == "đề nghị"
    assert verb(Kind.department, [Kind.commune, Kind.ministry]) == "kính đề nghị"


def test_one_name_stands_on_the_line_several_below_the_colon_many_in_the_annex():
    assert salutation(["Sở Y tế"]) == ("Sở Y tế",)
    assert salutation(["Sở Y tế", "Sở Tài chính"]) == ("- Sở Y tế;", "- Sở Tài chính.")
    assert len(salutation([f"Xã {n}" for n in range(10)])) == 10
    assert salutation([f"Xã {n}" for n in range(11)]) == (
        "Các cơ quan, đơn vị, địa phương có tên tại Phụ lục kèm theo",
    )


def test_two_agencies_of_one_name_end_as_a_list_does():
    assert salutation(["Chi cục", "Chi cục"]) == ("- Chi cục;", "- Chi cục.")


def test_readers_are_addressed_as_what_they_are():
    assert addressed([Kind.department], "Sở Y tế", "đề nghị") == "quý cơ quan"
    assert addressed([Kind.enterprise], "Công ty A", "đề nghị") == "quý đơn vị"
    assert addressed([Kind.department, Kind.enterprise], "Sở Y tế", "đề nghị") == "quý cơ quan, đơn vị"
    assert addressed([Kind.department], "Sở Y tế", "yêu cầu") == "Sở Y tế"


def test_copies_carry_their_codes():
    assert copies(Kind.department, "tỉnh Lam Giang", "TĐC") == (
        "- Như trên;",
        "- UBND tỉnh Lam Giang (b/c);",
        "- Lưu: VT, TĐC.",
    )
    assert copies(Kind.committee, "tỉnh Lam Giang", "") == ("- Như trên;", "- Lưu: VT.")
