"""Whatever stands in a table, reading it never fails and loses no word."""

from contextlib import suppress

from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.plans.reading import UnreadablePlan, explain, read_plan
from tests.plans.accounting import lost_words

CELLS = """||||1|2|a)|I|-|II. Nhóm|Mở lớp|tập huấn|Sở Y tế|Công an tỉnh|Hàng năm|Năm 2026|(1)|TT|Nội dung|Chủ trì
|Thời gian|Tổng cộng|TM. UBND|- Gạch đầu dòng: - việc|x""".replace("\n", "").split("|")
HEADER = ("TT", "Nội dung", "Chủ trì", "Phối hợp", "Thời gian", "Ghi chú")
rows = st.lists(st.lists(st.sampled_from(CELLS), min_size=1, max_size=7), max_size=14)


@settings(max_examples=150)
@given(rows)
@example([["", "", "Nội dung", "Chủ trì", "Nội dung"]])
@example([["", "Nội dung", "Nội dung", "Chủ trì"], ["", "1"]])
def test_every_word_of_any_table_is_in_a_task_or_in_a_note(table: list[list[str]]) -> None:
    lines = ["\t".join(row) for row in (HEADER, *table, ("9", "Việc cuối", "Sở Nội vụ", "", "Năm 2027", ""))]

    plan = read_plan("\n".join(lines).encode(), "plan.txt")

    assert lost_words(plan, 1, len(lines)) == []
    for task in plan.tasks:
        assert all(explain(code) for code in task.review)


@settings(max_examples=150)
@given(st.text(alphabet=st.sampled_from(list("\t\n| 1aIVĐSở.-;()")) | st.characters(codec="utf-8"), max_size=300))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(UnreadablePlan):
        read_plan(text.encode(), "plan.txt")
