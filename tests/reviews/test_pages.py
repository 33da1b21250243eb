"""The pages of reviews."""

import pytest

from app.reviews.due import Due, next_due
from app.reviews.models import ReviewKind
from tests.reviews.reviewing import HALF


@pytest.mark.parametrize(
    ("years", "this_year", "due"),
    [
        ((2021, 2030), 2023, None),
        ((2021, 2030), 2024, Due(ReviewKind.interim, 2025)),
        ((2021, 2030), 2029, Due(ReviewKind.final, 2030)),
        ((2021, 2025), 2023, None),
        ((2021, 2025), 2025, Due(ReviewKind.final, 2025)),
    ],
)
def test_a_review_is_due_at_half_time_and_at_the_end(years, this_year, due):
    assert next_due(*years, this_year) == due


def test_a_review_that_was_made_is_not_due_again():
    assert next_due(2021, 2030, 2026, frozenset({ReviewKind.interim})) is None


def test_a_coordinator_begins_a_review_from_the_list(begun, visit, people):
    page = visit(people.coordinator).page("reviews.index")
    assert "86/KH-UBND" in page.text
    assert "đang có một đợt đánh giá" in page.form("/reviews").submit(plan=str(begun.plan_id)).text


def test_a_review_shows_its_agencies_and_figures(asked, visit, people):
    asked.send(HALF)
    asked.check()
    text = visit(people.specialist).page("reviews.show", review_id=1).text
    assert "Chưa bố trí kinh phí." in text
    assert "50 %" in text
    assert "Chưa gửi" in text


def test_an_agency_leads_to_its_self_assessment(asked, visit, people):
    page = visit(people.specialist).page("reviews.show", review_id=1)
    assert "Sở Công Thương" in [link.text for link in page.all("table th a[href^='/cases/']")]
    assert "#" not in page.all("table tbody")[0].text


def test_what_came_before_stands_on_the_case(asked, visit, people):
    asked.send(HALF)
    asked.check()
    text = visit(people.leader).page("cases.show", case_id=asked.case_id).text
    assert "0 hoàn thành, 1 đang thực hiện, 1 chưa có tự đánh giá" in text


def test_agencies_do_not_see_the_figures_of_others(asked, visit, people):
    visit(people.focal_point).page("reviews.show", status=404, review_id=1)
