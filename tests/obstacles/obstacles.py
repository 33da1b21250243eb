"""An obstacle on a case, worked on step by step through the real commands."""

from datetime import date
from typing import Any

from app.extensions import db
from app.obstacles.models import Obstacle
from app.obstacles.service.raising import Blocked, Words, raise_obstacle
from app.organisation.roles import Actor
from tests.support import processes, steps, units
from tests.support.clock import NOW
from tests.support.people import People

WORDS = Words(
    "Thiếu chuẩn kiểm định cột đo xăng dầu",
    date(2026, 11, 9),
    "Chuẩn đang gửi hiệu chuẩn ở Hà Nội",
    "Cho mượn chuẩn của Trung tâm Kỹ thuật",
)
GUIDE = {"triage_decision": "guide"}
PAUSE = {**GUIDE, "pauses_reminders": True}
ESCALATE = {"triage_decision": "escalate"}
ASK = {"triage_decision": "return", "return_reason": "Ghi rõ số cột đo và loại chuẩn."}
GUIDANCE = {"guidance_decision": "guide", "guidance": "Mượn chuẩn tại Trung tâm, có giấy giới thiệu của Sở."}
SOLVED = {"confirm_decision": "solved"}
NOT_SOLVED = {"confirm_decision": "return", "return_reason": "Trung tâm cũng đang thiếu chuẩn."}
SUBMISSION = {"document_title": "Tờ trình về việc tháo gỡ vướng mắc", "submission": "Đề nghị bố trí kinh phí."}
CLARIFIED = {
    "what": "Thiếu chuẩn dung tích 20 lít",
    "since": "2026-11-10",
    "cause": "Chuẩn đang hiệu chuẩn",
    "proposal": "Cho mượn chuẩn",
}


def deploy(*more: str) -> None:
    """Deploy what an obstacle runs on, in the open unit of work."""
    steps.deploy(*steps.SHARED, "obstacle_escalation", "obstacle", *more)


def join(number: int) -> dict[str, Any]:
    """Return the triage that finds an obstacle to be the same as another."""
    return {"triage_decision": "join", "joined_to": number}


class Work:
    """A case of Sở Công Thương with one open task, and obstacles in its way."""

    def __init__(self, people: People) -> None:
        self.people = people
        with units.writing():
            deploy()
            processes.deploy_approval()
            begun = processes.start("approval", people.agency)
        self.case_id, self.task_id = begun.case_id, begun.task_id

    def blocked(self, *, whole: bool = False) -> Blocked:
        """Return what an obstacle is in the way of: the task, or the whole case."""
        return Blocked(case_id=self.case_id) if whole else Blocked(task_id=self.task_id)

    def raise_one(self, actor: Actor | None = None, blocked: Blocked | None = None, words: Words = WORDS) -> "Raised":
        """Raise an obstacle as the focal point, in the way of the task, unless said otherwise."""
        with units.writing():
            actor = actor or self.people.focal_point.actor
            obstacle = raise_obstacle(words, blocked or self.blocked(), actor=actor, now=NOW)
            return Raised(self.people, obstacle.id, obstacle.case_id)


class Raised:
    """An obstacle; every step is a unit of work of its own."""

    def __init__(self, people: People, number: int, case_id: int) -> None:
        self.people, self.number, self.case_id = people, number, case_id

    def do(self, element: str, entries: dict[str, Any], person: str) -> None:
        """Complete the open task at `element` as one of the people."""
        steps.do(self.case_id, element, entries, getattr(self.people, person).actor)

    def triage(self, entries: dict[str, Any]) -> None:
        """Let the coordinator decide how it is dealt with."""
        self.do("triage", entries, "coordinator")

    def guide(self) -> None:
        """Let the specialist give guidance."""
        self.do("give_guidance", GUIDANCE, "specialist")

    def escalate(self) -> None:
        """Take it to the decision of the People's Committee, approved."""
        self.triage(ESCALATE)
        self.do("draft_submission", SUBMISSION, "specialist")
        self.do("sign_document", steps.SIGN, "leader")
        self.do("record_issue", steps.ISSUED, "specialist")
        self.do("decide_submission", steps.APPROVED, "committee_office")

    @property
    def row(self) -> Obstacle:
        """The obstacle, in the open unit of work."""
        return db.session.get_one(Obstacle, self.number)
