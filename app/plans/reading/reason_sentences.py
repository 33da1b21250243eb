"""The sentences behind the reading's codes, as data: the command line has no catalogue of texts."""

from typing import Final

from app.deadlines.phrases.reason_sentences import TIME_SENTENCES

# code: (Vietnamese, English)
REVIEW_SENTENCES: Final[dict[str, tuple[str, str]]] = {
    **TIME_SENTENCES,
    "paired_by_order": (
        "Nhiều việc và nhiều mốc trong một dòng, ghép với nhau theo thứ tự gạch đầu dòng.",
        "Several activities and dates in one row, paired by the order of their bullets.",
    ),
    "inner_schedule": (
        "Trong nội dung có chu kỳ riêng, khác với cột thời gian.",
        "The content names a cycle of its own beside the time column.",
    ),
    "time_from_heading": (
        "Ô thời gian trống; hạn lấy từ tiêu đề nhóm.",
        "The time cell is empty; the date comes from the group heading.",
    ),
    "time_from_title": ("Hạn lấy từ tên bảng.", "The date comes from the table's title."),
    # agencies
    "lead_missing": ("Dòng này không ghi cơ quan chủ trì.", "The row names no lead agency."),
    "lead_not_agency": ("Ô chủ trì không phải tên một cơ quan.", "The lead cell does not hold an agency's name."),
    "several_leads": ("Có từ hai cơ quan chủ trì trở lên.", "There is more than one lead agency."),
    "lead_also_coordinating": (
        "Cơ quan chủ trì cũng được ghi ở cột phối hợp; đã bỏ ở phần phối hợp.",
        "The lead agency was also listed as coordinating; it was taken out there.",
    ),
    "group_leads_and_coordinates": (
        "Một nhóm cơ quan vừa chủ trì vừa phối hợp: mỗi cơ quan chủ trì phần của mình.",
        "A group both leads and coordinates: each member leads its own part.",
    ),
    "agency_unclear": ("Chưa tách được tên cơ quan trong ô này.", "The agencies in this cell could not be told apart."),
    "agency_unknown": ("Có tên không khớp với danh mục cơ quan.", "A name is not in the register of agencies."),
    "agency_ended": (
        "Có cơ quan đã kết thúc hoạt động; chọn cơ quan kế thừa.",
        "An agency has ended; choose its successor.",
    ),
    "bracket_ignored": (
        "Có phần trong ngoặc chưa hiểu là cơ quan hay ghi chú.",
        "A bracket may be an agency or a remark.",
    ),
    "roles_in_one_column": (
        "Chủ trì và phối hợp ghi chung một cột.",
        "Lead and coordinating agencies share one column.",
    ),
    # targets and duties
    "comparator_inherited": (
        "“Ít nhất” ghi ở phần trước của câu, hiểu là áp dụng cho cả con số này.",
        "“At least” stands earlier in the sentence and is taken to hold for this figure too.",
    ),
    "unit_unclear": ("Chưa rõ con số này đếm cái gì.", "It is not clear what this figure counts."),
    "all_of_them": (
        "Văn bản ghi “tất cả”, không ghi con số; hiểu là 100%.",
        "The text says “all” and prints no figure; taken as 100%.",
    ),
    "cumulative_unclear": (
        "Chưa rõ con số này cộng dồn từ đầu hay chỉ tính cho giai đoạn sau.",
        "It is not clear whether this figure counts from the start or for the later phase only.",
    ),
    "who_unclear": ("Chưa rõ cơ quan nào phải thực hiện.", "It is not clear who has this duty."),
    "to_unclear": ("Chưa rõ báo cáo gửi cho cơ quan nào.", "It is not clear whom the report goes to."),
    # rows
    "row_joined": ("Dòng này được ghép từ hai dòng của bảng.", "The row was joined from two rows of the table."),
    "split_by_page": (
        "Ô bị ngắt trang, chữ của các cột xen nhau; kiểm tra phần được ghép.",
        "A page break mixed the columns of this row; check how they were joined.",
    ),
    "heading_in_row": (
        "Tiêu đề nhóm và việc đầu tiên in chung một ô; đã tách ra.",
        "A group heading and its first task were printed in one cell; they were separated.",
    ),
    "content_missing": ("Dòng này không có nội dung.", "The row has no content."),
    "content_merged": ("Nội dung lấy từ ô gộp phía trên.", "The content comes from a merged cell above."),
    "no_agencies": (
        "Dòng chỉ có nội dung: là tiêu đề không có việc, hoặc việc chưa ghi cơ quan.",
        "The row has content only: a heading without tasks, or a task without agencies.",
    ),
    "number_gap": ("Số thứ tự không nối tiếp dòng trước.", "The number does not follow the one before."),
    "columns_unclear": (
        "Không phân biệt chắc chắn các cột của dòng này.",
        "The columns of this row could not be told apart with certainty.",
    ),
    "note_not_funding": (
        "Cột Ghi chú ở dòng này có thể không phải nguồn kinh phí.",
        "The remark in this row may not be about funding.",
    ),
    "cell_not_read": (
        "Có ô nằm ngoài các cột đã nhận ra; xem phần không phải nhiệm vụ.",
        "A cell outside the recognised columns is listed among what is not a task.",
    ),
}

NOT_TASK_SENTENCES: Final[dict[str, tuple[str, str]]] = {
    "table_header": ("Tên các cột.", "The column headings."),
    "repeated_header": ("Tên các cột in lại ở trang sau.", "Column headings repeated on the next page."),
    "column_numbers": ("Dòng đánh số cột.", "The row that numbers the columns."),
    "group_heading": ("Tiêu đề nhóm nhiệm vụ.", "A heading of a group of tasks."),
    "number_alone": ("Số thứ tự không có nội dung.", "A number without content."),
    "page_number": ("Số trang.", "A page number."),
    "table_title": ("Tên bảng.", "The table's title."),
    "total": ("Dòng tổng cộng.", "A row of totals."),
    "note": ("Cột Ghi chú, không phải nguồn kinh phí.", "A remark that is not about funding."),
    "unknown_column": ("Cột không nhận ra.", "A column that was not recognised."),
    "after_annex": ("Phần sau bảng.", "What follows the table."),
    "signature": ("Phần ký.", "The signature block."),
    "hidden_sheet": ("Trang tính bị ẩn, không đọc.", "A hidden sheet, not read."),
}
