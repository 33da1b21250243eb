"""One way to use every route that changes something, as its page or program would."""

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, func, select, update
from werkzeug.test import TestResponse

from app.bulk.models import BulkAction
from app.cases.models import CasePerson
from app.documents.letters.models import Letter, LetterOrder
from app.extensions import db
from app.issuing.models import IssuedDocument
from app.notifications.proof.models import EventKind
from app.notifications.proof.noting import note
from app.organisation.models import CalendarChange, UserSession
from app.plans.models import Plan, PlanDuty, PlanStatus, PlanTask, Target
from app.plans.rows import is_settled
from app.reports.models import Submission
from app.timeline.outbox import enqueue
from app.timeline.outbox_models import OutboxMessage
from tests.abuse import amending, applying, enterprising, plan_tasking, planning, supporting
from tests.abuse.sending import AGENCY, DOSSIER, DUTY, EXTENSION, NUMBER, PERSON, RECEIPT, confirmed
from tests.abuse.world import World, csrf_token
from tests.abuse.wrong_api import CASE, FORMS, GOOD
from tests.files.made import PDF
from tests.organisation.test_importing import HEADINGS, HEALTH, workbook
from tests.plans.documents import ROWS, plan_docx
from tests.reviews import reviewing
from tests.support import units
from tests.support.clock import NOW
from tests.support.people import PASSWORD

CHOSEN = "năm con trâu qua cầu tre"
LETTER = {
    "kind": "chase",
    "who": "all",
    "how": "together",
    "ask_before": "30/11/2026",
    "signing": "head",
    "unit": "TĐC",
}
ISSUED = {"number": "512/SKHCN-TĐC", "issued_on": "20/11/2026", "signer": "Vũ Đức Long", "not_secret": "1"}


@dataclass(frozen=True)
class Use:
    """One use of a route, and what has to be done before it."""

    send: Callable[[World], TestResponse]
    first: "Use | None" = None

    def prepare(self, w: World) -> None:
        """Do what comes before."""
        if self.first:
            response = self.first(w)
            assert response.status_code < 400, response.text

    def __call__(self, w: World) -> TestResponse:
        """Send it."""
        return self.send(w)


def by(who: str, path: str, **fields: Any) -> Use:
    """Send a form as one of the people; the path may name the world's records."""
    return Use(lambda w: w.post(getattr(w.people, who), _filled(w, path), fields))


def after(first: Use, then: Use) -> Use:
    """Use one route once another has been used."""
    return Use(then.send, first)


def program(path: str, body: Any = None, who: str = "focal_point") -> Use:
    """Send JSON as a program of one of the people."""
    return Use(lambda w: w.program(getattr(w.people, who)).post(_filled(w, path), body))


def _filled(w: World, path: str) -> str:
    return path.format(
        request=w.request.task_id,
        request_case=w.request.case_id,
        dossier=w.dossier.task_id,
        report=w.round.report_case(),
        agency=w.people.agency.id,
        commune=w.people.other_agency.id,
        leader=w.people.leader.id,
        duty=w.obligation_id,
        plan=w.plan_id,
        incident=w.incident_id,
        link=w.links["open"],
    )


def _complete_after_looking(w: World) -> TestResponse:
    path, fields = f"/tasks/{w.request.task_id}", {"subject": "Bộ quả cân chuẩn F1", "amount": ""}
    w.post(w.people.focal_point, path, {**fields, "_check": ""})
    shown = w.get(w.people.focal_point, f"{path}/check").text
    receipt = re.search(r'name="_receipt" value="([^"]+)"', shown)
    version = re.search(r'name="_draft_version" value="([^"]+)"', shown)
    assert receipt, shown
    assert version, shown
    sent = {**fields, "_receipt": receipt[1], "_draft_version": version[1]}
    return w.post(w.people.focal_point, f"{path}/complete", sent)


def _sign_in(w: World) -> TestResponse:
    client = w.app.test_client()
    fields = {"email": w.people.head.email, "password": PASSWORD, "csrf_token": csrf_token(client)}
    return client.post("/sign-in", data=fields)


_NEW_DATE = by(
    "coordinator", "/cases/{request_case}/date", task="", day="11/12/2026", reason="Mưa lũ kéo dài.", _move="1"
)

_RESTRICT = by("coordinator", "/cases/{request_case}/restriction", reason="Có tên người phản ánh.", _restrict="1")


def _lose_the_coordinator(w: World) -> TestResponse:
    """A case is restricted, and the only coordinator named on it leaves."""
    restricted = _RESTRICT(w)
    with units.unit(w.app, writes=True):
        named = delete(CasePerson).where(CasePerson.case_id == w.request.case_id)
        db.session.execute(named.where(CasePerson.user_id == w.people.coordinator.id))
    return restricted


def _name_a_coordinator(w: World) -> TestResponse:
    fields = {"coordinator": str(w.people.coordinator.id), "reason": "Người trước đã nghỉ."}
    return w.post(w.people.administrator, f"/cases/without-coordinator/{w.request.case_id}", fields)


def _act_on_many(w: World) -> TestResponse:
    fields = {"kind": "extend", "items": f"c{w.request.case_id}", "day": "11/12/2026", "reason": "Mưa lũ kéo dài."}
    return w.post(w.people.coordinator, "/many", {**fields, "key": "once", "_do": "1"})


def _undo_many(w: World) -> TestResponse:
    with units.unit(w.app, writes=False):
        newest = db.session.scalars(select(BulkAction.id).order_by(BulkAction.id.desc())).first()
    return w.post(w.people.coordinator, f"/many/{newest}/undo", {})


def _undoing(w: World) -> dict[str, str]:
    """The fields that take the latest move of a date back, as the page of the case gives them."""
    shown = w.get(w.people.coordinator, _filled(w, "/cases/{request_case}")).text
    found = re.search(r'name="move" value="(\d+)"', shown)
    assert found, shown
    return {"move": found[1]}


def _let_a_mail_come_back(w: World) -> TestResponse:
    """A mail to the leader was accepted, and came back."""
    leader = w.people.leader
    with units.unit(w.app, writes=True):
        enqueue(
            key="came back", kind="news", recipient_id=leader.id, address=leader.email, subject="Tin", text="Có tin.",
            now=NOW,
        )  # fmt: skip
        message = db.session.scalars(select(OutboxMessage).where(OutboxMessage.key == "came back")).one()
        note(message, EventKind.bounced, "returned:1", NOW, status="5.1.1")
    return w.get(w.people.coordinator, "/reminders/returned")


def _let_the_limit_pass(w: World) -> TestResponse:
    with units.unit(w.app, writes=True):
        of_round = update(Submission).where(Submission.campaign_id == w.round.campaign_id)
        db.session.execute(of_round.values(overdue_after=NOW - timedelta(days=1)))
    return w.get(w.people.coordinator, f"/campaigns/{w.round.campaign_id}/letters/new")


def _draft_letters(w: World, **changed: str) -> TestResponse:
    fields = {**LETTER, "contact": str(w.people.specialist.id), **changed}
    return w.post(w.people.coordinator, f"/campaigns/{w.round.campaign_id}/letters", fields)


def _draft_a_letter(w: World, **changed: str) -> TestResponse:
    """The limit has passed, and the coordinator drafts."""
    _let_the_limit_pass(w)
    return _draft_letters(w, **changed)


def _draft_to_each(w: World) -> TestResponse:
    return _draft_a_letter(w, how="each")


def _issue_a_letter(w: World) -> TestResponse:
    drafted = _draft_a_letter(w)
    assert drafted.status_code < 400, drafted.text
    return _record_issue(w)


def _record_issue(w: World) -> TestResponse:
    file = (io.BytesIO(PDF), "512.pdf")
    return w.post(w.people.coordinator, f"/campaigns/letters/{_newest(w, Letter)}/issue", {**ISSUED, "file": file})


def on_letter(path: str, model: Any = None, **fields: str) -> Use:
    """Do something with the newest letter, or with the newest order of letters."""
    newest = model or Letter
    return Use(lambda w: w.post(w.people.coordinator, path.format(_newest(w, newest)), fields))


def _newest(w: World, model: Any) -> int:
    with units.unit(w.app, writes=False):
        return int(db.session.scalars(select(model.id).order_by(model.id.desc())).first() or 0)


def _stranger(path: str, **fields: str) -> Use:
    return Use(
        lambda w: w.browser(None).post(_filled(w, path), data={"csrf_token": csrf_token(w.browser(None)), **fields})
    )


def _end_a_session(w: World) -> TestResponse:
    with units.unit(w.app, writes=False):
        of_head = select(UserSession.id).where(UserSession.user_id == w.people.head.id).order_by(UserSession.id)
        newest = db.session.scalars(of_head).all()[-1]
    return w.post(w.people.head, f"/account/sessions/{newest}/end", {})


def _end_the_others(w: World) -> TestResponse:
    return w.post(w.people.head, "/account/sessions/end-others", {})


def _import(w: World) -> TestResponse:
    return confirmed(w, w.people.coordinator, "/agencies/import", workbook(HEADINGS, HEALTH))


def _hand_over(w: World) -> TestResponse:
    fields = {"to": str(w.people.deputy.id), "note": "Nhờ anh làm tiếp."}
    return w.post(w.people.focal_point, f"/tasks/{w.request.task_id}/hand-over", fields)


def _begin_case(w: World) -> TestResponse:
    fields = {"process": "dossier", "agency": w.people.agency.code, "title": "Hồ sơ mới", "until": ""}
    return w.post(w.people.coordinator, "/cases/new", fields)


def _upload(w: World) -> TestResponse:
    return w.upload(PDF, "biên bản.pdf")


def _deploy(w: World) -> TestResponse:
    changed = GOOD.replace("Duyệt đề nghị".encode(), "Duyệt đề nghị, bản mới".encode())
    files = [(io.BytesIO(changed), "approval.bpmn"), *((io.BytesIO(f), f"{k}.form") for k, f in FORMS.items())]
    sent = {"files": files}
    return w.program(w.people.administrator).post("/processes", data=sent, content_type="multipart/form-data")


def _deploy_on_a_page(w: World) -> TestResponse:
    changed = GOOD.replace("Duyệt đề nghị".encode(), "Duyệt đề nghị, bản mới".encode())
    files = [(io.BytesIO(changed), "approval.bpmn"), *((io.BytesIO(f), f"{k}.form") for k, f in FORMS.items())]
    return w.post(w.people.administrator, "/processes/deploy", {"files": files})


def _upload_plan(w: World) -> TestResponse:
    file = (io.BytesIO(plan_docx(ROWS, number="99/KH-UBND")), "Kế hoạch 99.docx")
    return w.post(w.people.coordinator, "/plans", {"file": file, "is_open": "true"})


def on_plan(path: str, **fields: Any) -> Use:
    """Decide something about the plan; `row`, `part`, `free`, `target` and `proposal` are of the first that fit."""

    def use(w: World) -> TestResponse:
        with units.unit(w.app, writes=False):
            places = _places(w.plan_id)
        return w.post(w.people.coordinator, f"/plans/{w.plan_id}{path.format(**places)}", fields)

    return Use(use)


def _places(plan_id: int) -> dict[str, int]:
    tasks = db.session.scalars(select(PlanTask).where(PlanTask.plan_id == plan_id).order_by(PlanTask.id)).all()
    numbered = {task.number: task for task in tasks}
    return {
        "row": numbered["5"].id,
        "part": next(part.id for part in numbered["5"].parts if not is_settled(part)),
        "sure": numbered["1"].id if "1" in numbered else 0,
        "doubtful": numbered["6"].id,
        "target": db.session.scalars(select(Target.id).where(Target.plan_id == plan_id)).first() or 0,
        "proposal": db.session.scalars(select(PlanDuty.id).where(PlanDuty.plan_id == plan_id)).first() or 0,
    }


def _give_policy(w: World, then: str) -> TestResponse:
    fields = {"place": f"obligation:{w.obligation_id}"}
    return w.post(w.people.coordinator, f"/reminders/policies/gentle/places{then}", fields)


_DAYS = {"first_day": "23/11/2026", "last_day": "27/11/2026", "anyway": "true"}
_AWAY = by("head", "/account/absence", **_DAYS)
_LEADER_AWAY = by("coordinator", "/users/{leader}/absence", **_DAYS)
_LEFT_ALONE = by("coordinator", "/reminders/waves/2026-11-23/agencies/{agency}/skip", reason="Đã hẹn nộp.")

_DECISION = {
    "kind": "day_off",
    "name": "Nghỉ ngày hội của tỉnh",
    "day_off": "04/12/2026",
    "document_number": "215/TB-UBND",
    "document_date": "18/11/2026",
    "issuer": "Ủy ban nhân dân tỉnh",
    "known_on": "19/11/2026",
}


def _promise(shown: str) -> dict[str, str]:
    """What the preview of a decision about days promised."""
    found = {name: re.search(rf'name="{name}" value="([^"]*)"', shown) for name in ("seen", "count")}
    assert all(found.values()), shown
    return {name: match[1] for name, match in found.items() if match}


def _decide(w: World) -> TestResponse:
    shown = w.get(w.people.coordinator, "/working-calendar/changes/preview", query_string=_DECISION).text
    return w.post(w.people.coordinator, "/working-calendar/changes", _DECISION | _promise(shown))


def _withdraw(w: World) -> TestResponse:
    with units.unit(w.app, writes=False):
        newest = db.session.scalar(select(func.max(CalendarChange.id)))
    path = f"/working-calendar/changes/{newest}/withdraw"
    promise = _promise(w.get(w.people.coordinator, path).text)
    return w.post(w.people.coordinator, path, {"reason": "Nhập nhầm ngày.", **promise})


_POLICY = {"name": "Sát cuối năm", "steps-0-when": "before", "steps-0-days": "5", "steps-0-by": "digest"}
_POLICY |= {"steps-0-to": "assignee", "day": "30/11/2026", "since": "0"}
_POLICY_CHANGED = by("coordinator", "/reminders/policies/standard/edit", **_POLICY)


_SIGNED = {"signer": "Lâm Văn Thắng", "signer_post": "Phó Chủ tịch"}


def _record_a_document(w: World) -> TestResponse:
    with units.unit(w.app, writes=True):
        recorded = {"recorded_at": NOW, "title": "Kế hoạch", "number": "1/KH-UBND", "issued_on": NOW.date()}
        db.session.add(IssuedDocument(case_id=w.request.case_id, task_id=w.request.task_id, **recorded, **_SIGNED))
    return w.get(w.people.specialist, f"/issued/{w.request.task_id}")


def _correct_a_document(w: World) -> TestResponse:
    changed = {"title": "Kế hoạch", "number": "2/KH-UBND", "issued_on": "19/11/2026", "reason": "Gõ nhầm."}
    return w.post(w.people.specialist, f"/issued/{w.request.task_id}", {**changed, **_SIGNED})


def _review_a_plan(w: World) -> TestResponse:
    with units.unit(w.app, writes=False):
        plan_id = db.session.scalars(select(Plan.id).where(Plan.source_name == "đánh giá.docx")).one()
    return w.post(w.people.coordinator, "/reviews", {"plan": str(plan_id)})


def _plan_to_review(w: World) -> TestResponse:
    with units.unit(w.app, writes=True):
        reviewing.deploy()
        plan = Plan(title="Kế hoạch", status=PlanStatus.in_force, reading="{}", source_name="đánh giá.docx")
        plan.source_sha256, plan.imported_at = "0" * 64, NOW
        db.session.add(plan)
    return w.get(w.people.coordinator, "/reviews")


USES: dict[str, Use] = {
    "POST /reviews": after(Use(_plan_to_review), Use(_review_a_plan)),
    "POST /apply/confirm/<token>": Use(applying.confirm),
    "POST /apply/mine/<given>/correction": Use(applying.complete),
    "POST /apply/mine/<given>/withdrawal": Use(applying.withdraw),
    "POST /apply/cases/<int:case_id>/erasure": Use(applying.erase),
    "POST /issued/<int:task_id>": after(Use(_record_a_document), Use(_correct_a_document)),
    "POST /drafting": after(Use(planning.prepare), Use(planning.begin)),
    "POST /drafting/<int:drafting_id>/rows": after(Use(planning.prepare_rows), Use(planning.save)),
    "POST /drafting/<int:drafting_id>/rows/new": after(Use(planning.prepare_rows), Use(planning.add)),
    "POST /drafting/<int:drafting_id>/rows/<int:row_id>/back": after(
        Use(planning.prepare_rows), Use(planning.put_back)
    ),
    "POST /drafting/cases/<int:case_id>/paper": after(Use(planning.prepare_rows), Use(planning.record_paper)),
    "POST /drafting/cases/<int:case_id>/more-time": after(Use(planning.prepare_rows), Use(planning.ask_for_time)),
    "POST /support/new": after(Use(supporting.prepare), Use(supporting.ask)),
    "POST /support/<int:case_id>/gaps": after(Use(supporting.prepare_and_ask), Use(supporting.assess)),
    "POST /support/<int:case_id>/withdrawal": after(Use(supporting.prepare_and_ask), Use(supporting.withdraw)),
    "POST /support/bodies/new": Use(supporting.enter_body),
    "POST /support/bodies/<int:body_id>": after(Use(supporting.prepare), Use(supporting.correct_body)),
    "POST /obstacles/new": after(Use(amending.prepare), Use(amending.report)),
    "POST /amendments/plans/<int:plan_id>/new": after(Use(amending.prepare), Use(amending.begin)),
    "POST /amendments/<int:case_id>/rows/<int:task_id>": after(Use(amending.prepare_and_begin), Use(amending.change)),
    "POST /amendments/<int:case_id>/rows/new": after(Use(amending.prepare_and_begin), Use(amending.add)),
    "POST /amendments/<int:case_id>/added/<int:change_id>": after(
        Use(amending.prepare_and_add), Use(amending.change_added)
    ),
    "POST /amendments/<int:case_id>/changes/remove": after(Use(amending.prepare_and_change), Use(amending.take_back)),
    "POST /plan-tasks/<int:plan_id>/start": after(Use(plan_tasking.prepare), Use(plan_tasking.start)),
    "POST /plan-tasks/cases/<int:case_id>/contributions": after(
        Use(plan_tasking.prepare_and_accept), Use(plan_tasking.ask)
    ),
    "POST /plan-tasks/cases/<int:case_id>/rest": after(Use(plan_tasking.prepare_and_accept), Use(plan_tasking.rest)),
    "POST /sign-in": Use(_sign_in),
    "POST /sign-out": by("head", "/sign-out"),
    "POST /forgot-password": _stranger("/forgot-password", email="ha@lamgiang.example"),
    "POST /account/link/<token>": _stranger("/account/link/{link}", password=CHOSEN),
    "POST /account/password": by("head", "/account/password", current_password=PASSWORD, password=CHOSEN),
    "POST /account/preferences": by("head", "/account/preferences", locale="en"),
    "POST /account/absence": _AWAY,
    "POST /account/absence/<int:absence_id>/end": after(_AWAY, by("head", "/account/absence/1/end")),
    "POST /users/<int:user_id>/absence": _LEADER_AWAY,
    "POST /users/<int:user_id>/absence/<int:absence_id>/end": after(
        _LEADER_AWAY, by("coordinator", "/users/{leader}/absence/1/end")
    ),
    "POST /reminders/waves/<day:day>/agencies/<int:agency_id>/skip": _LEFT_ALONE,
    "POST /reminders/waves/<day:day>/agencies/<int:agency_id>/remind": after(
        _LEFT_ALONE, by("coordinator", "/reminders/waves/2026-11-23/agencies/{agency}/remind")
    ),
    "POST /reminders/policies": by("coordinator", "/reminders/policies", **_POLICY),
    "POST /reminders/policies/<key>/edit": _POLICY_CHANGED,
    "POST /reminders/policies/<key>/restore": after(
        _POLICY_CHANGED, by("coordinator", "/reminders/policies/standard/restore", number="0")
    ),
    "POST /reminders/policies/<key>/places": Use(lambda w: _give_policy(w, "")),
    "POST /reminders/policies/<key>/places/remove": after(
        Use(lambda w: _give_policy(w, "")), Use(lambda w: _give_policy(w, "/remove"))
    ),
    "POST /account/sessions/<int:session_id>/end": after(Use(_sign_in), Use(_end_a_session)),
    "POST /account/sessions/end-others": after(Use(_sign_in), Use(_end_the_others)),
    "POST /agencies": by("coordinator", "/agencies", **AGENCY),
    "POST /agencies/<int:agency_id>/edit": by("coordinator", "/agencies/{agency}/edit", **AGENCY | {"code": "SCT"}),
    "POST /agencies/<int:agency_id>/end": by(
        "coordinator",
        "/agencies/{commune}/end",
        last_day="20/11/2026",
        kind="merge",
        legal_basis="NQ 1",
        successors="SCT",
    ),
    "POST /agencies/<int:agency_id>/seats/<role>": by(
        "coordinator",
        "/agencies/{commune}/seats/focal_point",
        holder_email="moi@lamgiang.example",
        holder_name="Lò Văn Mới",
        deputy_email="",
    ),
    "POST /agencies/import/confirm": Use(_import),
    "POST /users": by("administrator", "/users", **PERSON),
    "POST /users/<int:user_id>/edit": by(
        "administrator", "/users/{leader}/edit", name="Vũ Đức Long", email="long.vu@lamgiang.example"
    ),
    "POST /users/<int:user_id>/disable": by("administrator", "/users/{leader}/disable", reason="Nghỉ hưu"),
    "POST /users/<int:user_id>/enable": after(
        by("administrator", "/users/{leader}/disable", reason="Nghỉ hưu"),
        by("administrator", "/users/{leader}/enable"),
    ),
    "POST /users/<int:user_id>/invite": by("coordinator", "/users/{leader}/invite"),
    "POST /users/invite": after(
        by(
            "coordinator",
            "/agencies/{commune}/seats/focal_point",
            holder_email="moi@lamgiang.example",
            holder_name="Lò Văn Mới",
            deputy_email="",
        ),
        by("coordinator", "/users/invite"),
    ),
    "POST /users/<int:user_id>/roles": by("administrator", "/users/{leader}/roles", role="auditor"),
    "POST /users/<int:user_id>/roles/revoke": by("administrator", "/users/{leader}/roles/revoke", role="leader"),
    "POST /tasks/<int:task_id>": by("focal_point", "/tasks/{dossier}", _send="", **DOSSIER),
    "POST /tasks/<int:task_id>/claim": by("focal_point", "/tasks/{request}/claim"),
    "POST /tasks/<int:task_id>/release": after(
        by("focal_point", "/tasks/{request}/claim"), by("focal_point", "/tasks/{request}/release")
    ),
    "POST /tasks/<int:task_id>/hand-over": Use(_hand_over),
    "POST /tasks/<int:task_id>/complete": Use(_complete_after_looking),
    "POST /tasks/<int:task_id>/files": Use(_upload),
    "POST /cases/new": Use(_begin_case),
    "POST /cases/<int:case_id>/remarks": by("focal_point", "/cases/{request_case}/remarks", text="Đã gọi cho Sở."),
    "POST /cases/<int:case_id>/end": by("coordinator", "/cases/{request_case}/end", reason="Trùng hồ sơ khác."),
    "POST /cases/<int:case_id>/date": _NEW_DATE,
    "POST /cases/<int:case_id>/date/undo": after(
        _NEW_DATE,
        Use(lambda w: w.post(w.people.coordinator, _filled(w, "/cases/{request_case}/date/undo"), _undoing(w))),
    ),
    "POST /calendar/feed": by("focal_point", "/calendar/feed", days_before="2"),
    "POST /calendar/feed/revoke": after(
        by("focal_point", "/calendar/feed", days_before="2"), by("focal_point", "/calendar/feed/revoke")
    ),
    "POST /many": Use(_act_on_many),
    "POST /many/<int:action_id>/undo": after(Use(_act_on_many), Use(_undo_many)),
    "POST /reminders/returned/<int:user_id>/vouch": after(
        Use(_let_a_mail_come_back), by("coordinator", "/reminders/returned/{leader}/vouch")
    ),
    "POST /cases/<int:case_id>/restriction": _RESTRICT,
    "POST /cases/<int:case_id>/restriction/end": after(
        _RESTRICT, by("coordinator", "/cases/{request_case}/restriction/end", why="Đã trả lời xong.")
    ),
    "POST /cases/without-coordinator/<int:case_id>": after(Use(_lose_the_coordinator), Use(_name_a_coordinator)),
    "POST /cases/<int:case_id>/version": after(Use(_deploy), by("coordinator", "/cases/{request_case}/version")),
    "POST /cases/incidents/<int:incident_id>/retry": by("coordinator", "/cases/incidents/{incident}/retry"),
    "POST /incidents/<int:incident_id>/retry": by("administrator", "/incidents/{incident}/retry"),
    "POST /processes/deploy": Use(_deploy_on_a_page),
    "POST /working-calendar/changes": Use(_decide),
    "POST /working-calendar/changes/<int:change_id>/withdraw": after(Use(_decide), Use(_withdraw)),
    "POST /enterprises": after(Use(enterprising.deployed), Use(enterprising.enter)),
    "POST /enterprises/surveys": Use(enterprising.survey),
    "POST /enterprises/surveys/import/confirm": Use(enterprising.import_surveys),
    "POST /enterprises/<int:case_id>/withdraw": after(Use(enterprising.prepare), Use(enterprising.leave)),
    "POST /enterprises/<int:case_id>/revision": after(Use(enterprising.prepare_in_force), Use(enterprising.revise)),
    "POST /obligations": by("coordinator", "/obligations", **DUTY),
    "POST /obligations/<int:obligation_id>/edit": by("coordinator", "/obligations/{duty}/edit", **DUTY),
    "POST /obligations/<int:obligation_id>/in-force": by("coordinator", "/obligations/{duty}/in-force", is_active="0"),
    "POST /campaigns": by("coordinator", "/campaigns", obligation=""),
    "POST /reports/<int:case_id>/extension": by("focal_point", "/reports/{report}/extension", **EXTENSION),
    "POST /reports/<int:case_id>/receipt": by("coordinator", "/reports/{report}/receipt", **RECEIPT),
    "POST /reports/<int:case_id>/number": by("coordinator", "/reports/{report}/number", **NUMBER),
    "POST /reports/<int:case_id>/call": by("coordinator", "/reports/{report}/call", note="Hẹn gửi thứ Tư."),
    "POST /campaigns/<int:campaign_id>/letters": after(Use(_let_the_limit_pass), Use(_draft_letters)),
    "POST /campaigns/letters/<int:letter_id>/issue": after(Use(_draft_a_letter), Use(_record_issue)),
    "POST /campaigns/letters/<int:letter_id>/correct": after(
        Use(_issue_a_letter),
        on_letter("/campaigns/letters/{}/correct", **ISSUED | {"reason": "Gõ nhầm.", "number": "9/SKHCN"}),
    ),
    "POST /campaigns/letters/<int:letter_id>/withdraw": after(
        Use(_issue_a_letter), on_letter("/campaigns/letters/{}/withdraw", reason="Ban hành nhầm.")
    ),
    "POST /campaigns/letters/<int:letter_id>/delete": after(
        Use(_draft_a_letter), on_letter("/campaigns/letters/{}/delete")
    ),
    "POST /campaigns/letters/orders/<int:order_id>/discard": after(
        Use(_draft_to_each), on_letter("/campaigns/letters/orders/{}/discard", LetterOrder)
    ),
    "POST /plans": Use(_upload_plan),
    "POST /plans/<int:plan_id>/discard": on_plan("/discard"),
    "POST /plans/<int:plan_id>/force": on_plan("/force", leads_as_text="true"),
    "POST /plans/<int:plan_id>/duties/<int:duty_id>": on_plan("/duties/{proposal}", answer="decline"),
    "POST /plans/<int:plan_id>/targets/<int:target_id>": on_plan("/targets/{target}", answer="confirm"),
    "POST /plans/<int:plan_id>/rows/<int:task_id>/agencies/<int:part_id>": on_plan(
        "/rows/{row}/agencies/{part}", answer="text"
    ),
    "POST /plans/<int:plan_id>/rows/<int:task_id>/lead": on_plan("/rows/{row}/lead", answer="text"),
    "POST /plans/<int:plan_id>/rows/<int:task_id>/due": on_plan("/rows/{doubtful}/due", answer="none"),
    "POST /plans/<int:plan_id>/rows/<int:task_id>/confirm": on_plan("/rows/{doubtful}/confirm"),
    "POST /plans/<int:plan_id>/rows/<int:task_id>/aside": on_plan("/rows/{sure}/aside"),
    "POST /plans/<int:plan_id>/positions/<int:position>/anew": after(
        on_plan("/rows/{sure}/aside"), on_plan("/positions/1/anew")
    ),
    "POST /api/v1/cases": program("/cases", CASE),
    "POST /api/v1/processes": Use(_deploy),
    "POST /api/v1/tasks/<int:task_id>/claim": program("/tasks/{request}/claim"),
    "POST /api/v1/tasks/<int:task_id>/release": after(
        program("/tasks/{request}/claim"), program("/tasks/{request}/release")
    ),
    "POST /api/v1/tasks/<int:task_id>/complete": program("/tasks/{request}/complete", {"data": {"subject": "x"}}),
}

# Unsafe by their method, and yet nothing that a timeline should tell.
EXEMPT = {
    "POST /apply/<kind_key>": "what a stranger types is a draft, and nothing else is kept before it is confirmed",
    "POST /apply/<kind_key>/<token>": "likewise; sending it mails the link that confirms it",
    "POST /apply/<kind_key>/conditions": "asks which fields apply; writes nothing",
    "POST /apply/track": "shows how an application stands; only the tries are counted",
    "POST /reminders/policies/preview": "shows what a policy would do; nothing is written",
    "POST /reminders/policies/<key>/preview": "shows what a change would do; nothing is written",
    "PUT /tasks/<int:task_id>/draft": "what somebody is typing is theirs until they send it",
    "POST /tasks/<int:task_id>/conditions": "asks which fields apply; writes nothing",
    "POST /drafting/cases/<int:case_id>/paper/conditions": "likewise",
    "POST /agencies/import": "shows a preview; the register stays as it is",
    "POST /enterprises/surveys/import": "shows a preview; no survey is entered",
    "POST /reminders/waves/<day:day>/letters/<int:user_id>": "shows a letter as it would look, and takes it back",
}
