"""The three real plans, row by row against the hand-checked ground truth."""

from collections import Counter

import pytest

from tests.plans.accounting import lost_words
from tests.plans.real_plans import NAMES, as_truth, expected, reading, truth


@pytest.mark.parametrize("name", ["quang-tri-2020", "can-tho-2021"])
def test_every_task_of_a_marked_annex_equals_the_ground_truth(name: str) -> None:
    found = [as_truth(task) for task in reading(name).tasks]

    assert found == [expected(task) for task in truth(name)["tasks"]]


@pytest.mark.parametrize("name", ["quang-tri-2020", "can-tho-2021"])
def test_the_years_of_every_rule_equal_the_ground_truth(name: str) -> None:
    for task, true in zip(reading(name).tasks, truth(name)["tasks"], strict=True):
        parsed = true["time_parsed"]
        if "from" in parsed:
            assert (task.due.start, task.due.end) == (parsed["from"], parsed["to"])
        else:
            assert task.due.end == parsed["year"]


@pytest.mark.parametrize("name", NAMES)
def test_every_task_comes_from_the_lines_the_ground_truth_names(name: str) -> None:
    sources = [task.source for task in reading(name).tasks]

    assert sources == [(task["source_lines"][0], task["source_lines"][-1]) for task in truth(name)["tasks"]]


def test_the_annex_without_columns_has_no_wrong_row_that_is_not_flagged() -> None:
    tasks, true = reading("binh-dinh-2020").tasks, truth("binh-dinh-2020")["tasks"]
    assert len(tasks) == len(true) == 22

    wrong = [
        task.number
        for task, row in zip(tasks, true, strict=True)
        if as_truth(task) != expected(row) and not task.review
    ]
    right = [
        task.number
        for task, row in zip(tasks, true, strict=True)
        if as_truth(task) == expected(row) and not task.review
    ]
    assert wrong == []
    assert len(right) >= 18


def test_two_tasks_in_one_row_keep_their_two_years() -> None:
    review = next(task for task in reading("binh-dinh-2020").tasks if task.number == "6.2")

    assert review.due.as_json()["milestones"] == [
        {
            "what": "Sơ kết Kế hoạch thực hiện Đề án: 5 năm/lần",
            "kind": "every_n_years",
            "every_months": 60,
            "due": "2025-12-31",
        },
        {"what": "Tổng kết Kế hoạch", "kind": "year", "every_months": None, "due": "2030-12-31"},
    ]
    assert {"several_dates", "paired_by_order"} <= set(review.review)


@pytest.mark.parametrize("name", NAMES)
def test_the_head_equals_the_ground_truth(name: str) -> None:
    head, true = reading(name).head.as_json(), truth(name)["document"]

    assert (head["number"], head["issued"], head["issuer"]) == (true["number"], true["date"], true["issuer"])
    assert head["title"].casefold() == true["title"].casefold()


@pytest.mark.parametrize("name", NAMES)
def test_every_target_of_the_ground_truth_is_proposed(name: str) -> None:
    found = Counter((target.value, target.comparator) for target in reading(name).targets)

    assert found == Counter((target["value"], target["comparator"]) for target in truth(name)["targets"])


@pytest.mark.parametrize("name", NAMES)
def test_every_duty_of_the_ground_truth_is_proposed(name: str) -> None:
    found = Counter(duty.type for duty in reading(name).duties)

    assert not Counter(duty["type"] for duty in truth(name)["duties"]) - found


@pytest.mark.parametrize("name", NAMES)
def test_reports_name_who_owes_them_to_whom_and_when(name: str) -> None:
    found = {(duty.who, duty.to, duty.due.kind.value) for duty in reading(name).duties if duty.type == "report"}
    kinds = {"every_year": "every_year", "ad_hoc": "on_request"}

    for duty in truth(name)["duties"]:
        if duty["type"] == "report" and isinstance(duty["who"], str):
            assert ((duty["who"],), tuple(duty["to"]), kinds[duty["schedule"]["kind"]]) in found


@pytest.mark.parametrize("name", NAMES)
def test_no_word_of_the_annex_is_lost(name: str) -> None:
    plan = reading(name)
    first = min(note.source[0] for note in plan.not_tasks if note.why == "table_header")
    last = max(task.source[1] for task in plan.tasks)

    assert lost_words(plan, first, last) == []
