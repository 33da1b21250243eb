"""Of the shipped processes only those that need nothing of a feature can be begun by hand."""

from pathlib import Path

from lxml import etree

from app.cases.beginning import begun_elsewhere
from app.walking.scenes import scene_of
from app.walking.scenes.scene import Scene, deliver_it

DIAGRAMS = sorted((Path(__file__).resolve().parents[2] / "workflows").glob("*/*.bpmn"))
CALLED = {call.get("calledElement") for path in DIAGRAMS for call in etree.parse(path).iter("{*}callActivity")}


def begins_by_itself(scene: Scene) -> bool:
    """Whether the walks just start a case of it."""
    return scene.begin.__qualname__.startswith("starter.") and scene.receive is deliver_it


def test_a_process_that_needs_its_feature_is_begun_there(app):
    offered = {path.stem for path in DIAGRAMS} - CALLED - begun_elsewhere()
    assert [key for key in sorted(offered) if not begins_by_itself(scene_of(key))] == []


def test_only_processes_that_are_shipped_are_named(app):
    assert begun_elsewhere() - {path.stem for path in DIAGRAMS} == set()
