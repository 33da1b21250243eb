"""Wrong entries in the import of a plan."""

import io
from typing import Any

from tests.abuse.trying import Wrong
from tests.abuse.writes import on_plan


def plan_uploaded(**fields: Any):
    return lambda w: w.post(w.people.coordinator, "/plans", {"is_open": "true", **fields})


def plan_decided(path: str, **fields: Any):
    """Decide something about the plan that is being read, as the coordinator."""
    return on_plan(path, **fields)


PLANS = [
    Wrong("no plan", plan_uploaded(), 422, "Chọn tệp kế hoạch."),
    Wrong(
        "a plan issued on 31/11",
        lambda w: plan_uploaded(issued="31/11/2026", file=(io.BytesIO(b"x"), "a.docx"))(w),
        422,
        "Ngày này không có trong lịch.",
        ("31/11/2026",),
    ),
    Wrong(
        "a plan that is a PDF",
        lambda w: plan_uploaded(file=(io.BytesIO(b"x"), "a.pdf"))(w),
        422,
        "Tải lên một trong các loại: .docx, .xlsx, .txt.",
    ),
    Wrong("no answer", plan_decided("/rows/{row}/agencies/{part}"), 422, "Chọn một câu trả lời."),
    Wrong(
        "an agency beyond all numbers",
        plan_decided("/rows/{row}/agencies/{part}", answer="agency:" + "9" * 30),
        422,
        "Nêu cơ quan, bằng tên hoặc mã.",
    ),
    Wrong(
        "a group that is none", plan_decided("/rows/{row}/agencies/{part}", answer="group:mars"), 422, "Chọn một nhóm"
    ),
    Wrong(
        "a task due on 31/11",
        plan_decided("/rows/{doubtful}/due", answer="other", due="31/11/2026"),
        422,
        "Ngày này không có trong lịch.",
    ),
    Wrong("a duty of nobody", plan_decided("/duties/{proposal}", answer="confirm"), 422, "Chọn ai phải báo cáo."),
    Wrong(
        "in force with leads missing", plan_decided("/force"), 409, "Quyết định từng dòng, hoặc xác nhận để nguyên chữ."
    ),
]
