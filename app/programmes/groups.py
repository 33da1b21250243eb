"""The nine groups of the situation analysis, by the Ministry's guide (QĐ 510/QĐ-BKHCN of 17/3/2021).

Vietnamese, because they are the contents of a form, as its labels are.
"""

from collections.abc import Mapping

GROUPS: Mapping[int, str] = dict(
    enumerate(
        (
            "Tổ chức quản lý đo lường",
            "Nhân sự, năng lực, đào tạo",
            "Phương pháp đo",
            "Phương tiện đo, chuẩn đo lường, chất chuẩn, liên kết chuẩn",
            "Kiểm định, hiệu chuẩn, thử nghiệm, bảo trì",
            "Môi trường, cơ sở hạ tầng",
            "Dữ liệu, hồ sơ, phần mềm",
            "So sánh liên phòng, kiểm soát chất lượng",
            "Hiệu quả dự kiến",
        ),
        start=1,
    )
)


def empty_rows() -> list[dict[str, object]]:
    """Return the rows with which the form of the analysis begins."""
    return [{"number": number, "title": title} for number, title in GROUPS.items()]
