"""The clauses of ISO/IEC 17025:2017 in which gaps are looked for: numbers and short titles, the text is protected."""

from collections.abc import Mapping

CHAPTERS: Mapping[int, str] = {
    4: "Yêu cầu chung",
    5: "Cơ cấu",
    6: "Nguồn lực",
    7: "Quá trình",
    8: "Hệ thống quản lý",
}
CLAUSES: Mapping[str, str] = {
    "4.1": "Tính khách quan",
    "4.2": "Bảo mật",
    "5": "Yêu cầu về cơ cấu",
    "6.1": "Nguồn lực: yêu cầu chung",
    "6.2": "Nhân sự",
    "6.3": "Cơ sở vật chất, điều kiện môi trường",
    "6.4": "Thiết bị",
    "6.5": "Liên kết chuẩn đo lường",
    "6.6": "Sản phẩm, dịch vụ bên ngoài",
    "7.1": "Xem xét yêu cầu, đề nghị thầu, hợp đồng",
    "7.2": "Lựa chọn, xác nhận phương pháp",
    "7.3": "Lấy mẫu",
    "7.4": "Xử lý đối tượng thử nghiệm, hiệu chuẩn",
    "7.5": "Hồ sơ kỹ thuật",
    "7.6": "Đánh giá độ không đảm bảo đo",
    "7.7": "Đảm bảo giá trị sử dụng của kết quả",
    "7.8": "Báo cáo kết quả",
    "7.9": "Khiếu nại",
    "7.10": "Công việc không phù hợp",
    "7.11": "Kiểm soát dữ liệu, quản lý thông tin",
    "8.1": "Các lựa chọn",
    "8.2": "Tài liệu hệ thống quản lý",
    "8.3": "Kiểm soát tài liệu",
    "8.4": "Kiểm soát hồ sơ",
    "8.5": "Rủi ro và cơ hội",
    "8.6": "Cải tiến",
    "8.7": "Hành động khắc phục",
    "8.8": "Đánh giá nội bộ",
    "8.9": "Xem xét của lãnh đạo",
}


def chapter_of(clause: str) -> int:
    """Return the chapter a clause stands in."""
    return int(clause.partition(".")[0])


def clauses_of(chapter: int) -> list[str]:
    """Return the clauses of a chapter, in the order of the standard."""
    return [clause for clause in CLAUSES if chapter_of(clause) == chapter]
