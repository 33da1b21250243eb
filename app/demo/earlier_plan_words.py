"""The words of an earlier plan, from before the two-tier structure: what a person must decide while importing it.

Districts that no longer exist, departments merged since, a cycle without a first year, a name nobody knows.
"""

from datetime import date

from app.demo.plan_document import PlanText

_EVERYBODY = "Các sở, ban, ngành; UBND các huyện, thị xã, thành phố"


def earlier_plan() -> PlanText:
    """Return the plan."""
    return PlanText(
        number="52/KH-UBND",
        issued=date(2025, 4, 18),
        title="Tăng cường công tác đo lường đến năm 2030 và những năm tiếp theo trên địa bàn tỉnh",
        body=(
            ("heading", "I. MỤC ĐÍCH, YÊU CẦU"),
            ("text", "Nâng cao trách nhiệm của các cấp, các ngành đối với công tác đo lường."),
            ("heading", "II. CHỈ TIÊU"),
            ("text", "Đến năm 2030 có ít nhất 10 doanh nghiệp duy trì Chương trình bảo đảm đo lường."),
            ("heading", "III. TỔ CHỨC THỰC HIỆN"),
            (
                "text",
                "1. Các sở, ban, ngành; UBND các huyện, thị xã, thành phố xây dựng kế hoạch của cơ quan, địa phương; "
                "báo cáo kết quả trước ngày 15/6 hàng năm về Sở Khoa học và Công nghệ.",
            ),
            ("text", "2. Sở Khoa học và Công nghệ theo dõi, tổng hợp, báo cáo Ủy ban nhân dân tỉnh./."),
        ),
        annex_title="DANH MỤC NHIỆM VỤ",
        headings=("TT", "Nội dung", "Chủ trì", "Phối hợp", "Cơ quan chỉ đạo", "Thời gian"),
        rows=(
            ("I. Tuyên truyền, tổ chức",),
            (
                "1", "Ban hành kế hoạch truyền thông về đo lường", _EVERYBODY, "Sở KH&CN", "Chủ tịch UBND tỉnh",
                "Quý III năm 2025",
            ),
            (
                "2", "Mở chuyên mục “Đo đúng, cân đủ” trên báo, đài", "Báo và PT-TH Lam Giang", "Sở TT&TT", "Sở KH&CN",
                "Hàng năm",
            ),
            ("II. Quản lý đo lường",),
            (
                "3", "Khảo sát, lập danh mục phương tiện đo nhóm 2", "Sở KH&CN", "Sở TT&TT; Sở Công Thương",
                "Chủ tịch UBND tỉnh", "Quý III năm 2025",
            ),
            (
                "4", "Hướng dẫn hộ kinh doanh tại chợ sử dụng phương tiện đo đúng quy định",
                "UBND các huyện, thị xã, thành phố", "Sở KH&CN", "Chủ tịch UBND tỉnh", "Hàng năm",
            ),
            (
                "5", "So sánh liên phòng giữa các phòng thí nghiệm trong tỉnh (3 năm/lần)", "Chi cục TCĐLCL",
                "Các phòng thí nghiệm", "Sở KH&CN", "",
            ),
            (
                "6", "Vận động hội viên tham gia Chương trình bảo đảm đo lường", "Hội Đo lường Lam Giang",
                "Doanh nghiệp", "Sở KH&CN", "Năm 2026 và những năm sau",
            ),
            (
                "7", "Đưa nội dung đo lường vào chương trình dạy nghề", "Sở LĐ-TB&XH", "Sở GD&ĐT",
                "Chủ tịch UBND tỉnh", "Đến năm 2030",
            ),
            ("III. Năng lực đo lường",),
            (
                "8", "Bồi dưỡng nghiệp vụ cho kiểm định viên, kỹ thuật viên đo lường", "Sở KH&CN",
                "Trung tâm Kỹ thuật TCĐLCL", "Chủ tịch UBND tỉnh", "Hàng năm",
            ),
            (
                "9", "Đầu tư phương tiện kiểm tra nhanh cho cấp xã", "Sở KH&CN", "Sở Tài chính", "Chủ tịch UBND tỉnh",
                "Năm 2026 - 2027",
            ),
            (
                "10", "Khảo sát nhu cầu hiệu chuẩn tại khu công nghiệp", "Sở Công Thương; Sở KH&CN",
                "Ban Quản lý Khu kinh tế", "Sở KH&CN", "Quý II năm 2026",
            ),
        ),
    )  # fmt: skip
