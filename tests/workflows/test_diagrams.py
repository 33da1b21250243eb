"""The shipped diagrams are drawn completely and speak Vietnamese."""

from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

from app.processes.drawing import drawing_faults

WORKFLOWS = Path(__file__).resolve().parents[2] / "workflows"
DIAGRAMS = sorted(WORKFLOWS.glob("*/*.bpmn"))
BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
DI = "{http://www.omg.org/spec/BPMN/20100524/DI}"
TD = "{urn:tiendo:bpmn:1.0}"
VIETNAMESE = set("àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ")

pytestmark = pytest.mark.parametrize("diagram", DIAGRAMS, ids=lambda path: path.stem)


def elements(diagram: Path, *endings: str) -> list[etree._Element]:
    """Return the diagram's BPMN elements whose names end so."""
    found = etree.parse(diagram).iter(f"{BPMN}*")
    return [element for element in found if etree.QName(element).localname.endswith(endings)]


def choices(diagram: Path) -> list[etree._Element]:
    """Return the gateways where one way is chosen; where ways only meet, or all are taken, nothing is asked."""
    leaving = Counter(flow.get("sourceRef") for flow in elements(diagram, "sequenceFlow"))
    gateways = elements(diagram, "exclusiveGateway", "inclusiveGateway", "eventBasedGateway")
    return [gateway for gateway in gateways if leaving[gateway.get("id")] > 1]


def test_the_drawing_is_clear(diagram):
    """Everything is drawn in its lane, from left to right; nothing lies on anything else. See docs/processes.md."""
    assert [f"{found.code} {found.element}: {found.message}" for found in drawing_faults(diagram.read_bytes())] == []


def test_nothing_is_drawn_that_is_not_there(diagram):
    root = etree.parse(diagram).getroot()
    drawn = {shape.get("bpmnElement") for shape in root.iter(f"{DI}BPMNShape", f"{DI}BPMNEdge")}
    assert drawn - {element.get("id") for element in root.iter(f"{BPMN}*")} == set()


def test_every_step_and_event_has_a_vietnamese_name(diagram):
    named = elements(diagram, "Task", "Event", "callActivity", "subProcess", "lane", "process", "participant")
    named += choices(diagram)
    assert [e.get("id") for e in named if not VIETNAMESE & set((e.get("name") or "").lower())] == []


def test_every_way_out_of_a_choice_is_labelled(diagram):
    asked = {gateway.get("id") for gateway in choices(diagram) if not gateway.tag.endswith("eventBasedGateway")}
    flows = elements(diagram, "sequenceFlow")
    assert [flow.get("id") for flow in flows if flow.get("sourceRef") in asked and not flow.get("name")] == []


def test_every_lane_says_whose_it_is(diagram):
    lanes = elements(diagram, "lane")
    assert lanes
    assert [lane.get("id") for lane in lanes if lane.find(f".//{TD}assignment") is None] == []
