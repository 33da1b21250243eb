"""Documents to print: one of each shape, with every Vietnamese letter that stacks marks."""

from app.documents.paper import Annex, Grid, Heading, Paper, Paragraph, Run, plain

STACKED = (
    "Ẵ Ặ Ẳ Ằ Ắ Ẫ Ậ Ẩ Ầ Ấ Ễ Ệ Ể Ề Ế Ỗ Ộ Ổ Ồ Ố Ỡ Ợ Ở Ờ Ớ Ữ Ự Ử Ừ Ứ Ỹ Ỵ Ỷ Ỳ Ý Đ đ "
    "ẵ ặ ẳ ằ ắ ẫ ậ ẩ ầ ấ ễ ệ ể ề ế ỗ ộ ổ ồ ố ỡ ợ ở ờ ớ"
)
HEAD = {
    "above": ("UBND TỈNH LAM GIANG",),
    "own": ("SỞ KHOA HỌC VÀ CÔNG NGHỆ",),
    "issuer": "Sở Khoa học và Công nghệ",
    "place": "Lam Giang",
    "year": 2026,
}
DUTY = (
    "Thực hiện Mục V Kế hoạch số 86/KH-UBND ngày 12/3/2026 của Ủy ban nhân dân tỉnh, các cơ quan, đơn vị, địa phương "
    "có trách nhiệm gửi báo cáo về Sở Khoa học và Công nghệ trước ngày 30/11/2026."
)


def rows(count: int) -> tuple[tuple[str, ...], ...]:
    return tuple((str(n), f"Ủy ban nhân dân xã Đông Lam {n}", "Chưa gửi báo cáo") for n in range(1, count + 1))


def grid(count: int) -> Grid:
    return Grid(("TT", "Cơ quan", "Còn thiếu"), rows(count), (12, 93, 60))


def letter(addressees=("Sở Công Thương",), annex_rows: int = 0, text: str = STACKED, is_wide: bool = False) -> Paper:
    return Paper(
        **HEAD,
        symbol="SKHCN-TĐC",
        about="đôn đốc báo cáo kết quả thực hiện Kế hoạch số 86/KH-UBND năm 2026",
        addressees=addressees,
        blocks=(
            plain(DUTY),
            plain(text),
            Paragraph((Run("Đề nghị gửi báo cáo "), Run("trước ngày 14/12/2026", bold=True), Run("."))),
            Paragraph((Run("Liên hệ: "), Run("Đỗ Anh Tuấn, 0912 345 678", is_personal=True), Run("./."))),
        ),
        recipients=("- Như trên;", "- UBND tỉnh Lam Giang (b/c);", "- Lưu: VT, TĐC."),
        post=("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
        signer="Vũ Đức Long",
        annex=Annex("DANH SÁCH CƠ QUAN, ĐƠN VỊ, ĐỊA PHƯƠNG", (grid(annex_rows),), is_wide) if annex_rows else None,
    )


def report(table_rows: int = 60) -> Paper:
    return Paper(
        **HEAD,
        symbol="BC-SKHCN",
        kind="BÁO CÁO",
        about="Tình hình đôn đốc báo cáo kết quả thực hiện Kế hoạch 86/KH-UBND năm 2026",
        addressees=("Ủy ban nhân dân tỉnh Lam Giang",),
        blocks=(Heading("I. TÌNH HÌNH GỬI BÁO CÁO"), plain(DUTY), grid(table_rows), plain("Trân trọng./.")),
        recipients=("- Như trên;", "- Lưu: VT."),
        post=("GIÁM ĐỐC",),
        signer="Vũ Đức Long",
    )
