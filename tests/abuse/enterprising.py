"""Uses of the routes of enterprises."""

from sqlalchemy import select
from werkzeug.test import TestResponse

from app.cases.completing import complete_task
from app.extensions import db
from app.programmes.models import Enrolment
from app.programmes.service.applying import enter_application
from tests.abuse.sending import confirmed
from tests.abuse.world import World
from tests.organisation.test_importing import workbook
from tests.programmes.enterprises import (
    APPLICATION,
    APPROVAL,
    CRITERIA,
    PROGRAMME,
    SESSIONS,
    SITUATION,
    deploy_programme,
    seated_for,
)
from tests.programmes.test_importing_surveys import BRICKS, HEADINGS
from tests.support import processes, units
from tests.support.clock import NOW

SURVEY = {
    "name": "Công ty Gạch Kim Bảng",
    "tax_code": "2900777888",
    "need": "Hiệu chuẩn lò nung",
    "surveyed_on": "19/11/2026",
}


def deployed(w: World) -> TestResponse:
    """Deploy the processes."""
    with units.unit(w.app, writes=True):
        deploy_programme()
    return w.get(w.people.specialist, "/enterprises")


def enter(w: World) -> TestResponse:
    """Enter an application on an enterprise's behalf."""
    return w.post(w.people.specialist, "/enterprises", dict(APPLICATION))


def survey(w: World) -> TestResponse:
    """Enter a survey."""
    return w.post(w.people.specialist, "/enterprises/surveys", SURVEY)


def import_surveys(w: World) -> TestResponse:
    """Enter the surveys of a spreadsheet."""
    return confirmed(w, w.people.specialist, "/enterprises/surveys/import", workbook(HEADINGS, BRICKS))


def prepare(w: World) -> TestResponse:
    """Have an enterprise that has applied."""
    deployed(w)
    with units.unit(w.app, writes=True):
        case_id = enter_application(APPLICATION, actor=w.people.specialist.actor, now=NOW).id
    return w.get(w.people.specialist, f"/cases/{case_id}")


def prepare_in_force(w: World) -> TestResponse:
    """Have an enterprise whose programme is applied."""
    answer = prepare(w)
    case_id = _newest(w)
    specialist, leader = w.people.specialist.actor, w.people.leader.actor
    for element, entries, actor in (
        ("check_application", {"check_decision": "accept"}, specialist),
        ("evaluate_enterprise", CRITERIA, specialist),
        ("decide_selection", {"selection_decision": "guided"}, leader),
        ("train_enterprise", SESSIONS, specialist),
        ("analyse_situation", SITUATION, None),
        ("check_analysis", {"analysis_decision": "accept"}, specialist),
        ("draft_programme", PROGRAMME, None),
        ("give_opinion", {"opinion": "Thống nhất"}, specialist),
        ("approve_programme", APPROVAL, None),
    ):
        with units.unit(w.app, writes=True):
            task = processes.open_task(case_id, element)
            complete_task(task.id, entries, actor=actor or seated_for(task), now=NOW)
    return answer


def leave(w: World) -> TestResponse:
    """Withdraw the enterprise."""
    return w.post(w.people.specialist, f"/enterprises/{_newest(w)}/withdraw", {"reason": "Đổi chủ sở hữu."})


def revise(w: World) -> TestResponse:
    """Ask that its programme be revised."""
    return w.post(w.people.specialist, f"/enterprises/{_newest(w)}/revision", {"reason": "Thêm dây chuyền."})


def _newest(w: World) -> int:
    with units.unit(w.app, writes=False):
        return db.session.scalars(select(Enrolment.case_id).order_by(Enrolment.id.desc())).first() or 0
