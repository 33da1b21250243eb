"""API clients are told what a form takes."""

import json

from app.forms import json_schema
from tests.forms.made import choice, field, form, group, hidden_when, report, required, rows


def test_types_bounds_and_words_are_told():
    schema = json_schema(
        form(
            required("textfield", "ten", "Tên", description="Như trong quyết định", validate={"maxLength": 50}),
            field("number", "so", "Số", decimalDigits=0, validate={"min": 1, "max": 9}),
            field("datetime", "ngay", "Ngày"),
            choice("radio", "chon", "a"),
            field("textfield", "khoa", "Khóa", readonly=True),
        )
    )
    assert schema["required"] == ["ten"]
    assert schema["additionalProperties"] is False
    assert schema["properties"] == {
        "ten": {"type": ["string", "null"], "maxLength": 50, "title": "Tên", "description": "Như trong quyết định"},
        "so": {"type": ["integer", "null"], "minimum": 1.0, "maximum": 9.0, "title": "Số"},
        "ngay": {"type": ["string", "null"], "format": "date", "title": "Ngày"},
        "chon": {
            "anyOf": [{"type": "string", "oneOf": [{"const": "a", "title": "A"}]}, {"type": "null"}],
            "title": "Tình trạng",
        },
        "khoa": {"type": ["string", "null"], "maxLength": 1000, "title": "Khóa", "readOnly": True},
    }


def test_rows_and_groups_are_nested():
    schema = json_schema(form(group(rows(field("textfield")), path="nhom")))
    inner = schema["properties"]["nhom"]["properties"]["rows"]
    assert (inner["type"], inner["items"]["additionalProperties"]) == ("array", False)


def test_what_may_not_apply_is_not_listed_as_required():
    hidden = required("textfield", **hidden_when("=x"))
    in_hidden_group = group(required("textfield", "b"), **hidden_when("=x"))
    assert "required" not in json_schema(form(hidden))
    assert "required" not in json_schema(form(in_hidden_group))


def test_it_is_plain_json():
    assert json.loads(json.dumps(json_schema(report())))["title"] == "Báo cáo năm 2026"
