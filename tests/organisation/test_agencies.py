"""Agencies: their names, their succession, their history."""

from dataclasses import replace
from datetime import date

import pytest

from app.errors import Invalid
from app.extensions import db
from app.organisation import hooks
from app.organisation.models import Agency, AgencyKind, SuccessionKind
from app.organisation.queries.agencies import agencies_called, agency_file
from app.organisation.service.agencies import (
    AgencyDetails,
    AgencyHasEnded,
    CodeTaken,
    Ending,
    correct_agency,
    end_agency,
    enter_agency,
)
from app.timeline.log import Subject
from app.timeline.queries import entries
from tests.support.factories import make_agency
from tests.support.people import People

TODAY = date(2026, 11, 20)
HEALTH = AgencyDetails(
    code="SYT", name="Sở Y tế", kind=AgencyKind.department, valid_from=date(2025, 7, 1), aliases=("Ngành Y tế",)
)
MERGED = Ending(date(2026, 6, 30), SuccessionKind.merge, legal_basis="Nghị quyết 5/NQ-HĐND")


@pytest.fixture
def health(people: People, writing, now) -> int:
    """The key of an agency just entered."""
    with writing():
        return enter_agency(HEALTH, people.coordinator.actor, now).id


@pytest.mark.parametrize("words", ["syt", "SYT", "so y te", "SỞ Y TẾ", "ngành y tế"])
def test_an_agency_is_found_by_any_of_its_names(health, reading, words):
    with reading():
        assert [agency.id for agency in agencies_called(words, TODAY)] == [health]


def test_part_of_a_name_is_not_a_name(health, reading):
    with reading():
        assert agencies_called("sở", TODAY) == []


def test_two_agencies_of_one_name_are_both_found(health, writing):
    with writing():
        make_agency("Sở Y tế", code="SYT2")
        assert len(agencies_called("Sở Y tế", TODAY)) == 2


def test_an_ended_agency_is_not_found_among_the_living(health, people: People, writing, now):
    with writing():
        end_agency(health, replace(MERGED, successor_ids=(people.agency.id,)), people.coordinator.actor, now)
        assert agencies_called("SYT", TODAY) == []
        assert [agency.id for agency in agencies_called("SYT", date(2026, 6, 30))] == [health]


def test_a_code_belongs_to_one_agency(health, people: People, writing, now):
    with writing(), pytest.raises(CodeTaken):
        enter_agency(replace(HEALTH, name="Sở khác"), people.coordinator.actor, now)


def test_only_what_changes_is_written_down(health, people: People, writing, now):
    with writing():
        correct_agency(health, replace(HEALTH, phone="0000 000 002"), people.coordinator.actor, now)
        correct_agency(health, replace(HEALTH, phone="0000 000 002"), people.coordinator.actor, now)
    with writing():
        newest, first = entries(Subject("agency", health))
        assert newest.payload == {"changes": {"phone": ["", "0000 000 002"]}}
        assert first.action == "agency.entered"


@pytest.mark.database
def test_succession_is_seen_from_both_sides(health, people: People, writing, now):
    with writing():
        end_agency(health, replace(MERGED, successor_ids=(people.agency.id,)), people.coordinator.actor, now)
    with writing():
        assert [agency.code for _, agency in agency_file(health).successors] == ["SCT"]
        assert [agency.code for _, agency in agency_file(people.agency.id).predecessors] == ["SYT"]
        assert db.session.get_one(Agency, health).name == "Sở Y tế"


def test_features_hear_that_an_agency_ended(health, people: People, writing, now, monkeypatch):
    heard: list[hooks.AgencyEnded] = []
    monkeypatch.setattr(hooks, "agency_ended", [heard.append])
    with writing():
        end_agency(health, replace(MERGED, successor_ids=(people.agency.id,)), people.coordinator.actor, now)
    assert [(event.agency.code, event.successor_ids) for event in heard] == [("SYT", (people.agency.id,))]


def test_an_agency_ends_once(health, people: People, writing, now):
    abolished = replace(MERGED, kind=SuccessionKind.abolish)
    with writing():
        end_agency(health, abolished, people.coordinator.actor, now)
        with pytest.raises(AgencyHasEnded):
            end_agency(health, abolished, people.coordinator.actor, now)


@pytest.mark.parametrize("ending", [MERGED, replace(MERGED, kind=SuccessionKind.abolish, last_day=date(2025, 6, 30))])
def test_an_ending_that_makes_no_sense_is_refused(health, people: People, writing, now, ending):
    with writing(), pytest.raises(Invalid):
        end_agency(health, ending, people.coordinator.actor, now)


def test_an_agency_does_not_succeed_itself(health, people: People, writing, now):
    with writing(), pytest.raises(Invalid):
        end_agency(health, replace(MERGED, successor_ids=(health,)), people.coordinator.actor, now)
