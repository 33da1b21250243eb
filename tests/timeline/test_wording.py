"""Every act that is recorded can be read as a sentence."""

import ast
from collections.abc import Iterator
from pathlib import Path

from app.timeline.queries import Entry
from app.timeline.wording import lines_of, worded_actions
from tests.support.clock import NOW

APP = Path(__file__).resolve().parents[2] / "app"
# Made from the name of a state: app.cases.position, and the links of app.organisation.service.links.
COMPOSED = {"case.completed", "case.cancelled", "user.invited", "user.reset_asked", "user.waking_asked"}


def constants(node: ast.expr, known: dict[str, ast.expr]) -> Iterator[str]:
    """Yield the texts an expression can be, as far as it says so itself or names a variable of the function."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from constants(node.body, known)
        yield from constants(node.orelse, known)
    elif isinstance(node, ast.Name) and node.id in known:
        yield from constants(known[node.id], {})


def recorded_actions() -> set[str]:
    """Return every action given to `record(…)` anywhere."""
    found: set[str] = set()
    for path in APP.rglob("*.py"):
        tree = ast.parse(path.read_text())
        for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
            known = {
                target.id: node.value
                for node in ast.walk(function)
                if isinstance(node, ast.Assign)
                for target in node.targets
                if isinstance(target, ast.Name)
            }
            for call in (node for node in ast.walk(function) if isinstance(node, ast.Call)):
                if ast.unparse(call.func) == "record" and len(call.args) > 1:
                    found.update(constants(call.args[1], known))
    return found


def test_every_recorded_action_has_a_sentence(app):
    recorded = recorded_actions()
    assert len(recorded) > 30, "the search finds almost nothing"
    assert sorted((recorded | COMPOSED) - worded_actions()) == []


def entry(action: str, payload: dict, actor: str = "Nguyễn Minh Hà", actor_id: int | None = 7) -> Entry:
    return Entry(1, action, actor_id, actor, NOW, payload, False)


def test_a_sentence_names_who_did_what(app):
    with app.test_request_context():
        (line,) = lines_of([entry("task.handed_over", {"task": "Soạn", "to": "Lê Quốc Đạt", "note": "Gấp"})])
    assert line.text == "<b>Nguyễn Minh Hà</b> chuyển “Soạn” cho Lê Quốc Đạt"
    assert line.quote == "Gấp"


def test_nobody_is_named_to_who_may_not_learn_names(app):
    with app.test_request_context():
        (line,) = lines_of([entry("task.handed_over", {"task": "Soạn", "to": "Lê Quốc Đạt"})], shows_people=False)
    assert line.text == "<b>một cán bộ</b> chuyển “Soạn” cho một cán bộ"


def test_the_system_keeps_its_name(app):
    with app.test_request_context():
        (line,) = lines_of([entry("case.started", {}, "Tiến Độ", None)], shows_people=False)
    assert line.text == "<b>Tiến Độ</b> mở hồ sơ"


def test_names_and_texts_are_never_markup(app):
    with app.test_request_context():
        (line,) = lines_of([entry("task.claimed", {"task": "<b>x</b>"}, "<script>")])
    assert line.text == "<b>&lt;script&gt;</b> nhận việc “&lt;b&gt;x&lt;/b&gt;”"


def test_an_erased_entry_says_so(app):
    with app.test_request_context():
        (line,) = lines_of([Entry(1, "task.claimed", 7, "", NOW, {}, True)])
    assert "xóa" in line.text


def test_an_action_of_an_older_version_is_still_listed(app):
    with app.test_request_context():
        (line,) = lines_of([entry("case.forgotten", {})])
    assert line.text == "case.forgotten"
