"""Next year's plan in the middle of its collecting: some proposals are in, some came back, some are missing."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import select

from app.cases.models import Case
from app.demo.accounts import COORDINATOR, SPECIALIST, actor
from app.demo.days import Days
from app.demo.doings import as_, finish, first_values, save, waiting
from app.demo.register import Entry, address, entry
from app.demo.story import Act
from app.drafting.models import Drafting, PlanProposal
from app.drafting.service.opening import begin_drafting
from app.extensions import db
from app.organisation.models import Agency
from app.organisation.roles import Actor

_OPENED = 12  # working days ago
_INSTRUCTIONS = "Mỗi nhiệm vụ ghi rõ kết quả đo đếm được; kinh phí nêu nguồn, không ghi gộp."
_WORK: Mapping[str, Mapping[str, Any]] = {
    "STP": {"content": "Rà soát văn bản của tỉnh về đo lường", "result": "01 báo cáo rà soát", "time": "Quý II"},
    "SGDDT": {"content": "Đưa kiến thức đo lường vào ngoại khoá", "result": "20 trường thí điểm", "time": "Tháng 9",
              "funding_source": "Kinh phí sự nghiệp giáo dục", "funding": 150},
    "SYT": {"content": "Kiểm định huyết áp kế, cân tại trạm y tế", "result": "Toàn bộ trạm y tế", "time": "Cả năm",
            "coordinating": "UBND các xã, phường, đặc khu", "funding_source": "Ngân sách tỉnh", "funding": 420.5},
    "SNNMT": {"content": "Hướng dẫn ghi lượng trên bao gói nông sản", "result": "60 hợp tác xã", "time": "Quý III",
              "coordinating": "Liên minh Hợp tác xã tỉnh", "funding_source": "Ngân sách tỉnh", "funding": 85},
    "SXD": {"content": "Kiểm tra trạm cân tải trọng", "result": "12 trạm cân", "time": "Trước ngày 30/6",
            "funding_source": "Nguồn thu phí", "funding": 60},
    "SCT": {"content": "Kiểm tra cột đo xăng dầu", "result": "40 cửa hàng", "time": "Quý III",
            "coordinating": "Công an tỉnh Lam Giang", "funding_source": "Ngân sách tỉnh", "funding": 120},
}  # fmt: skip
_ACCEPTED, _SENT, _WITH_HEAD = ("STP", "SGDDT"), ("SYT",), ("SXD",)
_NIL, _RETURNED, _DRAFTING = "SNV", "SNNMT", "SCT"


def acts(days: Days) -> Iterator[Act]:
    """Yield what happens until yesterday; whoever is not named has not begun."""
    yield Act(days.back(_OPENED, "14:00"), _begin)
    yield Act(days.back(_OPENED, "14:30"), partial(_open, days))
    for seed, code in enumerate([*_ACCEPTED, *_SENT, *_WITH_HEAD, _RETURNED]):
        yield Act(days.back(8 - seed % 3, f"{9 + seed:02d}:10"), partial(_write, entry(code)))
        if code not in _WITH_HEAD:
            yield Act(days.back(5, f"{8 + seed:02d}:35"), partial(_sign, entry(code)))
    yield Act(days.back(7, "15:20"), partial(_write_nil, entry(_NIL)))
    yield Act(days.back(6, "08:20"), partial(_sign, entry(_NIL)))
    for minute, code in enumerate([_NIL, *_ACCEPTED]):
        yield Act(days.back(3, f"10:{10 + minute}"), partial(_take_in, entry(code)))
    yield Act(days.back(3, "10:40"), partial(_send_back, days, entry(_RETURNED)))
    yield Act(days.back(1, "16:20"), partial(_begin_writing, entry(_DRAFTING)))


def _begin(now: datetime) -> None:
    begin_drafting(actor=as_(COORDINATOR), now=now)


def _open(days: Days, now: datetime) -> None:
    case = db.session.scalars(select(Case).where(Case.title.like("Kế hoạch về tiêu chuẩn%"))).one()
    task = waiting(case, "open_drafting")
    dates = {"proposals_due": days.ahead(4).isoformat(), "opinions_due": days.ahead(15).isoformat()}
    finish(task, {**first_values(task), **dates, "instructions": _INSTRUCTIONS}, as_(COORDINATOR), now)


def _write(one: Entry, now: datetime) -> None:
    finish(_waiting(one, "write_proposal"), {"rows": [_row(one)]}, _focal_point(one), now)


def _write_nil(one: Entry, now: datetime) -> None:
    finish(_waiting(one, "write_proposal"), {"is_nil": True}, _focal_point(one), now)


def _begin_writing(one: Entry, now: datetime) -> None:
    task = _waiting(one, "write_proposal")
    begun = first_values(task)
    save(task, {**begun, "rows": [*begun.get("rows", []), {**_row(one), "time": ""}]}, _focal_point(one), now)


def _sign(one: Entry, now: datetime) -> None:
    finish(_waiting(one, "sign_proposal"), {"head_decision": "approve"}, actor(address(one.head, one.domain)), now)


def _take_in(one: Entry, now: datetime) -> None:
    finish(_waiting(one, "take_in"), {"take_in_decision": "accept"}, as_(SPECIALIST), now)


def _send_back(days: Days, one: Entry, now: datetime) -> None:
    decision = {
        "take_in_decision": "return",
        "return_reasons": "Tách số hợp tác xã của từng quý; nêu đơn vị thực hiện.",
        "resubmit_by": days.ahead(3).isoformat(),
    }
    finish(_waiting(one, "take_in"), decision, as_(SPECIALIST), now)


def _focal_point(one: Entry) -> Actor:
    return actor(address(one.focal_point, one.domain))


def _row(one: Entry) -> dict[str, Any]:
    return {"coordinating": "", "funding_source": "", "group_heading": "", **_WORK[one.code]}


def _waiting(one: Entry, element: str) -> Any:
    mine = select(Case).join(PlanProposal, PlanProposal.case_id == Case.id).join(Drafting)
    case = mine.join(Agency, Agency.id == PlanProposal.agency_id).where(Agency.code == one.code)
    return waiting(db.session.scalars(case).one(), element)
