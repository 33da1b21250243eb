"""Agencies in a cell: who they are, and where one ends and the next begins."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.plans.reading.agencies import full_name, read_agencies, same_body, without_leads

DOST = "Sở Khoa học và Công nghệ"
SERVICES = "Tổ chức cung cấp dịch vụ kiểm định, hiệu chuẩn, thử nghiệm phương tiện đo"
CELLS = [
    ("Các sở, ban, ngành, UBND các huyện, thị xã, thành phố",
     ["Các sở, ban, ngành", "UBND các huyện, thị xã, thành phố"]),
    ("UBND quận, huyện", ["UBND quận, huyện"]),
    ("UBND huyện, thị xã, thành phố", ["UBND các huyện, thị xã, thành phố"]),
    ("UBND xã, phường", ["UBND cấp xã (xã, phường)"]),
    ("UBND các xã, phường, đặc khu", ["UBND các xã, phường, đặc khu"]),
    ("UBND tỉnh; UBND huyện Tân An, thị xã Hòa Lợi", ["UBND tỉnh", "UBND huyện Tân An", "UBND thị xã Hòa Lợi"]),
    ("Sở KH&CN; UBND quận, huyện", [DOST, "UBND quận, huyện"]),
    ("SKH&CN", [DOST]),
    ("Sở Khoa và Công nghệ", [DOST]),
    ("Sở Khoa và Công nghệ (Chi cục TCĐLCL)", [DOST, "Chi cục Tiêu chuẩn Đo lường Chất lượng"]),
    ("Sở Khoa học và Công nghệ (Sở KH&CN)", [DOST]),
    ("Sở Tài chính, Sở KH&ĐT và các đơn vị liên quan",
     ["Sở Tài chính", "Sở Kế hoạch và Đầu tư", "Các đơn vị liên quan"]),
    ("Sở Văn hóa, Thể thao và Du lịch, Sở Công Thương", ["Sở Văn hóa, Thể thao và Du lịch", "Sở Công Thương"]),
    ("Các Sở: Công Thương, Y tế; Công an tỉnh", ["Sở Công Thương", "Sở Y tế", "Công an tỉnh"]),
    ("Sở NN&PTNT/Sở TN&MT", ["Sở Nông nghiệp và Phát triển nông thôn", "Sở Tài nguyên và Môi trường"]),
    ("- Sở Nội vụ - Công an tỉnh", ["Sở Nội vụ", "Công an tỉnh"]),
    ("Sở Lao động - Thương binh và Xã hội", ["Sở Lao động - Thương binh và Xã hội"]),
    ("Báo và Phát thanh, Truyền hình tỉnh", ["Báo và Phát thanh, Truyền hình tỉnh"]),
    ("Đài PT&TH tỉnh", ["Đài Phát thanh và Truyền hình tỉnh"]),
    ("Ủy ban MTTQ tỉnh và các đoàn thể", ["Ủy ban MTTQ tỉnh", "Các đoàn thể"]),
    ("Các sở, ban, ngành, địa phương và doanh nghiệp liên quan", ["Các sở, ban, ngành", "Địa phương", "Doanh nghiệp"]),
    ("Các cơ quan, đơn vị liên quan", ["Các cơ quan, đơn vị liên quan"]),
    ("Hội, hiệp hội doanh nghiệp", ["Hội, hiệp hội doanh nghiệp"]),
    ("Các tổ chức cung cấp dịch vụ, kiểm định, hiệu chuẩn, thử nghiệm phương tiện đo", [SERVICES]),
    ("Cơ quan, doanh nghiệp và các tổ chức kinh doanh dịch vụ kiểm định, hiệu chuẩn, thử nghiệm phương tiện đo",
     ["Cơ quan", "Doanh nghiệp", SERVICES]),
    ("Quỹ phát triển khoa học và công nghệ", ["Quỹ phát triển khoa học và công nghệ"]),
    ("Trung tâm Phân tích và Đo lường Chất lượng", ["Trung tâm Phân tích và Đo lường Chất lượng"]),
    ("Chủ tịch UBND tỉnh", ["Chủ tịch UBND tỉnh"]),
    ("", []),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "names"), CELLS)
def test_a_cell_is_told_apart_into_bodies(cell: str, names: list[str]) -> None:
    reading = read_agencies(cell)

    assert list(reading.names) == names
    assert reading.review == ()


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("Theo Thông báo của các cơ quan ở TW", "agency_unclear"),
        ("Doanh nghiệp theo nhiệm vụ đã được phê duyệt", "agency_unclear"),
        ("Sở Y tế, bê tông", "agency_unclear"),
        ("Sở Y tế (cơ quan thường trực)", "bracket_ignored"),
    ],
)
def test_what_may_be_no_agency_says_so(cell: str, reason: str) -> None:
    assert reason in read_agencies(cell).review


def test_a_bracket_names_the_unit_that_carries_the_work_out() -> None:
    assert read_agencies("Sở Y tế (Chi cục Dân số)").units == ("Chi cục Dân số",)


def test_the_lead_leaves_its_coordinators_whatever_its_spelling() -> None:
    kept, reasons = without_leads(["Sở Y tế", "sở y tế", "Công an tỉnh"], ["Sở Y tế"])

    assert kept == ("Công an tỉnh",)
    assert reasons == ("lead_also_coordinating",)


def test_bodies_are_the_same_with_and_without_cac_and_abbreviation() -> None:
    assert same_body("Các doanh nghiệp", "Doanh nghiệp")
    assert same_body("UBND các huyện", "Ủy ban nhân dân các huyện")
    assert not same_body("Sở Y tế", "Sở Tài chính")


class Register:
    """Two bodies are known; one of them has ended."""

    def canonical(self, name: str) -> str | None:
        return {"Sở Y tế": "Sở Y tế tỉnh Lam Giang", "Sở Thông tin và Truyền thông": "Sở TT&TT (cũ)"}.get(name)

    def has_ended(self, name: str) -> bool:
        return name == "Sở TT&TT (cũ)"


def test_a_register_gives_its_names_and_its_doubts() -> None:
    reading = read_agencies("Sở Y tế; Sở TT&TT; Sở Bưu điện", Register())

    assert reading.names == ("Sở Y tế tỉnh Lam Giang", "Sở TT&TT (cũ)", "Sở Bưu điện")
    assert set(reading.review) == {"agency_ended", "agency_unknown"}


@given(
    st.lists(st.sampled_from([cell for cell, names in CELLS if len(names) == 1]), min_size=1, max_size=4, unique=True)
)
def test_a_semicolon_always_separates(cells: list[str]) -> None:
    one_by_one = [name for cell in cells for name in read_agencies(cell).names]

    assert list(read_agencies("; ".join(cells)).names) == list(dict.fromkeys(one_by_one))


@given(st.text(max_size=80))
def test_any_text_can_be_read_and_read_again(text: str) -> None:
    for name in read_agencies(text).names:
        assert full_name(full_name(name)) == full_name(name)
