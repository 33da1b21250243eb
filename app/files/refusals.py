"""Say why a file is refused and what its sender can do, in Vietnamese and in English.

The sentences are data rather than gettext calls because the guard also runs where no web application exists
(the plan reader, command-line tools).
"""

from typing import NoReturn

from app.errors import DomainError

_RESAVE_VI = "Mở tệp bằng Word hoặc Excel, chọn Lưu thành… {extension}, rồi tải lên lại."
_RESAVE_EN = "Open it in Word or Excel, choose Save as… {extension}, then upload it again."

# code -> (English, Vietnamese)
SENTENCES: dict[str, tuple[str, str]] = {
    "empty": (
        "The file is empty. Check it on your computer and upload it again.",
        "Tệp trống, không có nội dung. Kiểm tra lại tệp trên máy rồi tải lên lại.",
    ),
    "too_large": (
        "The file has {size}, more than the {limit} allowed. Compress its pictures or split it in two.",
        "Tệp {size}, quá mức {limit}. Nén ảnh trong tệp hoặc chia làm hai.",
    ),
    "kind": (
        "Files ending in “{extension}” are not accepted. Upload one of: {allowed}.",
        "Không nhận tệp đuôi “{extension}”. Tải lên một trong các loại: {allowed}.",
    ),
    "no_extension": (
        "The file name has no ending, so its kind is unknown. Upload one of: {allowed}.",
        "Tên tệp không có đuôi nên không biết là loại tệp gì. Tải lên một trong các loại: {allowed}.",
    ),
    "double_extension": (
        "The file name hides “{extension}” in its middle. Rename the file and upload it again.",
        "Tên tệp có đuôi “{extension}” ẩn ở giữa. Đổi tên tệp rồi tải lên lại.",
    ),
    "content": (
        "The name ends in “{extension}”, but the content is not such a file. Save it again in its own kind.",
        "Tên tệp có đuôi “{extension}” nhưng nội dung không phải loại đó. Lưu lại đúng loại rồi tải lên.",
    ),
    "damaged": (
        "The file is damaged or incomplete. " + _RESAVE_EN,
        "Tệp bị hỏng hoặc chưa tải đủ. " + _RESAVE_VI,
    ),
    "damaged_image_or_pdf": (
        "The file is damaged or incomplete. Open it on your computer to check, then export or scan it again.",
        "Tệp bị hỏng hoặc chưa đủ. Mở thử trên máy để kiểm tra, xuất hoặc quét lại rồi tải lên.",
    ),
    "polyglot": (
        "The file hides content of another kind, so it is not accepted. Export or scan the document again.",
        "Tệp giấu nội dung của loại tệp khác nên không nhận được. Xuất hoặc quét lại văn bản rồi tải lên.",
    ),
    "macro": (
        "The file contains macros, so it is not accepted. " + _RESAVE_EN,
        "Tệp có macro nên không nhận được. Mở tệp, chọn Lưu thành… {extension}, rồi tải lên lại.",
    ),
    "encrypted": (
        "The file has a password, so it cannot be checked. Remove the password and upload it again.",
        "Tệp có mật khẩu nên không kiểm tra được. Bỏ mật khẩu của tệp rồi tải lên lại.",
    ),
    "bomb": (
        "Unpacked, the file would be abnormally large, so it is not accepted. " + _RESAVE_EN,
        "Tệp khi mở ra lớn bất thường nên không nhận được. " + _RESAVE_VI,
    ),
    "lying_header": (
        "The file declares sizes other than its real ones, so it is not accepted. " + _RESAVE_EN,
        "Tệp khai dung lượng không đúng thực tế nên không nhận được. " + _RESAVE_VI,
    ),
    "nested": (
        "The file contains other archives, so it is not accepted. Upload the documents inside one by one.",
        "Tệp chứa tệp nén khác bên trong nên không nhận được. Tải lên từng văn bản riêng.",
    ),
    "member_name": (
        "The file contains unsafe paths inside, so it is not accepted. " + _RESAVE_EN,
        "Tệp chứa đường dẫn không an toàn bên trong nên không nhận được. " + _RESAVE_VI,
    ),
    "document_type": (
        "The file contains a document type declaration, which office files never need. " + _RESAVE_EN,
        "Tệp chứa khai báo DOCTYPE mà tệp văn phòng không dùng, nên không nhận được. " + _RESAVE_VI,
    ),
    "secret": (
        "Do not upload state secrets. This file is marked “{stamp}”, so it was refused and not stored.",
        "Không tải lên văn bản mật. Tệp này có dấu “{stamp}” nên đã bị từ chối và không được lưu.",
    ),
}


class UnsafeFile(DomainError):
    """Raised for a file that must not be stored or parsed; nothing of it has been kept."""

    status = 422
    slug = "unsafe-file"

    def __init__(self, code: str, **details: str) -> None:
        english, vietnamese = SENTENCES[code]
        self.code = code
        self.message_en = english.format_map(details)
        self.message_vi = vietnamese.format_map(details)
        super().__init__(self.message_en)

    def sentence(self, language: str) -> str:
        """Say it in ``language`` ("vi", or anything else for English)."""
        return self.message_vi if language == "vi" else self.message_en


def refuse(code: str, filename: str = "", **details: str) -> NoReturn:
    """Raise :class:`UnsafeFile`; the advice names the ending to save the file as, taken from ``filename``."""
    ending = ".xlsx" if ".xls" in filename.lower() else ".docx"
    raise UnsafeFile(code, **{"extension": ending, **details})
