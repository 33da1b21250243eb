"""What the letter says, to one, to several, to many; by whose rank it asks."""

from dataclasses import replace
from datetime import date

import pytest

from app.documents.issuer import Issuer
from app.documents.letters.chase import chase_letter
from app.documents.letters.matter import Asked, Contact, Duty, LateAgency, Sender
from app.documents.letters.models import Missing
from app.documents.letters.signing import Signing
from app.documents.paper import Grid
from app.organisation.models import AgencyKind as Kind

DEPARTMENT = Sender(
    Issuer("Sở Khoa học và Công nghệ", "SKHCN", ("UBND TỈNH LAM GIANG",), ("SỞ KHOA HỌC VÀ CÔNG NGHỆ",), "SKHCN",
           "Lam Giang", ("GIÁM ĐỐC",), ""),
    Kind.department,
    "tỉnh Lam Giang",
)  # fmt: skip
COMMITTEE = Sender(
    replace(DEPARTMENT.issuer, name="Ủy ban nhân dân tỉnh Lam Giang", symbol="UBND"), Kind.committee, "tỉnh Lam Giang"
)
DUTY = Duty(
    "Báo cáo kết quả thực hiện Kế hoạch 86/KH-UBND năm 2026",
    "Mục V Kế hoạch 86/KH-UBND ngày 12/3/2026",
    date(2026, 11, 30),
    True,
)
ASKED = Asked(date(2026, 12, 14), Contact("Đỗ Anh Tuấn", "0912 345 678", "tuan@x.example"), Signing.deputy, "An", "TĐC")
TODAY = date(2026, 12, 4)


def late(name="Sở Công Thương", kind=Kind.department, missing=Missing.report, **values):
    defaults = {
        "limit": date(2026, 11, 30),
        "extended_to": None,
        "resubmit_by": None,
        "working_days_late": 4,
        "reminders": 3,
        "last_letter": "",
    }
    return LateAgency(name, kind, missing, **{**defaults, **values})


def chase(*agencies, sender=DEPARTMENT, duty=DUTY, asked=ASKED):
    return chase_letter(sender, duty, agencies, asked, TODAY)


def said(paper):
    return " ".join(block.text for block in paper.blocks)


def test_to_one_agency_it_says_what_was_due_what_is_missing_and_what_is_asked():
    paper = chase(late())
    assert paper.title == "V/v đôn đốc báo cáo kết quả thực hiện Kế hoạch 86/KH-UBND năm 2026"
    assert paper.addressees == ("Sở Công Thương",)
    assert [block.text for block in paper.blocks] == [
        "Thực hiện mục V Kế hoạch 86/KH-UBND ngày 12/3/2026, quý cơ quan có trách nhiệm gửi báo cáo kết quả thực hiện "
        "Kế hoạch 86/KH-UBND năm 2026 về Sở Khoa học và Công nghệ trước ngày 30/11/2026.",
        "Đến ngày 04/12/2026, Sở Khoa học và Công nghệ chưa nhận được báo cáo của quý cơ quan.",
        "Sở Khoa học và Công nghệ đề nghị quý cơ quan hoàn thành và gửi báo cáo trước ngày 14/12/2026 (bản điện tử có "
        "chữ ký số qua Hệ thống quản lý văn bản và điều hành, số liệu nhập trên Hệ thống theo dõi tiến độ).",
        "Đầu mối liên hệ: Đỗ Anh Tuấn, điện thoại 0912 345 678, thư điện tử tuan@x.example.",
        "Sở Khoa học và Công nghệ đề nghị quý cơ quan quan tâm, phối hợp thực hiện./.",
    ]


def test_the_deadline_stands_in_the_words_of_its_legal_basis():
    assert "chậm nhất ngày 30/11/2026" in said(chase(late(), duty=replace(DUTY, is_exclusive=False)))


def test_the_new_day_stands_out():
    bold = [run.text for block in chase(late()).blocks for run in block.runs if run.bold]
    assert bold == ["trước ngày 14/12/2026"]


def test_an_extension_that_has_run_out_is_named():
    assert "đã được gia hạn đến ngày 02/12/2026" in said(chase(late(extended_to=date(2026, 12, 2))))


def test_a_returned_report_is_asked_for_as_a_completion():
    text = said(chase(late(missing=Missing.completion, resubmit_by=date(2026, 12, 2))))
    assert "chưa nhận được báo cáo bổ sung, hoàn thiện của quý cơ quan" in text
    assert "thời hạn gửi lại là hết ngày 02/12/2026" in text


def test_to_several_it_says_of_whom_it_lacks_what():
    paper = chase(late(), late("Sở Y tế", missing=Missing.completion))
    assert paper.addressees == ("- Sở Công Thương;", "- Sở Y tế.")
    assert (
        "Sở Khoa học và Công nghệ chưa nhận được báo cáo của Sở Công Thương; "
        "chưa nhận được báo cáo bổ sung, hoàn thiện (sau khi trả lại) của Sở Y tế." in said(paper)
    )
    assert paper.annex is None


def test_to_many_the_names_stand_in_an_annex_that_the_text_mentions():
    paper = chase(*(late(f"Ủy ban nhân dân xã {n}", Kind.commune) for n in range(1, 13)))
    assert paper.addressees == ("Các cơ quan, đơn vị, địa phương có tên tại Phụ lục kèm theo",)
    assert "12 cơ quan, đơn vị, địa phương (chi tiết tại Phụ lục kèm theo)" in said(paper)
    (table,) = paper.annex.blocks
    assert isinstance(table, Grid)
    assert [row[1] for row in table.rows] == [f"Ủy ban nhân dân xã {n}" for n in range(1, 13)]
    assert table.rows[0][2:] == ("30/11/2026", "Chưa gửi báo cáo")
    assert sum(table.widths) == 165


@pytest.mark.parametrize(("sender", "verb"), [(DEPARTMENT, "đề nghị"), (COMMITTEE, "yêu cầu")])
def test_it_asks_by_the_rank_of_the_sender(sender, verb):
    text = said(chase(late("Ủy ban nhân dân xã Hòa Bình", Kind.commune), sender=sender))
    assert f"{sender.name} {verb} " in text
    assert ("yêu cầu" in text) is (sender is COMMITTEE)


def test_the_symbol_names_the_division_or_leaves_room_for_it():
    assert chase(late()).number_line == "Số:        /SKHCN-TĐC"
    assert chase(late(), asked=replace(ASKED, unit="")).number_line == "Số:        /SKHCN-        "


@pytest.mark.parametrize(
    ("signing", "block"),
    [
        (Signing.head, ("GIÁM ĐỐC",)),
        (Signing.deputy, ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")),
        (Signing.acting, ("Q. GIÁM ĐỐC",)),
        (Signing.division, ("TL. GIÁM ĐỐC", "TRƯỞNG PHÒNG")),
        (Signing.sub_department, ("TL. GIÁM ĐỐC", "CHI CỤC TRƯỞNG")),
    ],
)
def test_the_signature_block_follows_the_authority(signing, block):
    assert chase(late(), asked=replace(ASKED, signing=signing)).post == block


def test_a_committee_signs_on_behalf_of_all_its_members():
    assert chase(late(), sender=COMMITTEE).post == ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")


def test_no_number_no_day_and_no_secrecy_is_ever_drafted():
    paper = chase(late())
    assert (paper.number, paper.day) == (None, None)
    assert not {"MẬT", "TỐI MẬT", "TUYỆT MẬT"} & set(said(paper).split())
