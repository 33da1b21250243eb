"""Plans of our own making, in the shapes real ones have; bodies and names are invented."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Sample:
    """Paragraphs before the annex, then its rows; the first row is the header."""

    before: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def width(self) -> int:
        """Return the number of columns."""
        return len(self.rows[0])


def table(drawn: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of a table drawn with bars; a line that ends in a backslash goes on below."""
    lines = drawn.replace("\\\n", "").strip().splitlines()
    return tuple(tuple(cell.strip() for cell in line.split("|")) for line in lines)


# A department's plan for one year: dashes for numbers, results and money, a cut row, leads that are no agency.
DEPARTMENT_PLAN = Sample(
    before=(
        "UBND TỈNH LAM GIANG",
        "SỞ KHOA HỌC VÀ CÔNG NGHỆ",
        "Số:      /KH-SKHCN",
        "Lam Giang, ngày      tháng 01 năm 2024",
        "KẾ HOẠCH",
        "Triển khai hoạt động tiêu chuẩn và đo lường năm 2024",
        "I. MỤC ĐÍCH",
        "Thực hiện các nhiệm vụ được giao, bảo đảm tiến độ và chất lượng.",
        "II. TỔ CHỨC THỰC HIỆN",
        "Giao Phòng Quản lý Tiêu chuẩn chủ trì, phối hợp với các phòng, đơn vị liên quan triển khai các nhiệm vụ.",
        "PHỤ LỤC",
    ),
    rows=table("""
TT | Nội dung công việc | Kết quả đạt được | Đơn vị chủ trì | Đơn vị phối hợp | Tiến độ | Nguồn kinh phí
1 | Công tác tuyên truyền | | | | |
- | Làm phóng sự về cân chợ | 01 phóng sự; 02 bài báo | Phòng Quản lý Tiêu chuẩn | Báo Lam Giang | Cả năm | Ngân sách
2 | Công tác chuyên môn | | | | |
- | Duy trì chuẩn đo lường | Chuẩn được hiệu chuẩn | Trung tâm Kỹ thuật | Phòng Quản lý Tiêu chuẩn | Cả năm | Sự nghiệp
- | Khảo sát cơ sở dùng cân | 30 doanh nghiệp | Phòng Quản lý Tiêu chuẩn | Các đơn vị liên quan | Cả năm | Ngân sách
- | Tham dự lớp tập huấn | Cán bộ tham dự | Theo Thông báo của các cơ quan ở TW | | Cả năm |
- | Hỗ trợ doanh nghiệp áp dụng Chương trình theo nhiệm vụ được | 02 doanh nghiệp | \
Các doanh nghiệp theo nhiệm vụ được | Phòng Quản lý | Năm 2024-2025 | Kinh phí năm 2024
TT | Nội dung công việc | Kết quả đạt được | Đơn vị chủ trì | Đơn vị phối hợp | Tiến độ | Nguồn kinh phí
 | phê duyệt | | phê duyệt | Tiêu chuẩn | |
"""),
)

# A province's plan: a directing column, quarters, two leads, a heading fused with its number, a row without number.
PROVINCE_PLAN = Sample(
    before=(
        "ỦY BAN NHÂN DÂN",
        "TỈNH LAM GIANG",
        "Số: 52/KH-UBND",
        "Lam Giang, ngày 18 tháng 4 năm 2025",
        "KẾ HOẠCH",
        "Tăng cường công tác đo lường đến năm 2030 và những năm tiếp theo trên địa bàn tỉnh Lam Giang",
        "I. MỤC ĐÍCH, YÊU CẦU",
        "- Nâng cao nhận thức của các cấp, các ngành.",
        "III. TỔ CHỨC THỰC HIỆN",
        "1. Các sở, ban, ngành; UBND các huyện, thị xã, thành phố; các cơ quan liên quan chủ động triển khai nhiệm vụ "
        "được phân công; báo cáo kết quả thực hiện trước ngày 30/11 hàng năm và đột xuất khi có yêu cầu về UBND tỉnh "
        "(qua Sở Khoa học và Công nghệ).",
        "2. Sở Khoa học và Công nghệ chủ trì, phối hợp tổ chức thực hiện Kế hoạch; định kỳ đôn đốc, kiểm tra; "
        "sơ kết, tổng kết, báo cáo UBND tỉnh và Bộ Khoa học và Công nghệ.",
        "3. Trong quá trình thực hiện, nếu có vướng mắc, các cơ quan, đơn vị phản ánh về Sở Khoa học và Công nghệ "
        "để tổng hợp, báo cáo UBND tỉnh.",
        "PHỤ LỤC",
    ),
    rows=table("""
TT | Nội dung | Chủ trì | Phối hợp | Cơ quan chỉ đạo | Thời gian
I | Tuyên truyền | | | |
1 | Ban hành kế hoạch truyền thông | Các sở, ban, ngành; UBND các huyện, thị xã, thành phố | Sở KH&CN | \
Chủ tịch UBND tỉnh | Quý III năm 2025
2 | Mở chuyên mục trên báo | Sở Khoa học và Công nghệ; Báo Lam Giang | Sở TT&TT | Sở KH&CN | Hàng năm
II | Hoàn thiện thể chế | | | |
1 | Rà soát văn bản | Sở KH&CN | Sở Tư pháp, Sở KH&CN và các sở, ngành liên quan | Chủ tịch UBND tỉnh | Hàng năm
2 | Lập kế hoạch hạ tầng giai đoạn 2026 - 2030 | Sở KH&CN | Sở Tài chính | Chủ tịch UBND tỉnh | Quý IV, năm 2025
3 | Lập danh mục chuẩn | Sở KH&CN | Các đơn vị liên quan | Sở KH&CN | Năm 2025
III Đào tạo nguồn nhân lực | | | | |
1 | Cử cán bộ đi học; bồi dưỡng kiểm định viên | Sở KH&CN | Sở Nội vụ | Sở KH&CN | Hàng năm
TT | Nội dung | Chủ trì | Phối hợp | Cơ quan chỉ đạo | Thời gian
 | Tập huấn cho cấp xã | Sở KH&CN | UBND các xã, phường | Sở KH&CN | Hàng năm
2 | Tham quan học tập (3 năm/lần) | Sở KH&CN | Doanh nghiệp | Sở KH&CN |
IV | Hạ tầng và kiểm tra | | | |
1 | Trang bị thiết bị kiểm tra | Sở KH&CN | Sở Tài chính | Chủ tịch UBND tỉnh | Năm 2026 và những năm sau
2 | Kiểm tra hàng đóng gói sẵn | Các sở, ban, ngành; UBND các huyện, thị xã, thành phố | \
Các sở, ban, ngành; UBND các huyện, thị xã, thành phố | Chủ tịch UBND tỉnh | Hàng năm
"""),
)
