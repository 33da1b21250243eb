"""How large a diagram may be, and that checking it costs no more than its size."""

from app import engine
from tests.engine.drawing import FORMS, line, process, users
from tests.engine.walking import NOW
from tests.support.effort import MOST_LINES, effort_of


def of_tasks(number: int) -> bytes:
    names = [f"n{at}" for at in range(number)]
    return process(line(*names, body=users(*names)))


def test_a_diagram_that_is_too_large_is_refused():
    assert "too-many-nodes" in {found.code for found in engine.check(of_tasks(400), forms=FORMS)}


def test_the_largest_diagram_runs():
    compiled = engine.compile_process(of_tasks(390), forms=FORMS)
    loaded = engine.load_process(compiled.spec)
    assert engine.start(loaded, variables={}, case={}, now=NOW).tasks[0].element == "n0"


def test_checking_takes_as_much_more_as_the_diagram_is_larger():
    small_diagram, large_diagram = of_tasks(130), of_tasks(390)
    small = effort_of(lambda: engine.check(small_diagram, forms=FORMS))
    large = effort_of(lambda: engine.check(large_diagram, forms=FORMS))
    assert large < 3.1 * small
    assert large < MOST_LINES
