"""A letter as a mail that programs can read."""

from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default

from hypothesis import given
from hypothesis import strategies as st

from app.notifications.letters import Letter, as_mail

SENTENCE = "Báo cáo kết quả thực hiện Kế hoạch 86/KH-UBND quan trắc trong Report accepted: of – “ẵ”"
WORDS = SENTENCE.split()


def mail(subject="Thư", name="Hà", **values):
    content = as_mail(
        Letter(subject, **{"text": "Chào", **values}),
        sender="Tiến Độ <nhac-viec@tiendo.example>",
        name=name,
        address="ha@lamgiang.example",
        message_id="<1@tiendo.example>",
        written=datetime(2026, 11, 20, 2, 0, tzinfo=UTC),
    )
    return content, message_from_bytes(content, policy=default)


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=40).map(" ".join))
def test_a_subject_of_any_length_is_read_as_it_was_written(subject):
    content, read = mail(subject)
    assert read["Subject"] == subject
    assert max(len(line) for line in content.split(b"\r\n")) <= 78


@given(st.text(max_size=60))
def test_no_subject_and_no_name_can_add_a_header(text):
    plain = {"Subject", "From", "To", "Date", "Message-ID", "Auto-Submitted", "Content-Language"}
    _, read = mail(subject=text, name=text)
    assert set(read.keys()) - {"MIME-Version", "Content-Type", "Content-Transfer-Encoding"} == plain


def test_the_date_is_the_one_in_viet_nam():
    assert mail()[1]["Date"] == "Fri, 20 Nov 2026 09:00:00 +0700"


def test_vietnamese_survives_in_text_and_markup():
    _, read = mail(text="Kính gửi bà Hà,\n\nQuá hạn: ẵ ộ đ.", html="<p>Quá hạn: ẵ ộ đ.</p>")
    assert read.get_body(("plain",)).get_content().splitlines() == ["Kính gửi bà Hà,", "", "Quá hạn: ẵ ộ đ."]
    assert read.get_body(("html",)).get_content().strip() == "<p>Quá hạn: ẵ ộ đ.</p>"
