"""Why a person should look at a time phrase, in words; data, for the command line has no catalogue of texts."""

from typing import Final

# code: (Vietnamese, English)
TIME_SENTENCES: Final[dict[str, tuple[str, str]]] = {
    "no_time": ("Không ghi thời gian.", "No time is named."),
    "no_date": ("Văn bản không ghi ngày hay năm cụ thể cho việc này.", "The text names no day or year for this."),
    "set_elsewhere": (
        "Thời gian phụ thuộc một văn bản, kế hoạch hoặc tiến độ khác; xem văn bản đó.",
        "The time depends on another document, plan or schedule; look there.",
    ),
    "no_start_year": (
        "Không rõ văn bản ban hành ngày nào nên chưa tính được hạn đầu tiên. Nhập ngày ban hành.",
        "The day of issue is not known, so the first date cannot be computed. Enter the day of issue.",
    ),
    "no_anchor_year": (
        "Văn bản chỉ ghi chu kỳ, không ghi năm bắt đầu. Hệ thống không tự đoán.",
        "The text gives a cycle but no first year. Nothing is guessed.",
    ),
    "cycle_disagrees": (
        "Các năm được ghi không cách nhau đúng chu kỳ; kiểm tra lại.",
        "The printed years are not a whole number of cycles apart; check them.",
    ),
    "evenly_spread": (
        "Văn bản ghi số lần trong năm, không ghi ngày; ở đây chia đều trong năm.",
        "The text says how often a year, not on which days; they are spread evenly here.",
    ),
    "year_missing": (
        "Có quý, tháng hoặc ngày nhưng không có năm.",
        "A quarter, month or day is printed without its year.",
    ),
    "year_of_issue": (
        "Không ghi năm; lấy năm ban hành văn bản. Kiểm tra lại.",
        "No year is printed; the year of issue was taken. Check it.",
    ),
    "span_over": (
        "Những năm được ghi đã qua khi văn bản ban hành.",
        "The years that are named had passed when the document was issued.",
    ),
    "impossible_date": ("Ngày này không có trong lịch.", "This day is not in the calendar."),
    "weekday_disagrees": ("Thứ và ngày được ghi không khớp nhau.", "The printed weekday is not that of the date."),
    "hour_left_out": (
        "Văn bản ghi cả giờ; ở đây chỉ giữ ngày.",
        "The text prints an hour; only the day is kept here.",
    ),
    "vague_time": (
        "Thời gian ghi chung chung (đầu năm, giữa tháng, khoảng tháng 6).",
        "The time is vague (early in the year, around June).",
    ),
    "phase_unknown": (
        "Nhắc đến một giai đoạn mà văn bản không ghi từ năm nào đến năm nào.",
        "A phase is named whose years the document does not give.",
    ),
    "issue_day_missing": (
        "Thời hạn tính từ ngày ban hành, mà chưa rõ ngày đó. Nhập ngày ban hành.",
        "The period runs from the day of issue, which is not known. Enter the day of issue.",
    ),
    "event_day_missing": (
        "Thời hạn tính từ một sự kiện mà chưa rõ ngày. Khi biết ngày đó mới tính được hạn.",
        "The period runs from an event whose day is not known yet; only that day gives a date.",
    ),
    "starts_after": (
        "“Sau” một thời hạn nói từ lúc nào, không hẳn là phải xong lúc nào; kiểm tra lại.",
        "“After” a period says from when, not surely by when; check what is meant.",
    ),
    "national_calendar": (
        "Đếm theo ngày nghỉ chung của cả nước; ngày nghỉ và làm bù riêng của tỉnh chưa tính.",
        "Counted by the country's days off; the province's own days off and worked Saturdays are not in it.",
    ),
    "unreadable_time": ("Chưa hiểu cụm từ thời gian.", "The time phrase was not understood."),
    "partly_read": (
        "Chỉ hiểu một phần cụm từ thời gian; phần còn lại cần người đọc.",
        "Only a part of the time phrase was understood; the rest needs a reader.",
    ),
    "several_dates": ("Một ô có nhiều mốc thời gian.", "One cell holds several dates."),
}
