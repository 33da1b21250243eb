"""Which row of last year's plan a row goes on with, and what is told where nobody said so."""

from app.drafting.last_year.lines import CELLS, Line
from app.drafting.last_year.matching import Basis, pair

SCT, SYT = frozenset({("agency", 1)}), frozenset({("agency", 2)})


def line(key: int, content: str, leads=SCT, *, origins=(), root=None) -> Line:
    cells = {**dict.fromkeys(CELLS, ""), "content": content}
    return Line(key, str(key), "", cells, leads, root=root or key, origins=origins)


def told(old, new):
    return [(one.old and one.old.id, one.new and one.new.id, one.basis) for one in pair(old, new)]


def test_what_a_person_said_holds_however_the_words_were_changed():
    new = [line(11, "Kiểm tra 60 cột đo", SYT, origins=(1,))]
    assert told([line(1, "Kiểm tra cột đo")], new) == [(1, 11, Basis.origin)]


def test_a_row_of_an_amended_version_is_known_by_its_first_one():
    assert told([line(5, "Kiểm tra", root=1)], [line(11, "Rà soát", origins=(1,))]) == [(5, 11, Basis.origin)]


def test_two_rows_of_one_row_of_a_third_plan_go_on_with_each_other_under_the_same_lead():
    old = [line(1, "Tập huấn năm 2026", origins=(90,)), line(2, "Tập huấn tại trạm y tế", SYT, origins=(90,))]
    new = [line(11, "Tập huấn cán bộ y tế", SYT, origins=(90,)), line(12, "Mở lớp cho tiểu thương", origins=(90,))]
    assert told(old, new) == [(2, 11, Basis.origin), (1, 12, Basis.origin)]


def test_the_same_words_with_the_same_lead_are_matched_and_said_to_be():
    new = [line(11, "KIỂM TRA cột đo.")]
    assert told([line(1, "Kiểm tra cột đo")], new) == [(1, 11, Basis.text)]


def test_the_same_words_with_another_lead_are_one_new_row_and_one_gone():
    assert told([line(1, "Kiểm tra")], [line(11, "Kiểm tra", SYT)]) == [(1, None, None), (None, 11, None)]


def test_marks_make_other_words():
    assert told([line(1, "Đo cân")], [line(11, "Đo cẩn")]) == [(1, None, None), (None, 11, None)]


def test_equal_rows_are_matched_one_by_one():
    old, new = [line(1, "Kiểm tra"), line(2, "Kiểm tra")], [line(11, "Kiểm tra")]
    assert told(old, new) == [(1, 11, Basis.text), (2, None, None)]


def test_a_row_that_somebody_claimed_is_not_matched_by_its_words_as_well():
    old, new = [line(1, "Kiểm tra")], [line(11, "Kiểm tra"), line(12, "Rà soát", origins=(1,))]
    assert told(old, new) == [(None, 11, None), (1, 12, Basis.origin)]


def test_rows_that_were_joined_go_on_with_the_one_they_came_into():
    old, new = [line(1, "Tập huấn"), line(2, "In tờ rơi")], [line(11, "Tuyên truyền", origins=(1, 2))]
    only = pair(old, new)[0]
    assert (only.old.id, [one.id for one in only.joined]) == (1, [2])
    assert len(pair(old, new)) == 1


def test_what_two_new_rows_go_on_with_is_gone_for_neither():
    old, new = [line(1, "Tập huấn")], [line(11, "Tập huấn I", origins=(1,)), line(12, "Tập huấn II", origins=(1,))]
    assert told(old, new) == [(1, 11, Basis.origin), (1, 12, Basis.origin)]


def test_what_is_gone_stands_where_it_stood():
    old = [line(1, "Một"), line(2, "Hai"), line(3, "Ba")]
    assert told(old, [line(11, "Một"), line(12, "Bốn"), line(13, "Ba")]) == [
        (1, 11, Basis.text), (2, None, None), (None, 12, None), (3, 13, Basis.text),
    ]  # fmt: skip
