"""How Vietnamese agencies are named: words that begin a name, abbreviations, departments with "và" or commas."""

from typing import Final

# A name may begin with one of these; "và" or a comma separates two bodies only where one of them follows.
HEAD_WORDS: Final = (
    "sở", "các sở", "ubnd", "ủy ban", "uỷ ban", "hđnd", "hội đồng", "chi cục", "cục", "tổng cục",
    "trung tâm", "viện", "trường", "ban", "báo", "đài", "bộ", "công an", "công đoàn", "công ty",
    "tổng công ty", "tập đoàn", "ngân hàng", "kho bạc", "thanh tra", "văn phòng", "phòng", "quỹ",
    "liên minh", "liên hiệp", "liên đoàn", "hội", "hiệp hội", "đoàn thể", "đoàn", "tỉnh đoàn",
    "thành đoàn", "tỉnh ủy", "thành ủy", "huyện ủy", "đảng ủy", "mặt trận", "ubmttq", "mttq", "tòa án",
    "viện kiểm sát", "bảo hiểm xã hội", "hải quan", "thuế", "bệnh viện", "doanh nghiệp", "hợp tác xã",
    "cơ sở", "đơn vị", "cơ quan", "tổ chức", "cá nhân", "địa phương", "chợ", "ngành", "chủ tịch",
    "phó chủ tịch", "giám đốc", "lãnh đạo", "thủ trưởng", "chánh văn phòng", "chủ đầu tư", "nhà đầu tư",
    "trạm", "tổ công tác", "bưu điện", "cổng thông tin", "trang thông tin", "trưởng phòng", "skh",
    "sct", "stc", "các phòng", "hộ kinh doanh", "người dân", "nhân dân", "cộng đồng", "hộ gia đình",
    "đặc khu", "ấp", "thôn", "khu phố", "thống kê",
)  # fmt: skip
# After a head word these turn it into an ordinary word: "hội nhập", "đoàn kết", "báo cáo", "công ty" stays.
NOT_AFTER: Final = {
    "hội": ("nhập", "nghị", "thảo", "chợ"),
    "đoàn": ("kết",),
    "báo": ("cáo",),
    "bộ": ("tiêu", "phận", "máy"),
    "thuế": (),
    "ban": ("hành",),
    "cơ sở": ("dữ",),
    "đài": (),
    "tổ chức": ("thực", "triển", "hội"),
    "phòng": ("chống", "ngừa", "cháy"),
    "trường": ("hợp",),
}

ABBREVIATIONS: Final = (
    (r"\bS\.?\s?KH\s?(?:&|-|và)?\s?CN\b", "Sở Khoa học và Công nghệ"),
    (r"\bKH\s?(?:&|-|và)?\s?CN\b", "Khoa học và Công nghệ"),
    (r"\bSở Khoa(?: học)? và Công nghệ\b", "Sở Khoa học và Công nghệ"),
    (r"\bTT\s?(?:&|và)\s?TT\b", "Thông tin và Truyền thông"),
    (r"\bKH\s?(?:&|và)\s?ĐT\b", "Kế hoạch và Đầu tư"),
    (r"\bNN\s?(?:&|và)\s?PTNT\b", "Nông nghiệp và Phát triển nông thôn"),
    (r"\bNN\s?(?:&|và)\s?MT\b", "Nông nghiệp và Môi trường"),
    (r"\bTN\s?(?:&|và)\s?MT\b", "Tài nguyên và Môi trường"),
    (r"\bGD\s?(?:&|và)\s?ĐT\b", "Giáo dục và Đào tạo"),
    (r"\bLĐ\s?-?\s?TB\s?(?:&|và)?\s?XH\b", "Lao động - Thương binh và Xã hội"),
    (r"\bVH\s?,?\s?-?\s?TT\s?(?:&|và)\s?DL\b", "Văn hóa, Thể thao và Du lịch"),
    (r"\bGTVT\b", "Giao thông vận tải"),
    (r"\bTCĐLCL\b", "Tiêu chuẩn Đo lường Chất lượng"),
    (r"\bTĐC\b", "Tiêu chuẩn Đo lường Chất lượng"),
    (r"\bQLTT\b", "Quản lý thị trường"),
    (r"\bPT\s?(?:&|-|và)?\s?TH\b", "Phát thanh và Truyền hình"),
    (r"\bTTĐT\b", "Thông tin điện tử"),
    (r"\bUBMTTQ(?:VN)?(?: Việt Nam)?\b", "Ủy ban Mặt trận Tổ quốc Việt Nam"),
    (r"\bUỷ\b", "Ủy"),
    (r"\buỷ\b", "ủy"),
)

# Departments, old and new, as their names follow "Sở"; needed where several share one "Các sở: …".
DEPARTMENTS: Final = (
    "Khoa học và Công nghệ", "Công Thương", "Tài chính", "Kế hoạch và Đầu tư", "Nội vụ", "Tư pháp",
    "Y tế", "Xây dựng", "Giáo dục và Đào tạo", "Nông nghiệp và Môi trường",
    "Nông nghiệp và Phát triển nông thôn", "Tài nguyên và Môi trường", "Thông tin và Truyền thông",
    "Giao thông vận tải", "Lao động - Thương binh và Xã hội", "Lao động, Thương binh và Xã hội",
    "Văn hóa, Thể thao và Du lịch", "Văn hóa và Thể thao", "Văn hóa - Thể thao và Du lịch", "Du lịch",
    "Ngoại vụ", "Dân tộc và Tôn giáo", "Quy hoạch - Kiến trúc", "Quy hoạch và Kiến trúc",
)  # fmt: skip
