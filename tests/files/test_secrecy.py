"""State secrets are refused by their stamp; ordinary words that look like one are not."""

import pytest

from app.files.guard import UnsafeFile, check_upload
from app.files.secrecy import stamp_in_name
from tests.files.made import PDF, docx


@pytest.mark.parametrize(
    ("name", "degree"),
    [
        ("Công văn 12 MẬT.pdf", "MẬT"),
        ("CV_12_MẬT.docx", "MẬT"),
        ("Báo cáo (mật).pdf", "MẬT"),
        ("bao cao [MAT].pdf", "MẬT"),
        ("TỐI MẬT - phương án.pdf", "TỐI MẬT"),
        ("phuong an TOI_MAT.pdf", "TỐI MẬT"),
        ("tuyệt mật.docx", "TUYỆT MẬT"),
        ("12-TUYET-MAT.pdf", "TUYỆT MẬT"),
        ("CV 12 MA\u0302\u0323T.pdf", "MẬT"),
    ],
)
def test_a_stamp_in_a_name_is_seen(name, degree):
    assert stamp_in_name(name) == degree


@pytest.mark.parametrize(
    "name",
    [
        "Hướng dẫn đổi mật khẩu.pdf",
        "QUY ĐỊNH BẢO MẬT THÔNG TIN.pdf",
        "HƯỚNG DẪN MẬT KHẨU.pdf",
        "MẬT ĐỘ DÂN SỐ.xlsx",
        "SẢN PHẨM MẬT ONG.pdf",
        "MAT BANG TONG THE.pdf",
        "don bao toi mat the.pdf",
        "bí mật kinh doanh.pdf",
        "Báo cáo năm 2026.pdf",
    ],
)
def test_ordinary_words_are_no_stamp(name):
    assert stamp_in_name(name) is None


def test_the_sentence_is_the_agreed_one():
    with pytest.raises(UnsafeFile) as refused:
        check_upload(PDF, "CV 12 MẬT.pdf", max_bytes=10_000)
    assert refused.value.message_vi == (
        "Không tải lên văn bản mật. Tệp này có dấu “MẬT” nên đã bị từ chối và không được lưu."
    )


@pytest.mark.parametrize("content", [docx("TUYỆT MẬT"), docx(header="TUYỆT MẬT"), docx("tuyệt  mật")])
def test_a_stamp_printed_in_a_word_document_is_seen(content):
    with pytest.raises(UnsafeFile, match="TUYỆT MẬT"):
        check_upload(content, "cong van.docx", max_bytes=1_000_000)


def test_a_sentence_about_secrets_is_no_stamp():
    content = docx("Không gửi văn bản có độ MẬT qua hệ thống này.")
    assert check_upload(content, "quy che.docx", max_bytes=1_000_000).extension == ".docx"
