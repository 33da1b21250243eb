"""The invented enterprises of the programme: who they are, what they applied with, how far each has come."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Company:
    """An enterprise; `begun` working days ago it applied, and it has come as far as `until` (a step of the story)."""

    name: str
    tax_code: str
    domain: str
    address: str
    sector: str
    wish: str
    need: str
    instruments: str
    contact: str
    head: str
    begun: int
    until: str

    @property
    def contact_email(self) -> str:
        """Where its contact is reached."""
        return f"lienhe@{self.domain}.example"

    @property
    def head_email(self) -> str:
        """Where its head is reached."""
        return f"giamdoc@{self.domain}.example"

    def application(self) -> dict[str, Any]:
        """Return what the form of the application holds."""
        return {
            "enterprise_name": self.name,
            "tax_code": self.tax_code,
            "address": self.address,
            "sector": self.sector,
            "wish": self.wish,
            "need": self.need,
            "instruments": self.instruments,
            "contact_name": self.contact,
            "contact_email": self.contact_email,
            "contact_phone": "0000 000 000",
            "head_name": self.head,
            "head_email": self.head_email,
        }


COMPANIES = (
    Company("Công ty Cổ phần Nước khoáng Sơn Tuyền", "2900200001", "sontuyen", "Xã Mường Sơn", "water", "supported",
            "Kiểm soát lượng của hàng đóng gói sẵn trên hai dây chuyền chiết.",
            "2 máy chiết định lượng, 6 cân bàn; kiểm định tháng 3 năm trước.",
            "Bùi Thị Hoài Thu", "Lương Minh Quân", 20, "published"),
    Company("Công ty TNHH Cơ khí Lam Sơn", "2900200002", "cokhilamson", "Phường Lam Thành", "mechanics", "supported",
            "Hiệu chuẩn thước cặp, đồng hồ so; lập sổ theo dõi chung.",
            "140 thước cặp, 22 đồng hồ so; hiệu chuẩn một phần.",
            "Trịnh Đình Lộc", "Nguyễn Thế Vinh", 19, "approved"),
    Company("Công ty TNHH May Xuất khẩu Hoa Lư", "2900200003", "mayhoalu", "Xã Tân Kiều", "textile", "guided",
            "Khách hàng yêu cầu chứng minh liên kết chuẩn của cân và máy đo màu.",
            "9 cân, 1 máy đo màu; chưa hiệu chuẩn máy đo màu.",
            "Đặng Thị Ngân", "Hoàng Quốc Khánh", 17, "drafted"),
    Company("Công ty TNHH Bao bì Tân Tiến", "2900200004", "baobitantien", "Phường Tân Lập", "packaging", "guided",
            "Đào tạo người phụ trách đo lường.", "5 cân, 3 thước panme; kiểm định đầy đủ.",
            "Phạm Văn Nghị", "Võ Thị Cúc", 10, "trained"),
    Company("Công ty TNHH Thực phẩm Cửa Lam", "2900200005", "thucphamcualam", "Phường Cửa Lam", "food", "supported",
            "Cân kiểm tra trọng lượng trên dây chuyền hay lệch.", "1 cân băng tải, 14 cân bàn; kiểm định tháng 5.",
            "Mai Xuân Thủy", "Trương Đức Bảo", 6, "evaluated"),
    Company("Hợp tác xã Chè Mường Sơn", "2900200006", "chemuongson", "Xã Mường Sơn", "agriculture", "guided",
            "Muốn biết phải kiểm định những cân nào.", "Vài cân đồng hồ.",
            "Lô Thị Hằng", "Vi Văn Thắng", 5, "returned"),
    Company("Công ty TNHH Vận tải Bến Thượng", "2900200007", "vantaibenthuong", "Phường Bến Thượng", "logistics",
            "supported", "Muốn được cấp kinh phí mua cân ô tô.", "Không có.",
            "Cao Thị Lý", "Hà Mạnh Tiến", 12, "refused"),
    Company("Công ty Cổ phần Điện tử Phú Hòa", "2900200008", "dientuphuhoa", "Phường Phú Hòa", "electronics", "guided",
            "Cập nhật yêu cầu về độ không đảm bảo đo.", "30 đồng hồ vạn năng, 4 máy hiện sóng.",
            "Lê Hoàng Yến", "Phan Nhật Minh", 2, "applied"),
)  # fmt: skip
# Named in a survey, have not applied: name, tax code, commune or ward, sector, need.
SURVEYED = (
    ("Công ty TNHH Gạch men Kim Bảng", "2900200011", "Xã Kim Bảng", "other", "Hiệu chuẩn lò nung, nhiệt kế."),
    ("Công ty Cổ phần Dược phẩm Trường Thi", "2900200012", "Phường Trường Thi", "pharma", "Phòng thử nghiệm nội bộ."),
    ("Công ty TNHH Chế biến gỗ Quỳnh Lâm", "2900200013", "Xã Quỳnh Lâm", "other", "Máy đo độ ẩm gỗ."),
)
CRITERIA = {
    "priority_sector": "full",
    "instrument_use": "full",
    "quality_effect": "full",
    "responsible_person": "part",
    "calibration_state": "part",
    "commitment": "full",
    "own_means": "part",
}
POOR = dict.fromkeys(CRITERIA, "none")
RATED = dict.fromkeys(
    ("rated_objectives", "rated_tasks", "rated_effect", "rated_traceability", "rated_records"), "full"
) | {"rated_records": "part", "rating_note": "Theo báo cáo rà soát và biên bản làm việc tại doanh nghiệp."}
REVIEW = {
    "general": "Chương trình áp dụng tại hai dây chuyền và kho thành phẩm.",
    "objectives_reached": "Lượng thiếu trung bình giảm từ 2,1 % xuống 0,6 %.",
    "tasks_done": "Xong 7 trên 8 nhiệm vụ; còn phần mềm quản lý phương tiện đo.",
    "effect": "Giảm khoảng 180 triệu đồng chi phí do đóng dư; không có khiếu nại về lượng.",
    "difficulties": "Thiếu chuẩn khối lượng để tự kiểm tra giữa kỳ.",
    "remedies": "Đã mua bộ quả cân chuẩn, lập lịch kiểm tra hằng tháng.",
    "recommendations": "Đề nghị Sở tổ chức so sánh liên phòng về khối lượng.",
    "conclusion": "Chương trình phù hợp, tiếp tục áp dụng.",
}
SITUATION = (
    ("Có quyết định phân công, chưa có quy trình.", "Quyết định nội bộ", "Việc phụ thuộc vào một người"),
    ("Một người phụ trách, chưa qua đào tạo.", "Hồ sơ nhân sự", "Chưa biết đọc giấy hiệu chuẩn"),
    ("Đo theo hướng dẫn của máy.", "Hướng dẫn của nhà sản xuất", "Chưa có phương pháp viết ra"),
    ("Có danh mục phương tiện đo.", "Danh mục", "Chưa có chuẩn để kiểm tra giữa kỳ"),
    ("Kiểm định cân hằng năm.", "Giấy chứng nhận kiểm định", "Thước và nhiệt kế chưa hiệu chuẩn"),
    ("Khu cân gần quạt gió.", "Ảnh chụp", "Số chỉ dao động"),
    ("Ghi sổ tay.", "Sổ theo dõi", "Khó tra lại"),
    ("Chưa tham gia.", "Không có", "Không biết mình lệch bao nhiêu"),
    ("Giảm đóng dư khoảng 1 %.", "Tính thử ba tháng", "Cần số liệu dài hơn"),
)


def has_signed_in(company: Company) -> bool:
    """Whether the enterprise has come so far that its people were invited and came."""
    return company.until in ("trained", "drafted", "approved", "published")
