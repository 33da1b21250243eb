"""The words of the year's plan: its body and the rows of its annex, our own, in the shape real ones have.

The annex has what imports stumble over: two leads, a group as lead, agencies that have ended, a lead among its own
coordinators, a row without number, time phrases of every kind.
"""

from collections.abc import Sequence
from datetime import date

from app.demo.plan_document import PlanText, Row

NUMBER = "86/KH-UBND"
SUBJECT = "Phát triển hoạt động đo lường, hỗ trợ doanh nghiệp nâng cao năng suất, chất lượng"
HEADINGS = ("TT", "Nội dung, nhiệm vụ", "Chủ trì", "Phối hợp", "Thời gian", "Sản phẩm")
_EVERYBODY = "các sở, ban, ngành; UBND các xã, phường, đặc khu"


def year_plan(issued: date, due: date) -> PlanText:
    """Return the plan of the year of its issue; agencies report before `due`."""
    return PlanText(
        number=NUMBER,
        issued=issued,
        title=f"{SUBJECT} năm {issued.year}",
        body=_body(issued.year, f"{due.day:02d}/{due.month}"),
        annex_title=f"PHÂN CÔNG NHIỆM VỤ NĂM {issued.year}",
        headings=HEADINGS,
        rows=_rows(issued.year),
    )


def _body(year: int, due: str) -> Sequence[tuple[str, str]]:
    return (
        (
            "text",
            "Thực hiện Đề án tăng cường, đổi mới hoạt động đo lường hỗ trợ doanh nghiệp, Ủy ban nhân dân tỉnh ban hành "
            f"Kế hoạch {SUBJECT[0].lower()}{SUBJECT[1:]} năm {year}, như sau:",
        ),
        ("heading", "I. MỤC ĐÍCH, YÊU CẦU"),
        (
            "text",
            "1. Đưa hoạt động đo lường thành công cụ giúp doanh nghiệp giảm hao hụt, bảo đảm chất lượng sản phẩm, hàng "
            "hóa và bảo vệ quyền lợi người tiêu dùng.",
        ),
        (
            "text",
            "2. Phân công rõ cơ quan chủ trì, cơ quan phối hợp và thời gian hoàn thành từng nhiệm vụ; gắn trách nhiệm "
            "người đứng đầu với kết quả thực hiện.",
        ),
        ("heading", "II. CHỈ TIÊU"),
        (
            "text",
            "1. Hướng dẫn, hỗ trợ ít nhất 30 doanh nghiệp tham gia Chương trình bảo đảm đo lường "
            f"trong năm {year}; phấn đấu đến năm 2030 có ít nhất 150 doanh nghiệp.",
        ),
        (
            "text",
            "2. Phát triển ít nhất 04 phòng thí nghiệm được công nhận phù hợp tiêu chuẩn ISO/IEC 17025 đến năm 2030.",
        ),
        ("text", f"3. Tập huấn pháp luật về đo lường cho ít nhất 400 lượt người trong năm {year}."),
        ("heading", "III. KINH PHÍ"),
        (
            "text",
            "Kinh phí thực hiện từ ngân sách nhà nước theo phân cấp và các nguồn huy động hợp pháp khác.",
        ),
        ("heading", "IV. TỔ CHỨC THỰC HIỆN"),
        (
            "text",
            "1. Các sở, ban, ngành; UBND các xã, phường, đặc khu; các cơ quan, đơn vị liên quan chủ động triển khai "
            f"nhiệm vụ được phân công; báo cáo kết quả thực hiện trước ngày {due} hàng năm và đột xuất khi có yêu cầu "
            "về Ủy ban nhân dân tỉnh (qua Sở Khoa học và Công nghệ).",
        ),
        (
            "text",
            "2. Sở Khoa học và Công nghệ là cơ quan thường trực, đôn đốc, kiểm tra việc thực hiện Kế hoạch; tổng hợp, "
            "báo cáo Ủy ban nhân dân tỉnh và Bộ Khoa học và Công nghệ.",
        ),
        (
            "text",
            "Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, các cơ quan, đơn vị kịp thời phản ánh về Sở Khoa "
            "học và Công nghệ để tổng hợp, báo cáo Ủy ban nhân dân tỉnh xem xét, quyết định./.",
        ),
    )


def _rows(y: int) -> Sequence[Row]:
    return (
        ("I. Cơ chế, chính sách, quản lý nhà nước",),
        (
            "1.1", "Rà soát văn bản của tỉnh về đo lường, kiến nghị sửa đổi, bổ sung", "Sở KH&CN",
            "Sở Tư pháp; Sở TT&TT", f"Quý II năm {y}", "Báo cáo rà soát",
        ),
        (
            "1.2", "Ban hành danh mục chuẩn đo lường ưu tiên đầu tư của tỉnh", "Sở Tài chính",
            "Sở KH&CN; Sở KH&ĐT", f"Quý III năm {y}", "Quyết định của UBND tỉnh",
        ),
        (
            "1.3", "Xây dựng quy chế phối hợp quản lý đo lường giữa cấp tỉnh và cấp xã", "Sở Nội vụ; Sở KH&CN",
            "UBND các xã, phường, đặc khu", f"Tháng 10 năm {y}", "Quy chế",
        ),
        (
            "1.4", "Bố trí cán bộ đầu mối theo dõi đo lường và báo cáo kết quả thực hiện",
            "Các sở, ban, ngành; UBND các xã, phường, đặc khu", "Sở KH&CN", f"Trước ngày 30/4/{y}", "Danh sách đầu mối",
        ),
        ("II. Phát triển hạ tầng đo lường",),
        (
            "2.1", "Đầu tư chuẩn áp suất, chuẩn lưu lượng cho hoạt động kiểm định, hiệu chuẩn",
            "Trung tâm Kỹ thuật TCĐLCL", "Sở Tài chính", f"Năm {y} - {y + 1}", "02 hệ thống chuẩn",
        ),
        (
            "2.2", "Mở rộng phạm vi kiểm định công tơ nước, công tơ điện", "Trung tâm Kỹ thuật TCĐLCL",
            "Công ty Điện lực Lam Giang; Công ty CP Cấp nước Lam Giang", f"Năm {y}", "Quyết định mở rộng phạm vi",
        ),
        (
            "2.3", "Kiểm tra cột đo xăng dầu tại cửa hàng bán lẻ", "Sở Công Thương",
            "Công an tỉnh; UBND các xã, phường, đặc khu", "Hằng năm", "42 cửa hàng",
        ),
        (
            "2.4", "Hướng dẫn doanh nghiệp công nghiệp hỗ trợ tham gia Chương trình bảo đảm đo lường", "Sở Công Thương",
            "Sở KH&CN", "Hằng năm", "10 doanh nghiệp",
        ),
        (
            "2.5", "Khảo sát, lập danh mục phương tiện đo nhóm 2 dùng trong giao thông, xây dựng", "Sở Xây dựng",
            "Sở GTVT; Sở KH&CN", f"6 tháng đầu năm {y}", "Danh mục phương tiện đo",
        ),
        ("III. Nâng cao năng lực doanh nghiệp và cộng đồng",),
        (
            "3.1", "Hỗ trợ phòng thí nghiệm áp dụng ISO/IEC 17025 và được công nhận", "Sở KH&CN",
            "Trung tâm Kiểm soát bệnh tật tỉnh; Bệnh viện Đa khoa tỉnh", "Đến năm 2030", "Ít nhất 04 phòng thí nghiệm",
        ),
        (
            "3.2", "Tập huấn pháp luật về đo lường và hàng đóng gói sẵn", "Sở Công Thương",
            "UBND các xã, phường, đặc khu", "Hằng năm", "04 lớp",
        ),
        (
            "3.3", "Quản lý cân, phương tiện đo tại chợ, điểm bán hàng; bố trí cân đối chứng",
            "UBND các xã, phường, đặc khu", "Sở Công Thương", "Hằng năm", "Mỗi chợ ít nhất 01 cân đối chứng",
        ),
        (
            "3.4", "Kiểm định phương tiện đo nhóm 2 tại cơ sở y tế", "Sở Y tế", "Sở KH&CN", f"Năm {y}",
            "245 phương tiện đo",
        ),
        (
            "3.5", "Tuyên truyền về đo lường trên báo, đài, mạng xã hội", "Báo và PT-TH Lam Giang",
            "Sở KH&CN; Ban Tuyên giáo và Dân vận Tỉnh ủy", "Thường xuyên", "Tin, bài, phóng sự",
        ),
        (
            "3.6", "Tổ chức ngày hội đo lường cho học sinh", "Sở GD&ĐT", "Sở KH&CN", f"Quý I năm {y}", "06 trường",
        ),
        (
            "", "Hướng dẫn hộ kinh doanh tại chợ sử dụng cân đúng quy định", "UBND các huyện, thị xã, thành phố",
            "Sở KH&CN", "Hàng năm", "",
        ),
        (
            "3.7", "Chuẩn hóa quy trình cân, đo sản phẩm nông nghiệp, thủy sản tại điểm thu mua", "Sở NN&MT",
            "Liên minh Hợp tác xã tỉnh; UBND các xã, phường, đặc khu", f"Năm {y} và những năm sau", "Bộ quy trình mẫu",
        ),
        ("IV. Đào tạo, hợp tác, tổng kết",),
        (
            "4.1", "Khảo sát nhu cầu hiệu chuẩn tại khu, cụm công nghiệp", "Sở Công Thương; Ban Quản lý Khu kinh tế",
            "Doanh nghiệp", f"Quý III năm {y}", "03 khu công nghiệp",
        ),
        (
            "4.2", "So sánh liên phòng giữa các phòng thí nghiệm trong tỉnh (3 năm/lần)", "Sở KH&CN",
            "Các phòng thí nghiệm", "", "Báo cáo so sánh",
        ),
        (
            "4.3", "Sơ kết, khen thưởng việc thực hiện Kế hoạch", "Sở KH&CN", f"Sở Nội vụ; Sở KH&CN; {_EVERYBODY}",
            f"Tháng 12 năm {y}", "Hội nghị, báo cáo sơ kết",
        ),
    )  # fmt: skip
