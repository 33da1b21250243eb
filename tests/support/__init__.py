"""What tests share: databases, people, factories, pages, clocks."""

import pytest

pytest.register_assert_rewrite("tests.support.checks", "tests.support.pages")
