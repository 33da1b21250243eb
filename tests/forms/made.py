"""Forms for the tests, made component by component."""

import json
from datetime import UTC, datetime
from typing import Any

from app.forms import Form, FormInvalid, FormRefused, read_form, validate

NOW = datetime(2026, 11, 20, 2, tzinfo=UTC)  # 09:00 in Viet Nam


def source(*components: dict[str, Any], **top: Any) -> str:
    return json.dumps({"type": "default", "id": "bao_cao", "components": list(components)} | top)


def form(*components: dict[str, Any], **top: Any) -> Form:
    return read_form(source(*components, **top))


def field(kind: str, key: str = "muc", label: str = "Đã chi", **more: Any) -> dict[str, Any]:
    return {"type": kind, "key": key, "label": label} | more


def required(kind: str, key: str = "muc", label: str = "Đã chi", **more: Any) -> dict[str, Any]:
    return field(kind, key, label, **more) | {"validate": {"required": True} | more.get("validate", {})}


def choice(kind: str, key: str = "muc", *values: str, **more: Any) -> dict[str, Any]:
    options = [{"value": value, "label": value.replace("_", " ").capitalize()} for value in values]
    return field(kind, key, "Tình trạng", values=options, **more)


def rows(*components: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "dynamiclist", "path": "rows", "label": "Nhiệm vụ", "components": list(components)} | more


def group(*components: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "group", "label": "Nhóm", "components": list(components)} | more


def hidden_when(expression: str) -> dict[str, Any]:
    return {"conditional": {"hide": expression}}


def codes(*components: dict[str, Any], **top: Any) -> set[str]:
    """The codes a form is refused with; empty when it is accepted."""
    try:
        form(*components, **top)
    except FormRefused as refused:
        return {found.code for found in refused.findings}
    return set()


def clean(checked: Form, data: Any, **context: Any) -> dict[str, Any]:
    return validate(checked, data, context=context, now=NOW)


def errors(checked: Form, data: Any, **context: Any) -> dict[str, list[str]]:
    """What is wrong with the data; empty when it is accepted."""
    try:
        clean(checked, data, **context)
    except FormInvalid as invalid:
        return invalid.errors
    return {}


def report() -> Form:
    """A yearly report like the one on the filing page: a grid of annex rows, a condition, files."""
    task = [
        field("textfield", "number", "Số", readonly=True, properties={"heading": True}),
        field("textfield", "content", "Nhiệm vụ trong phụ lục", readonly=True, properties={"heading": True}),
        field("textfield", "target", "Kế hoạch", readonly=True),
        field("number", "to_cutoff", '="Đến " + cutoff', validate={"min": 0}),
        field("number", "spent", "Đã chi", decimalDigits=1, appearance={"suffixAdorner": "triệu đồng"}),
        required("select", "state", "Tình trạng", values=STATES),
        field(
            "textarea",
            "result",
            "Kết quả đã thực hiện",
            validate={"required": '=state != "not_started"'},
            properties={"missing": "Nhập kết quả, hoặc chọn “Chưa bắt đầu”."},
        ),
    ]
    grid = rows(
        *task,
        path="tasks",
        allowAddRemove=False,
        properties={"layout": "grid", "rowLabel": '="Nhiệm vụ " + number'},
    )
    return form(
        required("textarea", "directives", "Văn bản đã ban hành", description="Ghi số, ngày và trích yếu."),
        grid,
        group(
            field("checkbox", "no_obstacles", "Không có khó khăn, vướng mắc"),
            required("textarea", "obstacles", "Khó khăn", **hidden_when("=no_obstacles = true")),
        ),
        field("datetime", "signed_on", "Ngày văn bản", subtype="date"),
        field("filepicker", "files", "Tệp kèm theo", multiple=True),
        title="Báo cáo năm 2026",
    )


STATES = [
    {"value": "doing", "label": "Đang thực hiện"},
    {"value": "done", "label": "Hoàn thành"},
    {"value": "not_started", "label": "Chưa bắt đầu"},
]
CASE = {
    "cutoff": "15/11",
    "tasks": [
        {"number": "2.3", "content": "Kiểm tra cột đo xăng dầu", "target": "42 cửa hàng"},
        {"number": "2.4", "content": "Hướng dẫn doanh nghiệp", "target": "10 doanh nghiệp"},
    ],
}
