"""What is hard to read in a drawing is found, and nothing else."""

import re

import pytest

from app.processes.drawing import drawing_faults
from tests.engine.drawing import HEAD

PROCESS = """
<bpmn:collaboration id="c"><bpmn:participant id="pool" name="Pool" processRef="p"/></bpmn:collaboration>
<bpmn:process id="p" isExecutable="true">
  <bpmn:laneSet id="lanes"><bpmn:lane id="lane" name="Làn">
    <bpmn:flowNodeRef>s</bpmn:flowNodeRef><bpmn:flowNodeRef>ask</bpmn:flowNodeRef><bpmn:flowNodeRef>e</bpmn:flowNodeRef>
  </bpmn:lane></bpmn:laneSet>
  <bpmn:startEvent id="s" name="Bắt đầu"/><bpmn:userTask id="ask" name="Hỏi"/><bpmn:endEvent id="e" name="Xong"/>
  <bpmn:sequenceFlow id="s_ask" sourceRef="s" targetRef="ask"/>
  <bpmn:sequenceFlow id="ask_e" name="Tiếp" sourceRef="ask" targetRef="e"/>
</bpmn:process>"""


def drawn(**boxes: str) -> bytes:
    """A process whose shapes stand as said; `x y width height`, and labels as `<id>_label`."""
    places = {"pool": "0 0 600 200", "lane": "30 0 570 200", "s": "80 82 36 36", "ask": "200 60 100 80",
              "e": "420 82 36 36", "ask_e_label": "330 70 60 16"} | boxes  # fmt: skip
    shapes = "".join(shape(name, places) for name in ("pool", "lane", "s", "ask", "e") if places[name])
    flows = edge("s_ask", [(116, 100), (200, 100)]) + edge("ask_e", [(300, 100), (420, 100)], places["ask_e_label"])
    plane = f'<bpmndi:BPMNDiagram id="d"><bpmndi:BPMNPlane id="pl" bpmnElement="c">{shapes}{flows}</bpmndi:BPMNPlane>'
    spaces = (
        'xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" '
        'xmlns:di="http://www.omg.org/spec/DD/20100524/DI" '
    )
    head = HEAD.replace("<bpmn:definitions ", f"<bpmn:definitions {spaces}")
    return f"{head}{PROCESS}{plane}</bpmndi:BPMNDiagram></bpmn:definitions>".encode()


def bounds(place: str) -> str:
    x, y, width, height = place.split()
    return f'<dc:Bounds x="{x}" y="{y}" width="{width}" height="{height}"/>'


def shape(name: str, places: dict[str, str]) -> str:
    return f'<bpmndi:BPMNShape id="{name}_di" bpmnElement="{name}">{bounds(places[name])}</bpmndi:BPMNShape>'


def edge(name: str, points: list[tuple[int, int]], label: str = "") -> str:
    way = "".join(f'<di:waypoint x="{x}" y="{y}"/>' for x, y in points)
    text = f"<bpmndi:BPMNLabel>{bounds(label)}</bpmndi:BPMNLabel>" if label else ""
    return f'<bpmndi:BPMNEdge id="{name}_di" bpmnElement="{name}">{way}{text}</bpmndi:BPMNEdge>'


def faults(diagram: bytes) -> set[tuple[str, str | None]]:
    return {(found.code, found.element) for found in drawing_faults(diagram)}


def test_a_clear_drawing_has_no_faults():
    assert faults(drawn()) == set()


@pytest.mark.parametrize(
    ("boxes", "code", "element"),
    [
        ({"ask": ""}, "not-drawn", "ask"),
        ({"e": "290 82 36 36"}, "shapes-overlap", "ask"),
        ({"lane": "30 0 400 200"}, "outside", "e"),
        ({"pool": "0 0 500 200"}, "outside", "lane"),
        ({"e": "40 82 36 36"}, "leads-left", "ask_e"),
        ({"e": "350 120 90 60", "s": "310 82 36 36"}, "flow-through-shape", "ask_e"),
        ({"ask": "200 60 16 80"}, "name-too-long", "ask"),
        ({"ask_e_label": "240 80 60 16"}, "label-on-shape", "ask_e"),
        ({"ask_e_label": "330 92 60 16"}, "label-on-flow", "ask_e"),
        ({"ask_e_label": "414 120 48 16"}, "label-on-label", "e"),
        ({"ask_e_label": "330 190 60 16"}, "label-on-border", "ask_e"),
        ({"ask_e_label": "330 60 12 16"}, "label-broken", "ask_e"),
    ],
)
def test_what_is_hard_to_read_is_found(boxes, code, element):
    assert (code, element) in faults(drawn(**boxes))


def test_a_way_back_may_lead_left():
    looped = drawn(e="60 140 36 36").replace(
        b'<bpmn:sequenceFlow id="s_ask"', b'<bpmn:sequenceFlow id="e_ask" sourceRef="e" targetRef="ask"/>'
        b'<bpmn:sequenceFlow id="s_ask"'
    )  # fmt: skip
    assert ("leads-left", "ask_e") not in faults(looped)


def test_a_file_without_a_drawing_is_one_warning():
    bare = re.sub(rb"<bpmndi:BPMNDiagram.*</bpmndi:BPMNDiagram>", b"", drawn())
    assert faults(bare) == {("nothing-drawn", None)}
