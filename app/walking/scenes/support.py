"""The scenes of the support of laboratories: a request that has come, and what the forms say where dates matter."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select

from app.cases.starting import NewCase, start_case
from app.extensions import db
from app.organisation.roles import SYSTEM, Role
from app.support.models import GapItem, GapState
from app.support.service.files import add_facts, body_choices, open_file
from app.support.service.requesting import PROCESS, request_support
from app.support.service.withdrawing import withdraw
from app.walking.scenes.scene import Scene, deliver_it
from app.walking.stage import Stage

DAY, LATER = "2026-03-02", "2035-12-31"  # the day a walk begins, and one it never comes to
BODY = "Tổ chức công nhận đi thử"
REQUEST: Mapping[str, Any] = {
    "laboratory": "Phòng thí nghiệm Đi Thử",
    "field": "calibration",
    "wanted_scope": "Đi thử",
    "address": "Phường Đi Thử",
    "is_in_province": True,
    "is_legal_entity": True,
    "staff": 4,
    "equipment": "complete",
    "has_accreditation": False,
}
ANSWERS: Mapping[str, Any] = {
    **REQUEST,
    **dict.fromkeys(
        ("surveyed_on", "courses[0].held_on", "documents_issued_on", "operated_from", "audited_on", "reviewed_on",
         "in_place_on", "applied_on", "assessed_on", "corrections[0].corrected_on", "certificate_date",
         "registration_date", "designation_date", "ended_on"),
        DAY,
    ),
    **dict.fromkeys(
        ("agreed_until", "nonconformities[0].due_on", "corrections_due", "valid_until", "registration_until",
         "designation_until"),
        LATER,
    ),
    "nonconformities[0].clause": "7.6",
    "accreditation_body": BODY,
    "equipment": "complete",
    "proficiency_result": "satisfactory",
    "nonconformities[0].severity": "minor",
}  # fmt: skip


def _assess_all(case_id: int) -> None:
    """Let every clause be met, so that the survey may be sent."""
    for item in db.session.scalars(select(GapItem).where(GapItem.case_id == case_id)):
        item.state = GapState.met


def _ready(case_id: int, now: datetime) -> None:
    """Open the file of a case with what its later steps need."""
    support = open_file(case_id, now)
    _assess_all(case_id)
    support.accreditation_body = BODY
    add_facts(support.case, accreditation_bodies=[*body_choices(), {"value": BODY, "label": BODY}])


def _whole(stage: Stage) -> int:
    """Let a laboratory ask for support."""

    def ask(now: datetime) -> int:
        case = request_support(stage.world.agency(), REQUEST, actor=SYSTEM, now=now)
        _ready(case.id, now)
        return case.id

    return stage.act(ask)


def _part(key: str) -> Callable[[Stage], int]:
    """Return a beginning that starts one of the called processes by itself, with a file of its own."""

    def begin(stage: Stage) -> int:
        def start(now: datetime) -> int:
            agency = stage.world.agency()
            facts = {**REQUEST, "finance_agency": agency.code, "accreditation_bodies": []}
            case, _ = start_case(NewCase(key, agency, "Đi thử", facts=facts), actor=SYSTEM, now=now)
            _ready(case.id, now)
            return case.id

        return stage.act(start)

    return begin


def _withdrawn(stage: Stage, case_id: int, _wait: object) -> None:
    """Let the laboratory withdraw."""
    focal_point = stage.world.actors[Role.focal_point]
    stage.act(lambda now: withdraw(case_id, "Đi thử", actor=focal_point, now=now))


SCENES: dict[str, Scene] = {
    PROCESS: Scene(_whole, _withdrawn, ANSWERS),
    **{
        key: Scene(_part(key), deliver_it, ANSWERS)
        for key in (
            "iso17025_intake",
            "iso17025_preparation",
            "iso17025_accreditation",
            "iso17025_recognition",
            "iso17025_maintenance",
        )
    },
}
