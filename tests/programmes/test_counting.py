"""Enterprises and occurrences are counted apart, guided and supported apart; surveys."""

from datetime import date, timedelta

import pytest

from app.errors import Forbidden, Invalid
from app.programmes.counting import Count, figures
from app.programmes.models import Help
from app.programmes.service.surveying import Survey, enter_survey
from tests.programmes.enterprises import SESSIONS
from tests.support import units
from tests.support.clock import NOW

pytestmark = pytest.mark.database
YEAR = (date(2026, 1, 1), date(2026, 12, 31))
SURVEY = Survey("Công ty Dệt Sông Lam", "2900111222", date(2026, 11, 19), need="Hiệu chuẩn máy đo sợi")


def test_an_enterprise_counts_once_and_each_session_once(enterprise):
    for one in (enterprise(), enterprise()):  # the same enterprise enrols again
        one.selected().do("train_enterprise", SESSIONS)
    enterprise(tax_code="2900999888", contact_email="khac@khac.example").selected("guided")
    with units.reading():
        found = figures(*YEAR)
    assert found.helped == {Help.supported: Count(1, 4, 30), Help.guided: Count()}
    assert found.selected == {Help.supported: 1, Help.guided: 1}
    assert found.applied == 2


def test_figures_are_those_of_their_period(enterprise):
    enterprise().selected().do("train_enterprise", SESSIONS)
    with units.reading():
        found = figures(date(2027, 1, 1), date(2027, 12, 31))
    assert (found.applied, found.helped[Help.supported]) == (0, Count())


def test_an_enterprise_is_surveyed_once(enterprise, people):
    with units.writing():
        enter_survey(SURVEY, actor=people.specialist.actor, now=NOW)
    with pytest.raises(Invalid), units.writing():
        enter_survey(SURVEY, actor=people.specialist.actor, now=NOW)
    with units.reading():
        assert figures(*YEAR).surveyed == 1


def test_a_survey_to_come_is_refused(enterprise, people):
    tomorrow = Survey(SURVEY.name, SURVEY.tax_code, NOW.date() + timedelta(days=1))
    with pytest.raises(Invalid), units.writing():
        enter_survey(tomorrow, actor=people.specialist.actor, now=NOW)


def test_only_the_department_enters_surveys(enterprise, people):
    with pytest.raises(Forbidden), units.writing():
        enter_survey(SURVEY, actor=people.auditor.actor, now=NOW)
