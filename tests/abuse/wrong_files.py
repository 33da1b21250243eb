"""Files that must not come in, at the file field of a task."""

import io

from tests.abuse.trying import Wrong
from tests.files.made import PDF, archive, bomb, content_types, docx, png, word_archive

MACRO = archive(
    {"[Content_Types].xml": content_types(), "word/document.xml": b"<w:document/>", "word/vbaProject.bin": b"x"}
)
ENCRYPTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + "EncryptedPackage".encode("utf-16-le") + bytes(512)


def upload(content: bytes, name: str, **fields: str):
    return lambda w: w.upload(content, name, **fields)


FILES = [
    Wrong(
        "an empty file",
        upload(b"", "trống.pdf"),
        422,
        "Tệp trống, không có nội dung. Kiểm tra lại tệp trên máy rồi tải lên lại.",
    ),
    Wrong(
        "21 MB",
        upload(PDF + bytes(21 * 1024 * 1024), "lớn.pdf"),
        422,
        "Tệp 22 MB, quá mức 20 MB. Nén ảnh trong tệp hoặc chia làm hai.",
    ),
    Wrong(
        "a program",
        upload(b"MZ" + bytes(200), "cài.exe"),
        422,
        "Không nhận tệp đuôi “.exe”. Tải lên một trong các loại: .pdf, .docx, .xlsx, .jpg, .jpeg, .png.",
    ),
    Wrong(
        "a program in the middle of the name",
        upload(PDF, "báo cáo.exe.pdf"),
        422,
        "Tên tệp có đuôi “.exe” ẩn ở giữa. Đổi tên tệp rồi tải lên lại.",
    ),
    Wrong(
        "a picture called PDF",
        upload(png(), "bản ký.pdf"),
        422,
        "Tên tệp có đuôi “.pdf” nhưng nội dung không phải loại đó. Lưu lại đúng loại rồi tải lên.",
    ),
    Wrong(
        "a web page called PDF",
        upload(b"%PDF-1.7\n<html><script>alert(1)</script></html>", "bản ký.pdf"),
        422,
        "Tệp bị hỏng hoặc chưa đủ. Mở thử trên máy để kiểm tra, xuất hoặc quét lại rồi tải lên.",
    ),
    Wrong(
        "an SVG",
        upload(b"<svg xmlns='http://www.w3.org/2000/svg'/>", "dấu.svg"),
        422,
        "Không nhận tệp đuôi “.svg”. Tải lên một trong các loại: .pdf, .docx, .xlsx, .jpg, .jpeg, .png.",
    ),
    Wrong(
        "macros inside",
        upload(MACRO, "biểu.docx"),
        422,
        "Tệp có macro nên không nhận được. Mở tệp, chọn Lưu thành… .docx, rồi tải lên lại.",
    ),
    Wrong(
        "a macro ending",
        upload(docx(), "biểu.docm"),
        422,
        "Tệp có macro nên không nhận được. Mở tệp, chọn Lưu thành… .docx, rồi tải lên lại.",
    ),
    Wrong(
        "a password on it",
        upload(ENCRYPTED, "mật khẩu.docx"),
        422,
        "Tệp có mật khẩu nên không kiểm tra được. Bỏ mật khẩu của tệp rồi tải lên lại.",
    ),
    Wrong(
        "a zip bomb",
        upload(bomb(), "bom.docx"),
        422,
        "Tệp khi mở ra lớn bất thường nên không nhận được.",
    ),
    Wrong(
        "an archive in the archive",
        upload(word_archive(**{"word/x.zip": archive({"y.zip": archive({"a": b"b"})})}), "lồng.docx"),
        422,
        "Tệp chứa tệp nén khác bên trong nên không nhận được. Tải lên từng văn bản riêng.",
    ),
    Wrong(
        "paths that climb",
        upload(word_archive(**{"../../evil": b"x"}), "leo.docx"),
        422,
        "Tệp chứa đường dẫn không an toàn bên trong nên không nhận được.",
    ),
    Wrong(
        "cut off",
        upload(docx()[:-40], "đứt.docx"),
        422,
        "Tệp bị hỏng hoặc chưa tải đủ.",
    ),
    Wrong(
        "a secret stamp in the name",
        upload(docx(), "(MẬT) báo cáo.docx"),
        422,
        "Không tải lên văn bản mật. Tệp này có dấu “MẬT” nên đã bị từ chối và không được lưu.",
    ),
    Wrong(
        "a secret stamp in the text",
        upload(docx("TUYỆT MẬT"), "báo cáo.docx"),
        422,
        "Không tải lên văn bản mật. Tệp này có dấu “TUYỆT MẬT” nên đã bị từ chối và không được lưu.",
    ),
    Wrong(
        "not vouched for",
        upload(docx(), "báo cáo.docx", _not_secret=""),
        422,
        "Đánh dấu xác nhận tệp không chứa bí mật nhà nước rồi tải lên lại.",
    ),
    Wrong(
        "no file",
        lambda w: w.post(w.people.focal_point, f"/tasks/{w.dossier.task_id}/files", {"field": "papers"}),
        422,
        "Chọn tệp trước.",
    ),
    Wrong(
        "for somebody else's task",
        lambda w: w.post(
            w.people.outsider,
            f"/tasks/{w.dossier.task_id}/files",
            {"file": (io.BytesIO(PDF), "a.pdf"), "field": "papers", "_not_secret": "papers"},
        ),
        404,
        "Không tìm thấy việc này, hoặc bạn không được xem.",
    ),
    Wrong(
        "for a field that is none",
        upload(docx(), "báo cáo.docx", field="nothing", _not_secret="nothing"),
        422,
        "Biểu mẫu này không nhận tệp ở đây. Tải lại trang.",
    ),
]
