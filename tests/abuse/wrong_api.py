"""Wrong requests of programs."""

import io
from typing import Any

from tests.abuse.trying import Wrong
from tests.abuse.world import World
from tests.support import processes

CASE = {"process": "approval", "agency": "SCT", "title": "Mua chuẩn đo lường"}


def case(**wrong: Any):
    return lambda w: w.program(w.people.focal_point).post("/cases", {**CASE, **wrong})


def complete(body: Any, by: str = "focal_point", key: str | None = None):
    return lambda w: w.program(getattr(w.people, by)).post(f"/tasks/{w.dossier.task_id}/complete", body, key=key)


def entries(**data: Any):
    return complete({"data": data})


def raw(path: str, body: bytes | str, content_type: str = "application/json", **headers: str):
    """Send bytes as they are."""

    def send(w: World):
        token = w.program(w.people.focal_point).token
        given = {"Authorization": f"Bearer {token}", **headers}
        address = f"/api/v1{path}".format(task=w.dossier.task_id)
        return w.app.test_client().post(address, data=body, content_type=content_type, headers=given)

    return send


def get(path: str, by: str = "focal_point"):
    return lambda w: w.program(getattr(w.people, by)).get(path.format(round=w.round.campaign_id))


def deployed(by: str = "administrator", **files: bytes):
    """Send files to be deployed: `bpmn=…` is the diagram, all others are forms."""

    def send(w: World):
        named = [
            (io.BytesIO(content), f"{name}.{'bpmn' if name == 'bpmn' else 'form'}") for name, content in files.items()
        ]
        return w.program(getattr(w.people, by)).post(
            "/processes", data={"files": named}, content_type="multipart/form-data"
        )

    return send


GOOD = processes.diagram(processes.APPROVAL)
SCRIPT = processes.diagram(
    processes.APPROVAL.replace('<bpmn:userTask id="check"', '<bpmn:scriptTask id="check"').replace(
        "</bpmn:userTask>\n    <bpmn:excl", "</bpmn:scriptTask>\n    <bpmn:excl"
    )
)
DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
FORMS = {"request": processes.REQUEST, "decision": processes.DECISION}

API = [
    Wrong(
        "no token",
        lambda w: w.app.test_client().get("/api/v1/tasks"),
        401,
        "Thiếu mã truy cập, mã sai hoặc không còn hiệu lực. Đề nghị người quản trị cấp mã mới.",
    ),
    Wrong(
        "a wrong token",
        lambda w: w.app.test_client().get("/api/v1/tasks", headers={"Authorization": "Bearer x"}),
        401,
        "Thiếu mã truy cập, mã sai hoặc không còn hiệu lực. Đề nghị người quản trị cấp mã mới.",
    ),
    Wrong(
        "a cookie instead of a token",
        lambda w: w.get(w.people.focal_point, "/api/v1/tasks"),
        401,
        "Thiếu mã truy cập, mã sai hoặc không còn hiệu lực. Đề nghị người quản trị cấp mã mới.",
    ),
    Wrong("no JSON", raw("/cases", "{process: approval}"), 400, "Cách gọi địa chỉ này được mô tả"),
    Wrong("JSON cut off", raw("/cases", '{"process": "app'), 400, "Cách gọi địa chỉ này được mô tả"),
    Wrong("JSON that is no object", raw("/cases", "[1, 2]"), 422, "Gửi một đối tượng JSON."),
    Wrong("JSON 100,000 levels deep", raw("/cases", "[" * 100_000), 400, "Cách gọi địa chỉ này được mô tả"),
    Wrong(
        "a form instead of JSON",
        raw("/cases", "process=approval", "application/x-www-form-urlencoded"),
        422,
        "Thiếu mục bắt buộc này. Bổ sung rồi gửi lại.",
    ),
    Wrong("bytes that are no text", raw("/cases", b"\xff\xfe\x00"), 400, "Cách gọi địa chỉ này được mô tả"),
    Wrong(
        "NaN",
        raw("/tasks/{task}/complete", '{"data": {"subject": "x", "amount": NaN}}'),
        400,
        "Cách gọi địa chỉ này được mô tả",
    ),
    Wrong(
        "half a character",
        raw("/cases", '{"process": "approval", "agency": "SCT", "title": "a\\ud800"}'),
        400,
        "Nội dung gửi lên có ký tự không lưu được. Bỏ các ký tự đó rồi gửi lại.",
    ),
    Wrong(
        "NUL",
        raw("/cases", '{"process": "approval", "agency": "SCT", "title": "a\\u0000"}'),
        400,
        "Nội dung gửi lên có ký tự không lưu được. Bỏ các ký tự đó rồi gửi lại.",
    ),
    Wrong("nothing that is needed", raw("/cases", "{}"), 422, "Thiếu mục bắt buộc này. Bổ sung rồi gửi lại."),
    Wrong("a number for a title", case(title=7), 422, "Gửi giá trị là chữ."),
    Wrong("no title", case(title=""), 422, "Đặt tên từ 1 đến 400 ký tự."),
    Wrong("a title of 401 letters", case(title="đ" * 401), 422, "Đặt tên từ 1 đến 400 ký tự."),
    Wrong("a field that is not known", case(is_confidential=True), 422, "Không có mục này. Bỏ mục này rồi gửi lại."),
    Wrong("a list for data", case(data=[1]), 422, "Gửi giá trị là một đối tượng JSON."),
    Wrong(
        "an unknown process",
        case(process="khong-co"),
        404,
        "Không có quy trình “khong-co”. Chọn một quy trình trong danh sách đã triển khai.",
    ),
    Wrong(
        "an unknown agency",
        case(agency="KHONGCO"),
        422,
        "Không có cơ quan nào mang mã này. Gửi mã trong danh mục cơ quan, ví dụ SCT.",
    ),
    Wrong("another agency's case", case(agency="XHB"), 403, "Bạn được xem, nhưng không được làm việc này."),
    Wrong("no entries", complete({}), 422, "Thiếu mục bắt buộc này. Bổ sung rồi gửi lại."),
    Wrong("entries that are no object", complete({"data": "x"}), 422, "Gửi giá trị là một đối tượng JSON."),
    Wrong("an entry that is needed", entries(), 422, "Nhập nội dung."),
    Wrong(
        "an entry the form does not have",
        entries(subject="x", assignee_id=1),
        422,
        "Biểu mẫu không có mục “assignee_id”.",
    ),
    Wrong("an object for a text", entries(subject={"a": 1}), 422, "Nội dung: nhập chữ."),
    Wrong(
        "a text for a number",
        entries(subject="x", amount="mười"),
        422,
        "Số tiền (triệu đồng): nhập số, ví dụ 120,5. Bạn đã nhập “mười”.",
    ),
    Wrong(
        "31/11", entries(subject="x", held_on="2026-11-31"), 422, "Ngày 31/11 không có trong lịch. Tháng 11 có 30 ngày."
    ),
    Wrong(
        "another agency's file",
        lambda w: entries(subject="x", papers=[str(w.foreign_file)])(w),
        422,
        "Tệp này không thuộc hồ sơ. Tải tệp lên lại.",
    ),
    Wrong("a file that is an object", entries(subject="x", papers=[{"id": 1}]), 422, "Tài liệu: gửi một danh sách."),
    Wrong(
        "more files than there are",
        entries(subject="x", papers=["1"] * 5000),
        422,
        "Tệp này không thuộc hồ sơ. Tải tệp lên lại.",
    ),
    Wrong(
        "somebody else's task",
        complete({"data": {"subject": "x"}}, "outsider"),
        404,
        "Không tìm thấy việc này, hoặc bạn không được xem.",
    ),
    Wrong(
        "a task to see, not to do",
        complete({"data": {"subject": "x"}}, "coordinator"),
        403,
        "Bạn xem được việc này nhưng không phải việc của bạn.",
    ),
    Wrong(
        "a task beyond all numbers",
        get("/tasks/99999999999999999999"),
        404,
        "Không tìm thấy trang này, hoặc bạn không được xem",
    ),
    Wrong("a task that is a word", get("/tasks/abc"), 404, "Không tìm thấy trang này, hoặc bạn không được xem"),
    Wrong(
        "a key without a letter",
        raw("/tasks/{task}/complete", '{"data": {"subject": "x"}}', **{"Idempotency-Key": ""}),
        422,
        "Đặt khóa từ 1 đến 200 ký tự.",
    ),
    Wrong(
        "a key of 201 letters", complete({"data": {"subject": "x"}}, key="k" * 201), 422, "Đặt khóa từ 1 đến 200 ký tự."
    ),
    Wrong(
        "a status that is none",
        get("/tasks?status=late"),
        422,
        "Chọn một trong các giá trị: open, completed, cancelled.",
    ),
    Wrong("a page of none", get("/tasks?limit=0"), 422, "Mỗi lần lấy từ 1 đến 200 dòng."),
    Wrong("a page of a million", get("/tasks?limit=1000000"), 422, "Mỗi lần lấy từ 1 đến 200 dòng."),
    Wrong("a page of words", get("/tasks?limit=many"), 422, "Gửi giá trị là số nguyên."),
    Wrong(
        "a cursor that is none",
        get("/tasks?cursor=%C4%91%C6%B0%E1%BB%A3c"),
        422,
        "Địa chỉ trang bị hỏng. Bắt đầu lại từ trang đầu.",
    ),
    Wrong(
        "a cursor without a zone",
        get("/tasks?cursor=WyIyMDI2LTExLTIwVDAwOjAwOjAwIiwgMV0="),
        422,
        "Địa chỉ trang bị hỏng. Bắt đầu lại từ trang đầu.",
    ),
    Wrong(
        "a cursor beyond all numbers",
        get("/tasks?cursor=WyIyMDI2LTExLTIwVDAwOjAwOjAwKzAwOjAwIiwgOTk5OTk5OTk5OTk5OTk5OTk5OTk5OTldCg=="),
        422,
        "Địa chỉ trang bị hỏng. Bắt đầu lại từ trang đầu.",
    ),
    Wrong(
        "a campaign's cursor that is none",
        get("/campaigns/{round}?cursor=x", "coordinator"),
        422,
        "Địa chỉ trang bị hỏng. Bắt đầu lại từ trang đầu.",
    ),
    Wrong(
        "a campaign for a focal point",
        get("/campaigns/{round}"),
        404,
        "Không tìm thấy trang này, hoặc bạn không được xem",
    ),
    Wrong(
        "a method that is not taken",
        lambda w: w.app.test_client().delete(
            "/api/v1/cases/1", headers={"Authorization": f"Bearer {w.program(w.people.focal_point).token}"}
        ),
        405,
        "Cách gọi địa chỉ này được mô tả tại /api/v1/openapi.json.",
    ),
    Wrong("an address that leads nowhere", get("/nothing"), 404, "Cách gọi địa chỉ này được mô tả"),
    Wrong("30 MB", raw("/cases", b"x" * 30_000_000), 413, "Nội dung gửi lên quá lớn"),
    Wrong(
        "deployed by a focal point",
        deployed("focal_point", bpmn=GOOD, **FORMS),
        403,
        "Bạn được xem, nhưng không được làm việc này.",
    ),
    Wrong("deployed: nothing", deployed(), 422, "Gửi đúng một tệp .bpmn, kèm các tệp .form và .dmn mà nó dùng."),
    Wrong(
        "deployed: a form without a diagram",
        deployed(request=processes.REQUEST),
        422,
        "Gửi đúng một tệp .bpmn, kèm các tệp .form và .dmn mà nó dùng.",
    ),
    Wrong("deployed: no XML", deployed(bpmn=b"<bpmn:definitions", **FORMS), 422, "Tệp không phải XML hợp lệ:"),
    Wrong("deployed: empty", deployed(bpmn=b"", **FORMS), 422, "Tệp không phải XML hợp lệ:"),
    Wrong(
        "deployed: a DOCTYPE",
        deployed(bpmn=DOCTYPE, **FORMS),
        422,
        "Tệp chứa '<!DOCTYPE': không nhận khai báo DOCTYPE, thực thể (entity) và chỉ thị xử lý.",
    ),
    Wrong(
        "deployed: a script",
        deployed(bpmn=SCRIPT, **FORMS),
        422,
        "Không hỗ trợ script task: sơ đồ không chứa mã chương trình. Hãy dùng service task.",
    ),
    Wrong(
        "deployed: without a form it names",
        deployed(bpmn=GOOD, request=processes.REQUEST),
        422,
        "Biểu mẫu 'decision' không tồn tại.",
    ),
    Wrong(
        "deployed: a form that is no JSON",
        deployed(bpmn=GOOD, request=b"{", decision=processes.DECISION),
        422,
        "Tệp không phải biểu mẫu form-js: cần tệp JSON có danh sách “components”.",
    ),
    Wrong(
        "deployed: a form that is a list",
        deployed(bpmn=GOOD, request=b"[]", decision=processes.DECISION),
        422,
        "Tệp không phải biểu mẫu form-js: cần tệp JSON có danh sách “components”.",
    ),
    Wrong(
        "deployed: a form 100,000 levels deep",
        deployed(bpmn=GOOD, request=b"[" * 100_000, decision=processes.DECISION),
        422,
        "Tệp không phải biểu mẫu form-js: cần tệp JSON có danh sách “components”.",
    ),
    Wrong(
        "deployed: a form of an unknown kind",
        deployed(
            bpmn=GOOD,
            request=processes.form("request", {"type": "iframe", "id": "f", "url": "x"}),
            decision=processes.DECISION,
        ),
        422,
        "Không hỗ trợ thành phần “iframe”. Dùng một trong: textfield",
    ),
    Wrong(
        "deployed: Python in a condition",
        deployed(bpmn=GOOD.replace(b'=decision = "return"', b'=__import__("os").system("id")'), **FORMS),
        422,
        "Không nhận tên bắt đầu bằng hai dấu gạch dưới.",
    ),
]
