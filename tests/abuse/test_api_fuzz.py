"""The API is called with whatever its own description allows, and with what it does not: never an error of ours."""

from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app import create_app
from tests.abuse.world import World

EXAMPLES = 40
CALLERS = ("focal_point", "coordinator", "administrator", "auditor")
KNOWN = ("approval", "dossier", "report_campaign", "SCT", "XHB", "subject", "open", "1", "true", "", "\u0000", "\ud800")
TEXTS = st.one_of(st.sampled_from(KNOWN), st.text(max_size=40), st.just("đ" * 5000))
ANYTHING = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), TEXTS),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(TEXTS, inner, max_size=4)),
    max_leaves=8,
)
KEYS = st.one_of(st.integers(0, 12), st.sampled_from([-1, 2**31, 2**63, 10**30]))


@dataclass(frozen=True)
class Operation:
    """One operation of the description."""

    method: str
    path: str
    parameters: tuple[tuple[str, Any], ...]
    body: Any = None

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


def described() -> dict[str, Any]:
    """Return the API's own description."""
    app = create_app({"SQLALCHEMY_DATABASE_URI": "sqlite://"})
    return dict(app.test_client().get("/api/v1/openapi.json").json)


def operations() -> list[Operation]:
    """Return the operations that the API says it has."""
    document = described()
    schemas = document["components"]["schemas"]
    found = []
    for path, methods in document["paths"].items():
        for method, said in methods.items():
            if method == "parameters":
                continue
            query = tuple((one["name"], one["schema"]) for one in said.get("parameters", []) if one["in"] == "query")
            content = said.get("requestBody", {}).get("content", {}).get("application/json", {})
            name = content.get("schema", {}).get("$ref", "").rpartition("/")[2]
            found.append(Operation(method, path, query, schemas.get(name)))
    return found


def fitting(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Return what fits a schema, more or less."""
    kinds = schema.get("type", "object")
    kind = kinds[0] if isinstance(kinds, list) else kinds
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    if kind == "object":
        named = {name: fitting(inner) for name, inner in schema.get("properties", {}).items()}
        return st.fixed_dictionaries({}, optional=named) if named else st.dictionaries(TEXTS, ANYTHING, max_size=4)
    return {"integer": st.integers(), "boolean": st.booleans()}.get(kind, TEXTS)


@pytest.mark.parametrize("operation", operations(), ids=str)
def test_no_call_is_an_error_of_ours(world, operation):
    @settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
    @given(data=st.data())
    def calls(data: st.DataObject) -> None:
        answer = call(world, operation, data)
        assert answer.status_code < 500, answer.text
        assert answer.mimetype in ("application/json", "application/problem+json") or answer.status_code in (308, 405)
        if answer.status_code >= 400:
            assert answer.mimetype == "application/problem+json"
            assert {"type", "title", "status"} <= set(answer.json)
            assert answer.json["status"] == answer.status_code

    calls()


def call(world: World, operation: Operation, data: st.DataObject) -> Any:
    """Call an operation with what is drawn."""
    path = operation.path.removeprefix("/api/v1")
    while "{" in path:
        before, _, rest = path.partition("{")
        path = f"{before}{data.draw(KEYS)}{rest.partition('}')[2]}"
    wanted = {name: data.draw(st.one_of(fitting(schema), TEXTS)) for name, schema in operation.parameters}
    query = {name: str(value).encode(errors="replace").decode() for name, value in wanted.items() if value is not None}
    program = world.program(getattr(world.people, data.draw(st.sampled_from(CALLERS))))
    if operation.method == "get":
        return program.get(path, query_string=query)
    schema = operation.body or {"type": "object"}
    body = data.draw(st.one_of(fitting(schema), fitting(schema), ANYTHING))
    key = data.draw(st.one_of(st.none(), st.none(), st.sampled_from(["one", "k" * 300])))
    return program.post(path, body, key=key, query_string=query)
