"""The engine is one package, and the only one that knows SpiffWorkflow; nothing here evaluates Python."""

import ast
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import app
from app import engine
from tests.engine.drawing import FORMS
from tests.engine.test_accepted_diagrams import ANSWERS, CASE, DIAGRAMS, walk

ROOT = Path(app.__file__).parent
ENGINE = ROOT / "engine"
FORBIDDEN_CALLS = {
    "eval", "exec", "compile", "__import__", "deserialize_json", "deserialize_workflow", "restore", "from_dict",
    "loads",
}  # fmt: skip


def modules(root: Path) -> Iterator[tuple[Path, ast.Module]]:
    for path in root.rglob("*.py"):
        yield path, ast.parse(path.read_text("utf-8"))


def imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def calls(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def test_only_the_engine_imports_the_library():
    others = [
        path.relative_to(ROOT)
        for path, tree in modules(ROOT)
        if ENGINE not in path.parents and any(name.partition(".")[0] == "SpiffWorkflow" for name in imported(tree))
    ]
    assert others == []


def test_nobody_uses_the_librarys_serializer_or_parser():
    for path, tree in modules(ENGINE):
        for name in imported(tree):
            assert "serializer" not in name, path
            assert not name.startswith("SpiffWorkflow.spiff"), path
            assert not name.startswith("SpiffWorkflow.camunda"), path
            assert name != "SpiffWorkflow.bpmn.parser" or path.name == "schema.py", path


def test_states_are_read_in_one_place():
    """Only `state` makes a Run from text; only `running.start` makes one from nothing."""
    makers = {path.name for path, tree in modules(ENGINE) if "Run" in set(calls(tree))}
    assert makers == {"state.py", "running.py"}


def test_the_engine_neither_evaluates_python_nor_knows_web_or_database():
    for path, tree in modules(ENGINE):
        found = FORBIDDEN_CALLS.intersection(calls(tree)) - {"compile"}
        allowed = {"loads"} if path.name in ("definitions.py", "values.py") else set()
        assert found <= allowed, path
        for name in imported(tree):
            assert name.partition(".")[0] not in {"flask", "sqlalchemy", "pickle", "subprocess", "os"}, path
            assert not name.startswith("app.") or name.startswith(("app.engine", "app.clock")), path


def test_the_clock_is_an_argument():
    for path, tree in modules(ENGINE):
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr in ("now", "utcnow", "today", "time"):
                assert not (isinstance(node.value, ast.Name) and node.value.id in ("datetime", "date", "time")), path


def test_every_run_evaluates_with_our_own_engine_also_after_loading(monkeypatch: pytest.MonkeyPatch):
    from SpiffWorkflow.bpmn.script_engine.python_environment import TaskDataEnvironment

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the library's own evaluator was asked")

    monkeypatch.setattr(TaskDataEnvironment, "evaluate", refuse)
    monkeypatch.setattr(TaskDataEnvironment, "execute", refuse)
    walk(DIAGRAMS[0])  # whatever is loaded lazily is loaded
    monkeypatch.setattr("builtins.eval", refuse)
    monkeypatch.setattr("builtins.exec", refuse)
    for path in DIAGRAMS:
        walk(path).to_the_end(ANSWERS[1])


def snapshot(process: engine.Process) -> str:
    """Everything a shared process consists of, as text."""
    parts = []
    for graph in (process.graph, *process.graphs.values()):
        for name, step in graph.task_specs.items():
            kept = {key: value for key, value in vars(step).items() if not key.endswith("_event")}
            kept.pop("_wf_spec")
            parts.append(
                f"{name}: {sorted((key, repr(value)) for key, value in kept.items() if '0x' not in repr(value))}"
            )
    return "\n".join(parts)


@pytest.mark.parametrize("path", DIAGRAMS, ids=lambda path: path.stem)
def test_running_a_case_leaves_the_shared_process_as_it_was(path: Path):
    case = walk(path)
    before = snapshot(case.process)
    for answers in ANSWERS:
        walk(path).to_the_end(answers)
    assert snapshot(case.process) == before


def test_many_threads_share_one_process():
    ready = threading.Barrier(8)

    def run(number: int) -> list[str]:
        ready.wait()
        passed: list[str] = []
        for path in DIAGRAMS:
            case = walk(path)
            case.to_the_end(ANSWERS[number % 2])
            passed += case.passed
        return passed

    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(run, range(8)))
    assert all(result == results[number % 2] for number, result in enumerate(results))


def test_a_process_is_built_once():
    path = DIAGRAMS[0]
    assert walk(path).process is walk(path).process
    spec = engine.compile_process((path.parent / "user_task.bpmn").read_bytes(), forms=FORMS).spec
    assert engine.load_process(spec) is engine.load_process("".join(spec))


def test_the_case_is_read_fresh_and_never_changed():
    case = walk(next(path for path in DIAGRAMS if path.stem == "multi_instance_parallel"))
    case.case = {**CASE, "agencies": []}
    kept = dict(case.case)
    case.to_the_end(ANSWERS[1])
    assert case.case == kept
