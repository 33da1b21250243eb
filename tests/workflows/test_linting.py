"""The shipped diagrams follow bpmnlint's recommended rules, warnings included."""

from pathlib import Path

from scripts import diagrams

WORKFLOWS = Path(__file__).resolve().parents[2] / "workflows"


def test_every_diagram_follows_the_recommended_rules():
    done = diagrams.lint(sorted(WORKFLOWS.glob("*/*.bpmn")))
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "", "")


def test_a_way_that_meets_another_at_a_task_is_a_fault(tmp_path):
    met, spoilt = "<bpmn:incoming>drafting</bpmn:incoming>", tmp_path / "spoilt.bpmn"
    drawn = (WORKFLOWS / "agency_report" / "agency_report.bpmn").read_text()
    spoilt.write_text(drawn.replace(met, f"{met}<bpmn:incoming>to_draft</bpmn:incoming>"))
    done = diagrams.lint([spoilt])
    assert done.returncode != 0
    assert "fake-join" in done.stdout
