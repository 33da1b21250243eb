"""How states look."""

from enum import StrEnum

import pytest
from flask_babel import force_locale

from app.cases.models import CaseStatus
from app.web import assets, chips


class State(StrEnum):
    with_head = "with_head"


def test_an_enum_member_and_its_name_look_the_same():
    assert chips.chip_of(State.with_head) is chips.chip_of("with_head")


def test_a_state_nobody_drew_is_refused():
    with pytest.raises(chips.UnknownState, match=r"chips\.py"):
        chips.chip_of("no_such_state")


@pytest.mark.parametrize("name", chips.CHIPS)
def test_every_state_has_words_and_an_icon_of_the_sprite(app, name):
    look = chips.chip_of(name)
    assert look.icon in assets.icon_names()
    with app.test_request_context(), force_locale("vi"):
        vietnamese = str(look.words)
    with app.test_request_context(), force_locale("en"):
        assert str(look.words) != vietnamese


@pytest.mark.parametrize("status", CaseStatus)
def test_every_case_status_can_be_shown(status):
    assert chips.chip_of(status)


def test_late_is_a_deadline_state_and_no_work_state():
    assert "late" in chips.DEADLINE_STATES
    assert "late" not in {**chips.REPORT_STATES, **chips.WORK_STATES}
