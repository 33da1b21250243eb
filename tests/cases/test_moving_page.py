"""A coordinator moves a case to the newest version from its page, after looking at what that means."""

import pytest

from app.cases.models import CaseStatus
from app.organisation.roles import SYSTEM
from app.processes.packages import Package
from app.processes.service import deploy
from tests.support import processes
from tests.support.clock import NOW

FORMS = {"request": processes.REQUEST, "decision": processes.DECISION}
OFFER = "Chuyển sang bản mới nhất"


def deploy_next(old: str, new: str) -> None:
    deploy(Package(processes.diagram(processes.APPROVAL.replace(old, new)), FORMS), actor=SYSTEM, now=NOW)


@pytest.fixture
def case_id(writing, people) -> int:
    """A case of version 1."""
    with writing():
        processes.deploy_approval()
        return processes.start("approval", people.agency).case_id


def test_the_case_is_moved_after_a_look(case_id, writing, visit, people):
    with writing():
        deploy_next("Viết đề nghị", "Soạn đề nghị")
    page = visit(people.coordinator).page("cases.moving", case_id=case_id)
    assert "Soạn đề nghị" in page.text
    moved = page.form("/version").submit()
    assert "Hồ sơ giờ chạy theo bản 2" in moved.text
    assert "đã chuyển hồ sơ sang bản 2" in moved.text


def test_the_page_of_the_case_offers_it_while_there_is_a_newer_version(case_id, writing, visit, people):
    coordinator = visit(people.coordinator)
    assert OFFER not in coordinator.page("cases.show", case_id=case_id).text
    with writing():
        deploy_next("Viết đề nghị", "Soạn đề nghị")
    assert OFFER in coordinator.page("cases.show", case_id=case_id).text
    assert OFFER not in visit(people.specialist).page("cases.show", case_id=case_id).text


def test_a_case_that_cannot_move_says_why_and_has_no_button(case_id, writing, visit, people):
    with writing():
        deploy_next("write", "compose")
    page = visit(people.coordinator).page("cases.moving", case_id=case_id)
    assert "write" in page.text
    assert not page.all("main form")


def test_at_the_newest_version_there_is_nothing_to_move(case_id, visit, people):
    assert "bản mới nhất" in visit(people.coordinator).page("cases.moving", status=409, case_id=case_id).text


def test_an_ended_case_is_not_offered(case_id, writing, visit, people):
    with writing():
        deploy_next("Viết đề nghị", "Soạn đề nghị")
        case = processes.case_of(case_id)
        case.status, case.ended_at = CaseStatus.completed, NOW
    assert OFFER not in visit(people.coordinator).page("cases.show", case_id=case_id).text


@pytest.mark.parametrize(("person", "status"), [("specialist", 403), ("outsider", 404)])
def test_others_may_not(case_id, writing, visit, people, person, status):
    with writing():
        deploy_next("Viết đề nghị", "Soạn đề nghị")
    visit(getattr(people, person)).page("cases.moving", status=status, case_id=case_id)
