"""The scenes of the measurement assurance programme: an enterprise that has applied, and what its forms say."""

from collections.abc import Callable, Mapping
from typing import Any

from app.cases.starting import NewCase, start_case
from app.extensions import db
from app.organisation.roles import SYSTEM
from app.programmes.groups import empty_rows
from app.programmes.models import Enrolment, Help, State
from app.programmes.service.applying import open_file
from app.walking.scenes.scene import Scene, deliver_it
from app.walking.stage import Stage

APPLICATION: Mapping[str, Any] = {
    "enterprise_name": "Công ty Đi Thử",
    "tax_code": "0100000000",
    "address": "Phường Đi Thử",
    "sector": "food",
    "wish": "guided",
    "need": "Đi thử",
    "instruments": "Đi thử",
    "head_name": "Người Đứng Đầu",
    "head_email": "dau@dithu.example",
    "contact_name": "Người Liên Hệ",
    "contact_email": "lienhe@dithu.example",
}
DAY = "2026-03-02"  # on which a walk begins
ANSWERS: Mapping[str, Any] = {
    **APPLICATION,
    "sessions[0].given_on": DAY,
    "programme_name": f"Chương trình của {APPLICATION['enterprise_name']}",
    "period_from": DAY,
    "period_to": "2028-03-01",
    "approved_on": DAY,
    "issued_on": DAY,
    "published_on": DAY,
}
# Every answer to every criterion is tried where the criteria stand; in the whole, one set of them will do.
CRITERIA: Mapping[str, Any] = dict.fromkeys(
    ("priority_sector", "instrument_use", "quality_effect", "responsible_person", "calibration_state", "commitment",
     "own_means", "rated_objectives", "rated_tasks", "rated_effect", "rated_traceability", "rated_records"),
    "full",
)  # fmt: skip


def _file(stage: Stage) -> int:
    """Let an enterprise apply."""
    return stage.act(lambda now: open_file(APPLICATION, actor=SYSTEM, now=now).id)


def _part(key: str) -> Callable[[Stage], int]:
    """Return a beginning that starts one of the called processes by itself, with a file of its own."""

    def begin(stage: Stage) -> int:
        def start(now: Any) -> int:
            facts = {**APPLICATION, "situation": empty_rows(), "review_on": "2027-03-02"}
            case, _ = start_case(NewCase(key, stage.world.agency(), "Đi thử", facts=facts), actor=SYSTEM, now=now)
            db.session.add(
                Enrolment(case_id=case.id, name=APPLICATION["enterprise_name"], tax_code=APPLICATION["tax_code"],
                          wish=Help.guided, state=State.applied, application="{}", applied_at=now)
            )  # fmt: skip
            return case.id

        return stage.act(start)

    return begin


SCENES: dict[str, Scene] = {
    "programme_enrolment": Scene(_file, deliver_it, {**ANSWERS, **CRITERIA}),
    **{
        key: Scene(_part(key), deliver_it, ANSWERS)
        for key in (
            "programme_selection",
            "programme_preparation",
            "programme_approval",
            "programme_year",
            "programme_rating",
        )
    },
}
