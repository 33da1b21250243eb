"""Run a compiled process in the tests: complete things by name, with or without reloading in between."""

from datetime import UTC, datetime
from typing import Any

from app import engine
from tests.engine.drawing import FORMS

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)


class Walk:
    """A running case and the few things tests do with it."""

    def __init__(
        self,
        bpmn: bytes,
        *,
        called: dict[str, bytes] | None = None,
        decisions: tuple[bytes, ...] = (),
        case: Any = None,
        **variables: Any,
    ):
        texts = {
            key: engine.compile_process(text, forms=FORMS, handlers={"work"}).spec
            for key, text in (called or {}).items()
        }
        self.compiled = engine.compile_process(
            bpmn, forms=FORMS, handlers={"work"}, called=set(texts), decisions=decisions
        )
        self.process = engine.load_process(self.compiled.spec, texts)
        self.case = case or {}
        self.now = NOW
        self.passed: list[str] = []
        self.position = self._took(engine.start(self.process, variables=variables, case=self.case, now=self.now))

    def _took(self, position: engine.Position) -> engine.Position:
        self.passed += position.passed
        self.position = position
        return position

    @property
    def ready(self) -> list[str]:
        """The elements of waiting tasks, sorted."""
        return sorted(task.element for task in self.position.tasks)

    @property
    def services(self) -> list[str]:
        return sorted(service.element for service in self.position.services)

    def task(self, element: str, loop: int | None = None) -> engine.WaitingTask:
        return next(t for t in self.position.tasks if t.element == element and loop in (None, t.loop))

    def complete(self, element: str, loop: int | None = None, **variables: Any) -> engine.Position:
        task = self.task(element, loop)
        return self._took(
            engine.complete(
                self.process, self.position.state, task.id, variables=variables, case=self.case, now=self.now
            )
        )

    def finish(self, element: str, **variables: Any) -> engine.Position:
        service = next(s for s in self.position.services if s.element == element)
        return self._took(
            engine.finish_service(
                self.process,
                self.position.state,
                service.id,
                variables=variables,
                case=self.case,
                now=self.now,
            )
        )

    def fail(self, element: str, code: str) -> engine.Position:
        service = next(s for s in self.position.services if s.element == element)
        return self._took(
            engine.throw_error(self.process, self.position.state, service.id, code=code, case=self.case, now=self.now)
        )

    def at(self, now: datetime) -> engine.Position:
        """Let it be `now` and fire what is due."""
        self.now = now
        return self._took(engine.fire_timers(self.process, self.position.state, case=self.case, now=now))

    def deliver(self, name: str, correlation: dict[str, str] | None = None, **payload: Any) -> engine.Position | None:
        found = engine.deliver(
            self.process,
            self.position.state,
            engine.Message(name, correlation or {}, payload),
            case=self.case,
            now=self.now,
        )
        return self._took(found) if found else None

    def to_the_end(self, answers: dict[str, dict[str, Any]] | None = None, most: int = 50) -> engine.Position:
        """Do whatever waits until nothing does."""
        answers = answers or {}
        for _ in range(most):
            if self.position.status != "running":
                break
            self._one_step(answers)
        assert self.position.status == "completed", self.position
        return self.position

    def _one_step(self, answers: dict[str, dict[str, Any]]) -> None:
        position = self.position
        if position.tasks:
            element = position.tasks[0].element
            self.complete(element, **answers.get(element, {}))
        elif position.services:
            element = position.services[0].element
            self.finish(element, **answers.get(element, {}))
        elif position.waits:
            wait = position.waits[0]
            self.deliver(wait.name, dict(wait.correlation), **answers.get(wait.element, {}))
        elif position.next_due:
            self.at(position.next_due)
        else:
            raise AssertionError(f"nothing to do in {position}")
