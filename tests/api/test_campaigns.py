"""A round over the API: counts, one page of the matrix, and who may ask."""

import pytest

from app.organisation.service.users import issue_token
from tests.reports.rounds import NIL, open_round
from tests.support import units
from tests.support.clock import NOW

pytestmark = pytest.mark.database


@pytest.fixture
def opened(app, database, people):
    return open_round(people)


@pytest.fixture
def ask(client, people, opened):
    """Read the round as somebody."""

    def ask(somebody="coordinator", campaign_id=None, **query):
        with units.writing():
            token = issue_token(getattr(people, somebody).id, people.administrator.actor, NOW)
        path = f"/api/v1/campaigns/{campaign_id or opened.campaign_id}"
        return client.get(path, query_string=query, headers={"Authorization": f"Bearer {token}"})

    return ask


def test_it_gives_counts_and_a_row_for_each_agency(opened, ask):
    opened.file(NIL)
    opened.approve()
    answer = ask().json
    assert (answer["counts"]["total"], answer["counts"]["submitted"], answer["counts"]["nil"]) == (2, 1, 1)
    row = next(row for row in answer["rows"] if row["agency"]["code"] == "SCT")
    assert (row["state"], row["late"], row["nil"], row["extended_to"]) == ("submitted", False, True, None)
    assert row["case"] == opened.report_case()


def test_its_pages_follow_one_another(ask):
    first = ask(limit=1).json
    second = ask(limit=1, cursor=first["next_cursor"]).json
    assert len(first["rows"]) == len(second["rows"]) == 1
    assert first["rows"] != second["rows"]
    assert second["next_cursor"] is None


@pytest.mark.parametrize(("somebody", "status"), [("leader", 200), ("auditor", 200), ("focal_point", 404)])
def test_only_the_department_and_the_auditor_may_read_it(ask, somebody, status):
    assert ask(somebody).status_code == status


def test_a_round_that_does_not_exist_is_not_found(ask):
    assert ask(campaign_id=999).status_code == 404
