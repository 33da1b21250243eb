"""Wrong entries about duties, rounds and reports."""

from tests.abuse.sending import EXTENSION, NUMBER, RECEIPT, as_coordinator, duty, on_report
from tests.abuse.trying import Wrong

REPORTING = [
    Wrong(
        "duty without a title",
        duty(title=""),
        422,
        "Ghi tên báo cáo, ví dụ: Báo cáo kết quả thực hiện Kế hoạch 86/KH-UBND.",
        ("Điều 3 Kế hoạch 86",),
    ),
    Wrong(
        "duty on 31/11",
        duty(due_day="31", due_month="11"),
        422,
        "Ngày này không có trong lịch. Nhập ngày và tháng, hoặc để trống cả hai.",
        ("Báo cáo năm",),
    ),
    Wrong(
        "duty on a day that is no number",
        duty(due_day="²", due_month="11"),
        422,
        "Ngày này không có trong lịch. Nhập ngày và tháng, hoặc để trống cả hai.",
        ("Báo cáo năm",),
    ),
    Wrong("duty of nobody", duty(roster=[]), 422, "Chọn ai phải báo cáo.", ("Báo cáo năm",)),
    Wrong("duty with an unknown reading", duty(reading="kindly"), 422, "Chọn cách tính quá hạn.", ("Báo cáo năm",)),
    Wrong(
        "a round of no duty",
        as_coordinator("/campaigns", obligation="999"),
        404,
        "Không có nghĩa vụ báo cáo này, hoặc bạn không được xem.",
    ),
    Wrong(
        "a round of a duty beyond all numbers",
        as_coordinator("/campaigns", obligation="9" * 30),
        404,
        "Không có nghĩa vụ báo cáo này, hoặc bạn không được xem.",
    ),
    Wrong(
        "more time until yesterday",
        on_report("extension", "focal_point", **EXTENSION | {"until": "19/11/2026"}),
        422,
        "Chọn một ngày sau hôm nay và sau hạn hiện nay.",
        ("Chờ số liệu",),
    ),
    Wrong(
        "more time until 31/11",
        on_report("extension", "focal_point", **EXTENSION | {"until": "31/11/2026"}),
        422,
        "Ngày này không có trong lịch. Viết ngày/tháng/năm, ví dụ 07/3/2026.",
        ("31/11/2026", "Chờ số liệu"),
    ),
    Wrong(
        "more time without a reason",
        on_report("extension", "focal_point", **EXTENSION | {"reason": ""}),
        422,
        "Ghi lý do cần thêm thời gian.",
        ("04/12/2026",),
    ),
    Wrong(
        "more time for another agency",
        on_report("extension", "outsider", **EXTENSION),
        404,
        "Không tìm thấy hồ sơ này, hoặc bạn không được xem.",
    ),
    Wrong(
        "more time asked by the coordinator",
        on_report("extension", **EXTENSION),
        403,
        "Bạn được xem, nhưng không được làm việc này.",
    ),
    Wrong(
        "received tomorrow",
        on_report("receipt", **RECEIPT | {"received_on": "21/11/2026"}),
        422,
        "Thời điểm này chưa tới.",
        ("21/11/2026", "215/BC-SCT"),
    ),
    Wrong(
        "received at 25:61",
        on_report("receipt", **RECEIPT | {"received_time": "25:61"}),
        422,
        "Nhập giờ dạng giờ:phút, ví dụ 09:30.",
        ("25:61",),
    ),
    Wrong(
        "received by pigeon",
        on_report("receipt", **RECEIPT | {"channel": "pigeon"}),
        422,
        "Chọn báo cáo đến bằng cách nào.",
        ("215/BC-SCT",),
    ),
    Wrong(
        "signed after it was received",
        on_report("receipt", **RECEIPT | {"signed_on": "25/12/2026"}),
        422,
        "Ngày ký không thể sau ngày nhận.",
        ("25/12/2026",),
    ),
    Wrong(
        "numbered in the future",
        on_report("number", **NUMBER | {"signed_on": "01/12/2026"}),
        422,
        "Ngày này chưa tới.",
        ("01/12/2026",),
    ),
    Wrong(
        "numbered without a number",
        on_report("number", **NUMBER | {"number": ""}),
        422,
        "Nhập số và ký hiệu, ví dụ 215/BC-SCT.",
        ("19/11/2026",),
    ),
    Wrong(
        "a call about nothing",
        on_report("call", spoke_with="Bà Mận", note=""),
        422,
        "Ghi ngắn gọn đã thống nhất điều gì.",
        ("Bà Mận",),
    ),
]
