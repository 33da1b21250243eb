"""A drafting that collects proposals, of Sở Công Thương, a commune and others."""

import pytest

from tests.drafting.drafts import Draft, open_draft


@pytest.fixture
def draft(app, database, people) -> Draft:
    """An open drafting of the plan for 2027, proposals due by 11/12/2026."""
    return open_draft(people)
