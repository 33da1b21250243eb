"""Extracts whose columns left no marks: right, or flagged; never wrong in silence."""

import random

import pytest

from app.plans.reading import PlanDocument, UnreadablePlan, read_plan
from tests.plans.accounting import lost_words
from tests.plans.real_plans import as_truth, expected, folder, truth

HEADER = [
    "STT Nội dung, nhiệm vụ Cơ quan chủ trì",
    "Cơ quan phối hợp",
    "thực hiện",
    "Thời gian",
    "thực hiện",
    "Ghi chú",
]
FIRST = [
    "1.1",
    "Mở chuyên mục về đo lường",
    "trên báo",
    "Sở Khoa học và Công",
    "nghệ",
    "Các đơn vị liên",
    "quan",
    "Hằng năm",
]
MONEY = ["Nguồn kinh phí", "chi thường xuyên"]


def read(*lines: str) -> PlanDocument:
    return read_plan("\n".join(["KẾ HOẠCH", "Công tác đo lường năm 2026", *HEADER, *lines]).encode(), "plan.txt")


def test_a_row_with_one_way_to_cut_it_is_passed() -> None:
    (task,) = read("I Tuyên truyền", *FIRST, *MONEY).tasks

    assert task.number == "1.1"
    assert task.group == ("Tuyên truyền",)
    assert task.content == "Mở chuyên mục về đo lường trên báo"
    assert task.lead == "Sở Khoa học và Công nghệ"
    assert task.coordinating == "Các đơn vị liên quan"
    assert task.time == "Hằng năm"
    assert task.funding == "Nguồn kinh phí chi thường xuyên"
    assert task.review == ()


def test_an_agency_and_a_time_on_one_line_are_two_cells() -> None:
    (task,) = read("I Tuyên truyền", *FIRST[:5], "Sở Tài chính Hằng năm", *MONEY).tasks

    assert (task.coordinating, task.time, task.review) == ("Sở Tài chính", "Hằng năm", ())


def test_columns_of_another_order_are_followed() -> None:
    lines = ["TT Nội dung Thời gian Chủ trì Phối hợp", "1", "Mở lớp", "Năm 2026", "Sở Y tế", "Công an tỉnh"]

    (task,) = read_plan("\n".join(lines).encode(), "plan.txt").tasks

    assert (task.content, task.time, task.lead, task.coordinating) == ("Mở lớp", "Năm 2026", "Sở Y tế", "Công an tỉnh")


@pytest.mark.parametrize(
    "lines",
    [
        FIRST[:-1],
        [*FIRST[:3], "Hằng năm"],
        [*FIRST, "và phần còn lại của nội dung"],
        [*FIRST, "Mở lớp tập huấn", "Sở Tài chính", "Công an tỉnh", "Hằng năm"],
        ["1.1", "Phối hợp với", *FIRST[3:]],
        ["1.1", "Trình Hội đồng xét chọn của", "Sở Tài chính phê duyệt", *FIRST[3:5], "Hằng năm"],
        ["1.1", "Áp dụng bộ “Tiêu chí", *FIRST[3:]],
        [*FIRST[:3], "Trung tâm Một lần", *FIRST[5:]],
    ],
    ids=[
        "no time",
        "no agency",
        "rest after",
        "lost number",
        "open end",
        "agency in content",
        "open quote",
        "rare lead",
    ],
)
def test_a_row_that_may_be_cut_otherwise_is_flagged(lines: list[str]) -> None:
    task = read("I Tuyên truyền", *lines).tasks[0]

    assert "columns_unclear" in task.review


def test_a_cell_that_goes_on_on_the_next_page_is_joined_and_flagged() -> None:
    (task,) = read("I Tuyên truyền", *FIRST, " và trên đài", "phát thanh").tasks

    assert task.content == "Mở chuyên mục về đo lường trên báo và trên đài phát thanh"
    assert task.review == ("split_by_page",)


def test_a_page_number_is_no_row_and_no_word() -> None:
    plan = read("I Tuyên truyền", *FIRST, *MONEY, "", "3", "", "1.2", *FIRST[1:])

    assert [task.number for task in plan.tasks] == ["1.1", "1.2"]
    assert "page_number" in [note.why for note in plan.not_tasks]
    assert plan.tasks[0].funding == "Nguồn kinh phí chi thường xuyên"


def test_a_row_whose_number_is_lost_under_its_heading_is_kept() -> None:
    tasks = read("I Tuyên truyền", *FIRST[1:], "1.2", *FIRST[1:]).tasks

    assert [task.number for task in tasks] == [None, "1.2"]
    assert "columns_unclear" in tasks[0].review


@pytest.mark.parametrize("change", ["no blank lines", "no page marks", "shuffled blank lines"])
def test_the_real_extract_is_never_wrong_in_silence(change: str) -> None:
    lines = (folder() / "binh-dinh-2020.txt").read_text(encoding="utf-8").split("\n")
    if change == "no blank lines":
        lines = [line for line in lines if line.strip()]
    elif change == "no page marks":
        lines = [line.strip() for line in lines]
    else:
        dice = random.Random(20)
        lines = [text for line in lines if line.strip() for text in [line, *[""] * dice.randrange(3)]]

    assert silently_wrong("\n".join(lines)) == []


def test_a_lost_number_makes_no_row_wrong_in_silence() -> None:
    lines = (folder() / "binh-dinh-2020.txt").read_text(encoding="utf-8").split("\n")
    numbers = [
        at for at, line in enumerate(lines) if line.strip() in {task["no"] for task in truth("binh-dinh-2020")["tasks"]}
    ]

    for at in numbers:
        assert silently_wrong("\n".join([*lines[:at], "", *lines[at + 1 :]])) == [], lines[at]


def silently_wrong(text: str) -> list[str | None]:
    plan = read_plan(text.encode(), "plan.txt")
    true = {task["no"]: expected(task) for task in truth("binh-dinh-2020")["tasks"]}
    first = min(note.source[0] for note in plan.not_tasks if note.why == "table_header")
    assert lost_words(plan, first, max(task.source[1] for task in plan.tasks)) == []
    return [task.number for task in plan.tasks if not task.review and as_truth(task) != true.get(task.number or "")]


def test_words_that_are_no_header_open_no_annex() -> None:
    with pytest.raises(UnreadablePlan):
        read_plan("STT là viết tắt của số thứ tự\n1.1\nNội dung".encode(), "plan.txt")
