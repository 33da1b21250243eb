"""Mails that were queued as plain words are dressed like the others."""

from app.notifications.rendering import dress


def test_every_paragraph_and_every_address_of_the_words_is_in_the_page(app):
    with app.test_request_context():
        page = dress("Đặt mật khẩu", "Kính gửi bà Hà,\n\nMở liên kết:\nhttp://localhost/account/link/abc\n")
    assert page.count("<p") >= 2
    assert 'href="http://localhost/account/link/abc"' in page


def test_words_stay_words_whatever_they_hold(app):
    with app.test_request_context():
        page = dress("<b>", "Tên: <script>alert(1)</script>")
    assert "<script>" not in page
    assert "<title><b>" not in page
