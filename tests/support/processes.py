"""Small processes for tests, written as a person would draw them and deployed through the real door."""

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from app.cases.models import Case, TaskStatus, UserTask
from app.cases.starting import NewCase, start_case
from app.extensions import db
from app.organisation.models import Agency
from app.organisation.roles import SYSTEM
from app.processes.models import Definition
from app.processes.packages import Package
from tests.support.clock import NOW
from tests.support.deploying import deploy

HEADER = """<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:td="urn:tiendo:bpmn:1.0"
    id="test_definitions" targetNamespace="urn:tiendo:test">
"""

APPROVAL = """
  <bpmn:process id="approval" name="Duyệt đề nghị" isExecutable="true">
    <bpmn:laneSet id="lanes">
      <bpmn:lane id="lane_agency" name="Đầu mối">
        <bpmn:extensionElements><td:assignment role="focal_point" agency="case.agency"/></bpmn:extensionElements>
        <bpmn:flowNodeRef>begin</bpmn:flowNodeRef><bpmn:flowNodeRef>write</bpmn:flowNodeRef>
      </bpmn:lane>
      <bpmn:lane id="lane_department" name="Sở">
        <bpmn:extensionElements><td:assignment role="specialist"/></bpmn:extensionElements>
        <bpmn:flowNodeRef>check</bpmn:flowNodeRef><bpmn:flowNodeRef>decided</bpmn:flowNodeRef>
        <bpmn:flowNodeRef>done</bpmn:flowNodeRef>
      </bpmn:lane>
    </bpmn:laneSet>
    <bpmn:startEvent id="begin"/>
    <bpmn:userTask id="write" name="Viết đề nghị">
      <bpmn:extensionElements><td:form key="request"/><td:due rule="5wd"/></bpmn:extensionElements>
    </bpmn:userTask>
    <bpmn:userTask id="check" name="Xem đề nghị">
      <bpmn:extensionElements><td:form key="decision"/></bpmn:extensionElements>
    </bpmn:userTask>
    <bpmn:exclusiveGateway id="decided" name="Đồng ý?" default="to_done"/>
    <bpmn:endEvent id="done"/>
    <bpmn:sequenceFlow id="to_write" sourceRef="begin" targetRef="write"/>
    <bpmn:sequenceFlow id="to_check" sourceRef="write" targetRef="check"/>
    <bpmn:sequenceFlow id="to_decision" sourceRef="check" targetRef="decided"/>
    <bpmn:sequenceFlow id="back" sourceRef="decided" targetRef="write">
      <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">=decision = "return"</bpmn:conditionExpression>
    </bpmn:sequenceFlow>
    <bpmn:sequenceFlow id="to_done" sourceRef="decided" targetRef="done"/>
  </bpmn:process>
"""

SERVICE = """
  <bpmn:process id="{key}" name="Có bước tự động" isExecutable="true">
    <bpmn:startEvent id="begin"/>
    <bpmn:userTask id="write" name="Viết đề nghị">
      <bpmn:extensionElements>
        <td:assignment role="focal_point" agency="case.agency"/><td:form key="request"/>
      </bpmn:extensionElements>
    </bpmn:userTask>
    <bpmn:serviceTask id="register" name="Ghi sổ">
      <bpmn:extensionElements><td:handler name="{handler}"/></bpmn:extensionElements>
    </bpmn:serviceTask>
    <bpmn:endEvent id="done"/>
    <bpmn:sequenceFlow id="to_write" sourceRef="begin" targetRef="write"/>
    <bpmn:sequenceFlow id="to_register" sourceRef="write" targetRef="register"/>
    <bpmn:sequenceFlow id="to_done" sourceRef="register" targetRef="done"/>
  </bpmn:process>
"""


def form(form_id: str, *components: dict[str, Any]) -> bytes:
    """Return a `.form` file."""
    return json.dumps({"type": "default", "schemaVersion": 19, "id": form_id, "components": components}).encode()


def field(kind: str, key: str, label: str, **values: Any) -> dict[str, Any]:
    """Return one component of a form."""
    return {"type": kind, "id": f"Field_{key}", "key": key, "label": label, **values}


REQUEST = form(
    "request",
    field("textfield", "subject", "Nội dung", validate={"required": True, "maxLength": 200}),
    field("number", "amount", "Số tiền (triệu đồng)", validate={"min": 0}),
)
DECISION = form(
    "decision",
    field(
        "radio",
        "decision",
        "Quyết định",
        validate={"required": True},
        values=[{"value": "accept", "label": "Đồng ý"}, {"value": "return", "label": "Trả lại"}],
    ),
)


def diagram(process: str) -> bytes:
    """Return the process inside a complete BPMN file."""
    return (HEADER + process + "</bpmn:definitions>").encode()


def deploy_approval() -> Definition:
    """Deploy "approval": write (focal point) → check (specialist) → done, or back."""
    return deploy(Package(diagram(APPROVAL), {"request": REQUEST, "decision": DECISION}))[0]


def deploy_service(handler: str, key: str = "with_service") -> Definition:
    """Deploy a process whose second step is the handler's."""
    package = Package(diagram(SERVICE.format(key=key, handler=handler)), {"request": REQUEST})
    return deploy(package)[0]


@dataclass(frozen=True)
class Started:
    """A case and its first task, by their keys."""

    case_id: int
    task_id: int


def start(process: str, agency: Agency, title: str = "Đề nghị mua chuẩn đo lường") -> Started:
    """Start a case of `process` for the agency."""
    case, tasks = start_case(NewCase(process, agency, title), actor=SYSTEM, now=NOW)
    return Started(case.id, tasks[0].id)


def open_task(case_id: int, element: str) -> UserTask:
    """Return the case's open task at `element`."""
    query = select(UserTask).where(
        UserTask.case_id == case_id, UserTask.element == element, UserTask.status == TaskStatus.open
    )
    return db.session.scalars(query).one()


def case_of(case_id: int) -> Case:
    """Return the case."""
    return db.session.get_one(Case, case_id)
