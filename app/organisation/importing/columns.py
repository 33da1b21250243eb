"""The columns of the spreadsheet, recognised by their headings in any order."""

from app.organisation.models import AgencyKind
from app.organisation.spreadsheets.layout import Column, Layout
from app.vietnamese import search_key

COLUMNS = (
    Column("code", "Mã cơ quan", ("Mã", "Mã đơn vị"), "SCT"),
    Column("name", "Tên cơ quan", ("Tên đơn vị", "Cơ quan", "Đơn vị"), "Sở Công Thương"),
    Column("short_name", "Tên viết tắt", ("Viết tắt", "Tên ngắn"), "Công Thương"),
    Column("kind", "Loại cơ quan", ("Loại", "Loại đơn vị"), "Sở"),
    Column("identifier_code", "Mã định danh", (), "000.00.05.H99"),
    Column("parent", "Mã cơ quan chủ quản", ("Cơ quan chủ quản", "Trực thuộc"), ""),
    Column("phone", "Điện thoại cơ quan", ("Điện thoại",), "0000 000 000"),
    Column("email", "Thư điện tử cơ quan", ("Thư điện tử", "Email"), "vanthu@congthuong.lamgiang.example"),
    Column("valid_from", "Hoạt động từ ngày", ("Ngày bắt đầu", "Từ ngày"), "01/7/2025"),
    Column("aliases", "Tên khác", ("Tên gọi khác", "Tên cũ"), "Sở CT; Sở Công thương"),
    Column("focal_point_name", "Đầu mối", ("Họ tên đầu mối", "Đầu mối: họ tên"), "Nguyễn Thị Minh Hà"),
    Column("focal_point_email", "Thư điện tử đầu mối", ("Email đầu mối",), "ha.ntm@congthuong.lamgiang.example"),
    Column("focal_point_phone", "Điện thoại đầu mối", ("Số điện thoại đầu mối",), "0000 000 001"),
    Column("deputy_name", "Người thay đầu mối", ("Đầu mối dự phòng",), ""),
    Column("deputy_email", "Thư điện tử người thay", ("Thư điện tử đầu mối dự phòng",), ""),
    Column("deputy_phone", "Điện thoại người thay", ("Điện thoại đầu mối dự phòng",), ""),
    Column("agency_head_name", "Thủ trưởng", ("Lãnh đạo", "Họ tên thủ trưởng"), ""),
    Column("agency_head_email", "Thư điện tử thủ trưởng", ("Email thủ trưởng",), ""),
    Column("agency_head_phone", "Điện thoại thủ trưởng", (), ""),
)
PLACES = ("focal_point", "deputy", "agency_head")  # whom a row can seat

# What people write in the column "Loại cơ quan".
KIND_WORDS: dict[AgencyKind, tuple[str, ...]] = {
    AgencyKind.department: ("Sở", "Sở, ban, ngành", "Ban, ngành", "Văn phòng"),
    AgencyKind.party: ("Đảng", "Cơ quan Đảng"),
    AgencyKind.front: ("Mặt trận", "Đoàn thể", "Mặt trận, đoàn thể"),
    AgencyKind.armed_force: ("Lực lượng vũ trang", "Công an, quân đội"),
    AgencyKind.unit: ("Đơn vị sự nghiệp",),
    AgencyKind.commune: ("Xã",),
    AgencyKind.ward: ("Phường",),
    AgencyKind.special_zone: ("Đặc khu",),
    AgencyKind.district: ("Huyện", "Cấp huyện"),
    AgencyKind.enterprise: ("Doanh nghiệp",),
    AgencyKind.laboratory: ("Phòng thí nghiệm",),
    AgencyKind.committee: ("Ủy ban nhân dân", "UBND"),
    AgencyKind.ministry: ("Bộ", "Cơ quan trung ương"),
}
LAYOUT = Layout(
    "Cơ quan",
    COLUMNS,
    required=("code", "name"),
    max_rows=2_000,
    choices={"Loại cơ quan": [words[0] for words in KIND_WORDS.values()]},
)
_KINDS = {search_key(word): kind for kind, words in KIND_WORDS.items() for word in (kind.value, *words)}
# Beginnings of names that leave no doubt.
_NAMES = {
    "so ": AgencyKind.department,
    "uy ban nhan dan xa ": AgencyKind.commune,
    "ubnd xa ": AgencyKind.commune,
    "uy ban nhan dan phuong ": AgencyKind.ward,
    "ubnd phuong ": AgencyKind.ward,
    "uy ban nhan dan dac khu ": AgencyKind.special_zone,
    "ubnd dac khu ": AgencyKind.special_zone,
}


def kind_of(words: str, name: str) -> AgencyKind | None:
    """Return the kind written in the sheet, else the one the name leaves no doubt about."""
    if words:
        return _KINDS.get(search_key(words))
    plain = search_key(name) + " "
    return next((kind for beginning, kind in _NAMES.items() if plain.startswith(beginning)), None)
