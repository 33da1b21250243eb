"""The tasks of the plan: who takes them on, how far they are, what came of them."""

from collections.abc import Mapping
from typing import Any

from app.extensions import db
from app.organisation.models import User
from app.simulating.answers.days import Day, within
from app.simulating.work import Answer, Work

_ASKS_FIRST, _MONTHLY, _NEEDS_TIME = 0.05, 0.12, 0.06
_QUESTION = "Nhiệm vụ này do Sở hay do đơn vị sự nghiệp trực thuộc thực hiện?"
_PROGRESS = (
    "Đã phân công, đang lấy ý kiến về kế hoạch triển khai.",
    "Hoàn thành khảo sát, tổng hợp số liệu ban đầu.",
    "Đã thực hiện phần lớn khối lượng; còn chờ số liệu của cơ sở.",
    "Đang nghiệm thu nội bộ, hoàn thiện hồ sơ.",
)
_RESULT = "Đã hoàn thành nội dung theo kế hoạch; kết quả và số liệu kèm theo hồ sơ lưu tại cơ quan."


def _accept(work: Work) -> Mapping[str, Any]:
    if work.times == 0 and work.chance.random() < _ASKS_FIRST:
        return {"acceptance": "clarify", "question": _QUESTION}
    person = db.session.get_one(User, work.actor.id)
    return {
        "acceptance": "accept",
        "focal_name": person.name,
        "focal_post": "Chuyên viên",
        "focal_phone": "0000 000 000",
        "focal_email": person.email,
        "rhythm": "month" if work.chance.random() < _MONTHLY else "quarter",
    }


def _clarify(_work: Work) -> Mapping[str, Any]:
    return {"answer": "Cơ quan chủ trì thực hiện; đơn vị trực thuộc phối hợp về kỹ thuật."}


def _update(work: Work) -> Mapping[str, Any]:
    return {
        "progress_state": "behind" if work.chance.random() < 0.15 else "on_track",
        "percent": min(90, 15 + 20 * work.times + work.chance.randrange(10)),
        "progress": _PROGRESS[min(work.times, len(_PROGRESS) - 1)],
    }


def _deliver(work: Work) -> Mapping[str, Any]:
    if work.times == 0 and work.chance.random() < _NEEDS_TIME:
        return {
            "delivery_step": "extension",
            "extension_until": work.after_due(20),
            "extension_reason": "Chờ kết quả thẩm định giá, chưa nghiệm thu được trong hạn.",
        }
    return {"delivery_step": "result", "result": _RESULT}


def _review(_work: Work) -> Mapping[str, Any]:
    return {"review": "urged", "review_note": "Đã gọi điện; cơ quan hẹn gửi kết quả trong tuần sau."}


def _confirm(work: Work) -> Mapping[str, Any]:
    return {"return_reason": "Bổ sung số liệu của các đơn vị trực thuộc."} if work.is_sent_back else {}


def _check(work: Work) -> Mapping[str, Any]:
    if work.is_sent_back:
        return {"return_reason": "Kết quả chưa có sản phẩm như kế hoạch giao.", "resubmit_by": work.ahead(10)}
    return {"check_note": "Đối chiếu đạt yêu cầu."}


def _resume(_work: Work) -> Mapping[str, Any]:
    return {"resumption": "resume"}


def _contribute(_work: Work) -> Mapping[str, Any]:
    return {"contribution": "Gửi số liệu và ý kiến của cơ quan theo đề nghị."}


def _take_contribution(work: Work) -> Mapping[str, Any]:
    return {"return_reason": "Thiếu số liệu quý gần nhất.", "contribute_by": work.ahead(5)} if work.is_sent_back else {}


def _wait(work: Work) -> Mapping[str, Any]:
    return {"waiting": "wait", "contribute_by": work.ahead(5)}


ANSWERS: Mapping[tuple[str, str], Answer] = {
    ("plan_task", "accept_task"): _accept,
    ("plan_task", "answer_clarification"): _clarify,
    ("plan_task", "check_result"): _check,
    ("plan_task", "decide_resumption"): _resume,
    ("plan_task_delivery", "deliver_result"): _deliver,
    ("plan_task_delivery", "confirm_result"): _confirm,
    ("plan_task_delivery", "update_progress"): _update,
    ("plan_task_delivery", "review_stalled"): _review,
    ("contribution", "contribute"): _contribute,
    ("contribution", "accept_contribution"): _take_contribution,
    ("contribution", "decide_waiting"): _wait,
}
DAYS: Mapping[tuple[str, str], Day] = {("plan_task_delivery", "review_stalled"): within(1, 2)}
