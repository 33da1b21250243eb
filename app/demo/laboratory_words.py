"""What the laboratories of the demo write; all invented."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.support.models import GapState


@dataclass(frozen=True)
class Request:
    """A laboratory's request; `code` is its agency's."""

    code: str
    name: str
    field: str
    scope: str
    address: str
    staff: int = 6
    equipment: str = "complete"

    @property
    def entries(self) -> dict[str, Any]:
        """What it fills into the request form."""
        return {
            "laboratory": self.name,
            "field": self.field,
            "wanted_scope": self.scope,
            "address": self.address,
            "is_in_province": True,
            "is_legal_entity": True,
            "staff": self.staff,
            "equipment": self.equipment,
            "has_accreditation": False,
            "present_state": "Có quy trình riêng cho từng phép, chưa thành hệ thống.",
        }


REQUESTS = (
    Request("TTKT", "Phòng Hiệu chuẩn", "calibration", "Hiệu chuẩn khối lượng, dung tích, áp suất", "Phường An Phú"),
    Request("CDC", "Khoa Xét nghiệm nước", "testing", "Thử nghiệm hóa lý và vi sinh trong nước sạch", "Phường An Phú"),
    Request("CAPNUOC", "Phòng Kiểm nghiệm nước", "testing", "Clo dư, độ đục, coliform trong nước sạch", "Xã Yên Khê"),
    Request("BVDK", "Khoa Hóa sinh", "medical", "Xét nghiệm hóa sinh máu", "Phường An Phú", staff=14),
    Request(
        "DUOCLIEU", "Phòng Kiểm nghiệm dược liệu", "testing", "Định tính, độ ẩm dược liệu", "Xã Hòa Bắc", 1, "partial"
    ),
)
FINDING: Mapping[str, str] = {
    "clause": "7.6",
    "severity": "minor",
    "finding": "Bảng tính độ không đảm bảo đo của phép clo dư chưa có thành phần độ lặp lại.",
}
_P, _M = GapState.partial, GapState.missing
GAPS: Mapping[str, tuple[GapState, str, str]] = {
    "6.2": (_P, "Thiếu phê duyệt năng lực của hai người mới.", "Lập phiếu đánh giá năng lực."),
    "6.4": (_P, "Chưa có kế hoạch kiểm tra giữa kỳ.", "Lập kế hoạch cho cân và tủ ấm."),
    "6.5": (_M, "Chưa có chuẩn áp suất được hiệu chuẩn.", "Mua và gửi hiệu chuẩn."),
    "7.2": (_P, "Chưa xác nhận giá trị sử dụng một phương pháp.", "Làm thực nghiệm, lập báo cáo."),
    "7.3": (GapState.not_applicable, "Không lấy mẫu trong phạm vi đề nghị.", ""),
    "7.6": (_P, "Bảng tính chưa có thành phần độ trễ.", "Bổ sung, soát xét lại."),
    "7.7": (_P, "Mới dự một trong ba chương trình liên phòng.", "Đăng ký hai chương trình còn lại."),
    "7.11": (_P, "Chưa khóa công thức trong bảng tính.", "Khóa và xác nhận bảng tính."),
    "8.5": (_P, "Sổ rủi ro chưa có biện pháp.", "Bổ sung biện pháp, người làm."),
    "8.8": (_M, "Chưa đánh giá nội bộ.", "Làm sau khi khép 7.2 và 7.7."),
    "8.9": (_M, "Lãnh đạo chưa xem xét.", "Làm sau đánh giá nội bộ."),
}
