"""What is different between two versions of a plan, row by row and word by word."""

from app.plans.differences import Change, Kind, compare, compare_words
from app.plans.models import PlanTask


def row(key: int, content: str, replaces: int | None = None) -> PlanTask:
    texts = {"number": str(key), "lead_text": "", "coordinating_text": "", "directing_text": "", "time_text": ""}
    return PlanTask(id=key, content=content, replaces_id=replaces, **texts)


def test_words_are_kept_deleted_and_inserted_where_they_stand():
    words = compare_words("Quý III năm 2027", "Quý IV năm 2027")
    assert [(one.kind, one.text) for one in words] == [
        (Kind.same, "Quý"),
        (Kind.deleted, "III"),
        (Kind.inserted, "IV"),
        (Kind.same, "năm 2027"),
    ]


def test_spaces_alone_are_no_difference():
    assert [one.kind for one in compare_words("Tập huấn  về\nđo lường", "Tập huấn về đo lường")] == [Kind.same]


def test_rows_stand_in_the_order_of_the_new_version_dropped_ones_where_they_were():
    old = [row(1, "Tập huấn"), row(2, "In tờ rơi"), row(3, "Kiểm tra")]
    new = [row(11, "Tập huấn tiểu thương", 1), row(12, "Khảo sát"), row(13, "Kiểm tra", 3)]
    new[2].number = "3"
    told = [(one.change, (one.new or one.old).content) for one in compare(old, new)]
    assert told == [
        (Change.changed, "Tập huấn tiểu thương"),
        (Change.dropped, "In tờ rơi"),
        (Change.added, "Khảo sát"),
        (Change.same, "Kiểm tra"),
    ]
