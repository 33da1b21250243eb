"""Why a form file is refused at deployment, by field, in English and Vietnamese."""

from dataclasses import dataclass
from typing import Final

from app.errors import DomainError

# code -> (English, Vietnamese)
WORDING: Final[dict[str, tuple[str, str]]] = {
    "not_a_form": (
        "The file is not a form-js form: {reason}.",
        "Tệp không phải biểu mẫu form-js: cần tệp JSON có danh sách “components”.",
    ),
    "too_large": ("The form is larger than {limit} bytes.", "Biểu mẫu lớn hơn {limit} byte."),
    "too_many": ("The form has more than {limit} components.", "Biểu mẫu có hơn {limit} thành phần."),
    "component": (
        "The component “{type}” is not supported. Use one of: {allowed}.",
        "Không hỗ trợ thành phần “{type}”. Dùng một trong: {allowed}.",
    ),
    "property": (
        "The property “{name}” of a {type} is not supported. Remove it.",
        "Không hỗ trợ thuộc tính “{name}” của {type}. Bỏ thuộc tính này.",
    ),
    "value": (
        "The property “{name}” must be {expected}.",
        "Thuộc tính “{name}” phải là {expected_vi}.",
    ),
    "key": (
        "The key “{key}” is not a name: letters, digits and “_”, not beginning with a digit or “_”.",
        "Khóa “{key}” không phải là tên: chữ, số và “_”, không bắt đầu bằng số hoặc “_”.",
    ),
    "reserved_key": (
        "The key “{key}” is reserved. Choose another one.",
        "Khóa “{key}” đã được dành riêng. Chọn khóa khác.",
    ),
    "duplicate_key": (
        "The key “{key}” is used twice. Choose another one.",
        "Khóa “{key}” dùng hai lần. Chọn khóa khác.",
    ),
    "label": (
        "The field has no label, so nobody can tell what to enter. Give it one.",
        "Mục không có nhãn nên không ai biết cần nhập gì. Đặt nhãn cho mục.",
    ),
    "expression": (
        "“{name}” is not an expression we can read: {reason}",
        "“{name}” không phải biểu thức đọc được: {reason}",
    ),
    "template": (
        "“{name}” holds a template ({{{{…}}}}) or markup. Write plain text, or an expression after “=”.",
        "“{name}” chứa mẫu ({{{{…}}}}) hoặc mã định dạng. Viết chữ thường, hoặc biểu thức sau dấu “=”.",
    ),
    "circular_condition": (
        "The conditions of {keys} depend on one another in a circle.",
        "Điều kiện của {keys} phụ thuộc lẫn nhau thành vòng.",
    ),
    "options": (
        "The choice needs options with different values and labels (texts), or valuesKey, or valuesExpression.",
        "Mục chọn cần các lựa chọn có giá trị khác nhau và nhãn (dạng chữ), hoặc valuesKey, hoặc valuesExpression.",
    ),
    "range": ("The minimum is above the maximum.", "Giá trị nhỏ nhất lớn hơn giá trị lớn nhất."),
    "pattern": (
        "The pattern cannot be used: {reason}.",
        "Không dùng được mẫu kiểm tra (pattern). Viết biểu thức chính quy theo cú pháp RE2.",
    ),
    "example": (
        "The example “{example}” is not accepted by the field itself. A field with a pattern needs a fitting one.",
        "Ví dụ “{example}” không hợp với chính mục này. Mục có pattern cần một ví dụ phù hợp.",
    ),
    "default": (
        "The default value “{default}” is not accepted by the field itself.",
        "Giá trị mặc định “{default}” không hợp với chính mục này.",
    ),
    "grid": (
        "A grid holds single fields only, no {type}.",
        "Bảng nhập chỉ chứa các mục đơn, không chứa {type}.",
    ),
}


@dataclass(frozen=True, slots=True, order=True)
class FormFinding:
    """One fault; ``field`` is the key or, without one, the id of the component, None for the whole file."""

    code: str
    field: str | None
    message: str
    message_vi: str


def finding(code: str, field: str | None = None, **values: object) -> FormFinding:
    """Word a finding from the table."""
    english, vietnamese = WORDING[code]
    return FormFinding(code, field, english.format_map(values), vietnamese.format_map(values))


class FormRefused(DomainError):
    """A form file that may not be deployed; ``findings`` says why, at least once."""

    status = 422
    slug = "form-refused"

    def __init__(self, findings: tuple[FormFinding, ...]) -> None:
        self.findings = findings
        super().__init__("; ".join(f"{found.field}: {found.message}" for found in findings))
