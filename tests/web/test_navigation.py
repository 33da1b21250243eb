"""The frame of a page: which entry is current, what a phone shows."""

from datetime import date

import pytest

from app.web.navigation import NavItem, NavSection, Shell, initials, mark_current

NAV = (
    NavSection(
        "",
        (
            NavItem("Tổng quan", "/", "bar-chart-line", short="Tổng quan"),
            NavItem("Việc của tôi", "/tasks", "inbox", short="Việc"),
        ),
    ),
    NavSection(
        "Theo dõi",
        (
            NavItem("Kế hoạch", "/plans", "journal-check"),
            NavItem("Hồ sơ", "/cases", "folder2-open", short="Hồ sơ"),
            NavItem("Đợt báo cáo", "/campaigns", "grid-3x3-gap", short="Đợt"),
        ),
    ),
)


def current(nav):
    return [item.label for section in nav for item in section.items if item.current]


@pytest.mark.parametrize(
    ("path", "label"),
    [("/tasks", "Việc của tôi"), ("/tasks/17", "Việc của tôi"), ("/cases/3/files", "Hồ sơ"), ("/", "Tổng quan")],
)
def test_the_entry_a_page_belongs_to_is_current(path, label):
    assert current(mark_current(NAV, path)) == [label]


@pytest.mark.parametrize("path", ["/account", "/tasksomething"])
def test_a_page_outside_the_navigation_has_no_current_entry(path):
    assert current(mark_current(NAV, path)) == []


def shell(nav):
    return Shell("Phạm Thu Lan", "Điều phối", "PL", nav, date(2026, 11, 20), "Tỉnh Lam Giang")


def test_a_phone_shows_the_first_three_entries_that_have_a_short_name():
    assert [item.short for item in shell(NAV).tabs] == ["Tổng quan", "Việc", "Hồ sơ"]


def test_what_a_phone_does_not_show_is_reached_through_more():
    assert shell(mark_current(NAV, "/plans")).more_is_current
    assert not shell(mark_current(NAV, "/cases/3")).more_is_current


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Phạm Thu Lan", "PL"), ("Nguyễn Thị Minh Hà", "NH"), ("Đoàn", "Đ"), ("", "")],
)
def test_a_badge_shows_the_family_name_and_the_name(name, letters):
    assert initials(name) == letters
