"""A form file is carried out as written, or refused by name."""

import json

import pytest

from app.forms import FormRefused, read_form
from app.forms.fields import Choice, DateField, Group, NumberField, Rows, Text, TextField
from tests.forms.made import choice, codes, field, form, group, hidden_when, report, required, rows, source

SUPPORTED = [
    field("textfield"),
    field("textarea"),
    field("number"),
    field("datetime", subtype="date"),
    field("datetime", subtype="time"),
    field("datetime", subtype="datetime"),
    field("checkbox"),
    choice("checklist", "muc", "a", "b"),
    choice("radio", "muc", "a", "b"),
    choice("select", "muc", "a", "b"),
    choice("taglist", "muc", "a", "b"),
    group(field("textfield")),
    rows(field("textfield")),
    field("filepicker"),
    {"type": "text", "text": "Số liệu chốt đến hết ngày 15/11/2026."},
]


@pytest.mark.parametrize("component", SUPPORTED, ids=lambda component: component["type"])
def test_each_supported_component_is_accepted(component):
    assert len(form(component).fields) == 1


@pytest.mark.parametrize(
    "kind", ["html", "image", "iframe", "expression", "table", "documentPreview", "button", "script", None]
)
def test_any_other_component_is_refused_by_name(kind):
    with pytest.raises(FormRefused) as refused:
        form({"type": kind, "key": "x", "label": "X"})
    (found,) = refused.value.findings
    assert found.code == "component"
    assert found.field == "x"
    assert f"“{kind}”" in found.message
    assert f"“{kind}”" in found.message_vi


@pytest.mark.parametrize("kind", ["separator", "spacer"])
def test_lines_and_gaps_are_left_to_the_page(kind):
    assert form({"type": kind}, field("textfield")).fields[0].key == "muc"


@pytest.mark.parametrize(
    "source",
    ["", "nonsense", "[]", "{}", '{"components": {}}', '{"components": [], "type": "other"}', "[" * 100_000,
     '{"components": [{"type": "number", "validate": {"min": NaN}}]}', b"\xff\xfe"],
)  # fmt: skip
def test_what_is_no_form_is_refused(source):
    with pytest.raises(FormRefused) as refused:
        read_form(source)
    assert refused.value.findings[0].code == "not_a_form"


def test_bytes_with_a_byte_order_mark_are_read():
    assert read_form(b"\xef\xbb\xbf" + source(field("textfield")).encode()).fields


def test_a_file_that_is_too_large_is_refused():
    with pytest.raises(FormRefused) as refused:
        read_form(" " * 500_001)
    assert refused.value.findings[0].code == "too_large"


def test_too_many_components_are_refused():
    assert "too_many" in codes(*({"type": "text", "text": "a"} for _ in range(501)))


def test_every_fault_is_told_at_once():
    with pytest.raises(FormRefused) as refused:
        form({"type": "html", "id": "a"}, field("textfield", "1x"), field("number", label=""))
    assert [found.code for found in refused.value.findings] == ["component", "key", "label"]


@pytest.mark.parametrize("key", ["a b", "a-b", "a.b", "1a", "_a", "", "a()", "__class__"])
def test_a_key_that_is_no_name_is_refused(key):
    assert codes(field("textfield", key)) == {"key"}


@pytest.mark.parametrize("key", ["typename", "if", "null", "True", "import", "satisfies"])
def test_a_reserved_key_is_refused(key):
    assert codes(field("textfield", key)) == {"reserved_key"}


def test_a_vietnamese_key_is_a_name():
    assert form(field("textfield", "số_đạt")).fields[0].key == "số_đạt"


def test_a_key_used_twice_is_refused_also_through_a_group():
    assert codes(field("textfield"), group(field("number"))) == {"duplicate_key"}


def test_a_group_with_a_path_has_keys_of_its_own():
    assert codes(field("textfield"), group(field("number"), path="nhom")) == set()


@pytest.mark.parametrize(
    "extra",
    [
        {"tooltip": "x"},
        {"validate": {"custom": "x"}},
        {"conditional": {"show": "=true"}},
        {"properties": {"onclick": "x"}},
        {"layout": {"x": 1}},
        {"appearance": {"prefixAdorner": "x"}},
        {"valuesKey": "x"},
    ],
)
def test_an_unknown_property_is_refused_not_ignored(extra):
    assert codes(field("textfield", **extra)) == {"property"}


def test_an_unknown_property_of_the_file_is_refused():
    assert codes(field("textfield"), scripts=["x"]) == {"property"}


def test_what_the_editor_writes_empty_is_no_property():
    assert codes(field("textfield", validate={}, properties={}, description="", defaultValue="")) == set()


@pytest.mark.parametrize(
    "extra",
    [
        {"label": 5},
        {"validate": "x"},
        {"validate": {"minLength": "viele"}},
        {"validate": {"required": "yes"}},
        {"readonly": 1},
        {"properties": {"heading": "true"}},
        {"conditional": {"hide": "x > 1"}},
        {"conditional": {"hide": True}},
    ],
)
def test_a_property_of_the_wrong_type_is_refused(extra):
    assert codes(field("textfield", **extra)) == {"value"}


EXPRESSION_POSITIONS = {
    "hide": lambda text: field("textfield", conditional={"hide": text}),
    "readonly": lambda text: field("textfield", readonly=text),
    "required": lambda text: field("textfield", validate={"required": text}),
    "default": lambda text: field("textfield", defaultValue=text),
    "label": lambda text: field("textfield", label=text),
    "hint": lambda text: field("textfield", description=text),
    "warning": lambda text: field("textfield", properties={"warning": text}),
    "options": lambda text: field("select", valuesExpression=text),
    "row label": lambda text: rows(field("textfield"), properties={"rowLabel": text}),
    "group label": lambda text: group(field("textfield"), label=text),
    "group hide": lambda text: group(field("textfield"), conditional={"hide": text}),
    "text": lambda text: {"type": "text", "text": text},
    "inside rows": lambda text: rows(field("textfield", conditional={"hide": text})),
}


@pytest.mark.parametrize("position", EXPRESSION_POSITIONS)
@pytest.mark.parametrize(
    "text",
    ["=__import__('os').system('id')", "=().__class__", "=lambda: 1", "=a b", "=", "=a; b", "=[x for x in y]"],
)
def test_what_is_not_feel_is_refused_in_every_position(position, text):
    assert codes(EXPRESSION_POSITIONS[position](text)) == {"expression"}


def test_a_fault_in_an_expression_is_told_in_both_languages():
    with pytest.raises(FormRefused) as refused:
        form(field("textfield", conditional={"hide": "=a b"}))
    (found,) = refused.value.findings
    assert found.message != found.message_vi
    assert "conditional.hide" in found.message_vi


def test_the_form_names_everything_its_expressions_read():
    checked = form(
        field("checkbox", "none"),
        field("textfield", "why", **hidden_when('=none and kind = "a"')),
        field("number", "n", '="Đến " + cutoff', defaultValue="=count(rows)"),
    )
    assert checked.names == {"none", "kind", "cutoff", "rows"}


@pytest.mark.parametrize(
    "components",
    [
        [field("textfield", "a", **hidden_when("=a = null"))],
        [field("textfield", "a", **hidden_when("=b = null")), field("textfield", "b", **hidden_when("=a = null"))],
        [group(field("textfield", "a"), **hidden_when("=a = null"))],
        [rows(field("textfield", "a", **hidden_when("=count(rows) > 1")))],
        [field("textfield", "a", readonly="=a != null")],
    ],
)
def test_conditions_that_depend_on_one_another_are_refused(components):
    assert codes(*components) == {"circular_condition"}


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"values": []},
        {"values": [{"value": "a", "label": ""}]},
        {"values": [{"value": 1, "label": "Một"}]},
        {"values": [{"value": "a", "label": "A"}, {"value": "a", "label": "B"}]},
        {"values": ["a"]},
    ],
)
def test_a_choice_without_proper_options_is_refused(options):
    assert codes(field("radio", **options)) == {"options"}


@pytest.mark.parametrize(
    "component",
    [
        field("number", validate={"min": 5, "max": 4}),
        field("textfield", validate={"minLength": 5, "maxLength": 4}),
    ],
)
def test_a_minimum_above_the_maximum_is_refused(component):
    assert codes(component) == {"range"}


@pytest.mark.parametrize(
    "component",
    [
        field("number", defaultValue="viele"),
        field("number", defaultValue=-1, validate={"min": 0}),
        choice("select", "muc", "a", defaultValue="b"),
        field("checkbox", defaultValue="true"),
        field("datetime", defaultValue="31/11/2026"),
    ],
)
def test_a_default_that_the_field_itself_refuses_is_refused(component):
    assert codes(component) == {"default"}


def test_a_pattern_needs_an_example_that_fits():
    pattern = {"validate": {"pattern": r"^\d+/BC-[A-ZĐ]+$"}}
    assert codes(field("textfield", **pattern)) == {"example"}
    assert codes(field("textfield", properties={"example": "245"}, **pattern)) == {"example"}
    assert codes(field("textfield", properties={"example": "245/BC-SCT"}, **pattern)) == set()


@pytest.mark.parametrize("inner", [group(field("textfield")), rows(field("textfield")), field("filepicker"),
                                   {"type": "text", "text": "a"}])  # fmt: skip
def test_a_grid_holds_single_fields_only(inner):
    assert "grid" in codes(rows(inner, properties={"layout": "grid"}))


@pytest.mark.parametrize(
    "text", ["# Tiêu đề", "**đậm**", "<b>đậm</b>", "{{ten}}", "- mục", "[liên kết](http://a)", "<!-- x -->"]
)
def test_markup_in_plain_text_is_refused_rather_than_shown_raw(text):
    assert codes({"type": "text", "text": text}) == {"template"}


def test_a_template_in_a_label_is_refused():
    assert codes(field("textfield", label="Đến {{cutoff}}")) == {"template"}


def test_what_the_editor_writes_as_text_is_read_as_number():
    (part,) = form(field("number", decimalDigits="2", increment="0.5", validate={"min": "0", "max": "10"})).fields
    assert isinstance(part, NumberField)
    assert (part.digits, str(part.step), str(part.minimum), str(part.maximum)) == (2, "0.5", "0", "10")


def test_the_parts_are_what_the_file_says():
    kinds = [type(part) for part in report().fields]
    assert kinds == [TextField, Rows, Group, DateField, type(report().fields[4])]
    assert isinstance(form(SUPPORTED[9]).fields[0], Choice)
    assert isinstance(form(SUPPORTED[14]).fields[0], Text)


def test_the_file_comes_back_as_it_was():
    text = source(required("textfield"))
    assert read_form(text).as_json() == json.loads(text)


def test_the_same_source_is_read_once():
    assert read_form(source(field("textfield"))) is read_form(source(field("textfield")))
