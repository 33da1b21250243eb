"""Cases in every relation to the people of the stories, and who may know of which."""

from dataclasses import dataclass
from typing import Any

from app.cases.attachments import file_store
from app.cases.commenting import comment
from app.cases.models import Relation
from app.cases.starting import NewCase, start_case
from app.extensions import db
from app.organisation.models import Agency, User
from app.organisation.roles import SYSTEM, Role
from app.organisation.service.seats import Sitters, hand_over
from app.tasks.service import claim_task
from app.timeline.outbox import enqueue
from tests.abuse.world import World, make_incident
from tests.files.made import PDF
from tests.support import units
from tests.support.clock import NOW
from tests.support.factories import make_attachment

CANARY = "Chimvàng"  # a word that stands in every text of the confidential cases and nowhere else

DEPARTMENT = {"specialist", "coordinator", "leader", "auditor"}
TRADE = {"focal_point", "head", "deputy"}

# relation of Sở Công Thương (or the Committee) to the case: who may know of it.
SEES = {
    "own": TRADE | DEPARTMENT,
    "coordinating": TRADE | DEPARTMENT | {"outsider"},
    "directing": TRADE | DEPARTMENT | {"outsider"},
    "submitted to the Committee": DEPARTMENT | {"outsider", "committee_office"},
    "none": DEPARTMENT | {"outsider"},
    "confidential, focal point named": {"focal_point"},
    "confidential, specialist named": {"specialist"},
    "restricted on its page": {"focal_point"},
}
# Who may do the first task, that of the focal point of the case's agency.
WORKS = {
    "own": {"focal_point", "deputy"},
    "coordinating": {"outsider"},
    "directing": {"outsider"},
    "submitted to the Committee": {"outsider"},
    "none": {"outsider"},
    "confidential, focal point named": {"focal_point"},
    "confidential, specialist named": set(),
    "restricted on its page": {"focal_point"},
}
VIEWERS = sorted(TRADE | DEPARTMENT | {"outsider", "committee_office", "administrator", "former"})


@dataclass(frozen=True)
class Related:
    """The keys of a case, its first task, its file and something that failed on it."""

    case_id: int
    task_id: int
    attachment_id: int
    incident_id: int
    change_id: int = 0  # none of them amends a plan


def settle_relations(world: World) -> dict[str, Related]:
    """Make a case of each relation; the former focal point of the commune had worked on its own."""
    restricted = _restricted(world)
    people = world.people
    trade, commune, committee = people.agency, people.other_agency, people.committee
    with units.unit(world.app, writes=True):
        return {
            "restricted on its page": restricted,
            "own": _case(world, trade, "Của Sở Công Thương"),
            "coordinating": _case(world, commune, "Phối hợp", relations=((trade.id, Relation.coordinating),)),
            "directing": _case(world, commune, "Chỉ đạo", relations=((trade.id, Relation.directing),)),
            "submitted to the Committee": _case(
                world, commune, "Trình", relations=((committee.id, Relation.submitted_to),)
            ),
            "none": _case(world, commune, "Của xã"),
            "confidential, focal point named": _case(
                world, trade, f"Đơn {CANARY} một", confidential_to=(people.focal_point.id,)
            ),
            "confidential, specialist named": _case(
                world, trade, f"Đơn {CANARY} hai", confidential_to=(people.specialist.id,)
            ),
        }


def replace_the_focal_point(world: World, agency: Agency, successor_id: int) -> None:
    """Hand the commune's seat over, so that its focal point is a former one."""
    with units.unit(world.app, writes=True):
        successor = db.session.get_one(User, successor_id)
        hand_over(agency.id, Role.focal_point, Sitters(successor, None), SYSTEM, NOW)


def _restricted(world: World) -> Related:
    """Make a case of which mails were queued while it was open, and have it restricted by another coordinator."""
    with units.unit(world.app, writes=True):
        related = _case(world, world.people.agency, f"Đơn {CANARY} ba")
        for name in ("head", "coordinator", "leader"):
            person = getattr(world.people, name)
            enqueue(
                key=f"canary:{name}", kind="news", recipient_id=person.id, address=person.email,
                subject=f"{CANARY} gửi đơn", text=f"{CANARY} gửi đơn.", case_id=related.case_id, now=NOW,
            )  # fmt: skip
    fields = {"people": [], "reason": f"{CANARY} xin giấu tên.", "_restrict": "1"}
    answer = world.post(world.english, f"/cases/{related.case_id}/restriction", fields)
    assert answer.status_code == 303, answer.text
    return related


def _case(world: World, agency: Agency, title: str, **values: Any) -> Related:
    case, tasks = start_case(NewCase("dossier", agency, title, **values), actor=SYSTEM, now=NOW)
    is_secret = CANARY in title
    name = f"{CANARY}.pdf" if is_secret else "biên bản.pdf"
    stored = file_store().put(PDF)
    file = make_attachment(case, task_id=tasks[0].id, field="papers", name=name, sha256=stored.sha256, size=stored.size)
    if is_secret and world.people.specialist.id not in values.get("confidential_to", ()):
        comment(case.id, f"{CANARY} gọi tới.", actor=world.people.focal_point.actor, now=NOW)
        claim_task(tasks[0].id, actor=world.people.focal_point.actor, now=NOW)
    return Related(case.id, tasks[0].id, file.id, make_incident(case.id))
