"""Whatever wrong is sent: a sentence that says what to do, what was typed is kept, and nothing changes."""

import json

import pytest

from tests.abuse.trying import VIETNAMESE, refused, sentences
from tests.abuse.wrong_api import API
from tests.abuse.wrong_calendar import CALENDAR
from tests.abuse.wrong_files import FILES
from tests.abuse.wrong_letters import LETTERS
from tests.abuse.wrong_plans import PLANS
from tests.abuse.wrong_register import REGISTER
from tests.abuse.wrong_reminders import REMINDERS
from tests.abuse.wrong_reports import REPORTING
from tests.abuse.wrong_signing_in import SIGNING_IN
from tests.abuse.wrong_work import WORK

ENGLISH = [wrong for wrong in REGISTER if wrong.name.startswith("in English")]
ON_PAGES = (*SIGNING_IN, *REGISTER, *REPORTING, *WORK, *PLANS, *LETTERS, *CALENDAR, *REMINDERS)
PAGES = [wrong for wrong in ON_PAGES if wrong not in ENGLISH]


@pytest.mark.parametrize("wrong", PAGES, ids=str)
def test_on_a_page(world, wrong):
    text = refused(world, wrong)
    assert text.startswith("{") or '<html lang="vi"' in text


@pytest.mark.parametrize("wrong", ENGLISH, ids=str)
def test_on_the_page_of_somebody_who_reads_english(world, wrong):
    assert '<html lang="en"' in refused(world, wrong)


@pytest.mark.parametrize("wrong", FILES, ids=str)
def test_in_a_file(world, wrong):
    refused(world, wrong)


@pytest.mark.parametrize("wrong", API, ids=str)
def test_over_the_api(world, wrong):
    document = json.loads(refused(world, wrong))
    assert document["status"] == wrong.status
    assert [one for one in sentences(document) if not VIETNAMESE.search(one)] == []


def test_the_tables_are_as_long_as_promised():
    assert len([*PAGES, *ENGLISH, *FILES, *API]) >= 40
