"""Wrong entries at the sign-in page and the account's own."""

from tests.abuse.sending import AGENCY, set_password, sign_in, with_token
from tests.abuse.trying import Wrong

SIGNING_IN = [
    Wrong(
        "no e-mail address",
        sign_in("", "x" * 14),
        422,
        "Đây không phải địa chỉ thư điện tử. Ví dụ: an@congthuong.lamgiang.example.",
    ),
    Wrong(
        "no such e-mail address form",
        sign_in("ha at lamgiang", "x" * 14),
        422,
        "Đây không phải địa chỉ thư điện tử. Ví dụ: an@congthuong.lamgiang.example.",
        ("ha at lamgiang",),
    ),
    Wrong(
        "wrong password",
        sign_in("ha@lamgiang.example", "sai mật khẩu rồi"),
        422,
        "Thư điện tử hoặc mật khẩu chưa đúng.",
        ("ha@lamgiang.example",),
    ),
    Wrong(
        "unknown account",
        sign_in("ai@lamgiang.example", "sai mật khẩu rồi"),
        422,
        "Thư điện tử hoặc mật khẩu chưa đúng.",
        ("ai@lamgiang.example",),
    ),
    Wrong(
        "disabled account",
        sign_in("nghi@lamgiang.example", "mười bốn chữ cái trở lên"),
        422,
        "Thư điện tử hoặc mật khẩu chưa đúng.",
    ),
    Wrong(
        "a password of a million letters",
        sign_in("lan@lamgiang.example", "x" * 1_000_000),
        422,
        "Dài quá. Hãy viết ngắn lại.",
    ),
    Wrong(
        "NUL in the e-mail address",
        sign_in("a\x00b@lamgiang.example", "x" * 14),
        400,
        "Nội dung gửi lên có ký tự không lưu được. Bỏ các ký tự đó rồi gửi lại.",
    ),
    Wrong(
        "reset for no address",
        lambda w: w.browser(None).post("/forgot-password", data=with_token(w, email="ha")),
        422,
        "Đây không phải địa chỉ thư điện tử. Ví dụ: an@congthuong.lamgiang.example.",
        ("ha",),
    ),
    Wrong(
        "expired invitation",
        lambda w: w.get(None, f"/account/link/{w.links['expired']}"),
        410,
        "Liên kết này không còn dùng được: đã dùng, đã hết hạn, hoặc có liên kết mới hơn.",
    ),
    Wrong(
        "used invitation",
        lambda w: w.get(None, f"/account/link/{w.links['used']}"),
        410,
        "Liên kết này không còn dùng được: đã dùng, đã hết hạn, hoặc có liên kết mới hơn.",
    ),
    Wrong(
        "forged invitation",
        lambda w: w.get(None, f"/account/link/{w.links['open']}x"),
        410,
        "Liên kết này không còn dùng được: đã dùng, đã hết hạn, hoặc có liên kết mới hơn.",
    ),
    Wrong(
        "password set on an expired invitation",
        set_password("expired", "năm con trâu qua cầu tre"),
        410,
        "Liên kết này không còn dùng được: đã dùng, đã hết hạn, hoặc có liên kết mới hơn.",
    ),
    Wrong(
        "a short password",
        set_password("open", "ngắn quá"),
        422,
        "Chọn ít nhất 14 ký tự; dùng vài từ có dấu cách cũng được.",
    ),
    Wrong(
        "a password everybody has",
        set_password("open", "matkhau123456789"),
        422,
        "Nhiều người chọn mật khẩu như vậy. Ghép những từ mà chỉ bạn mới nghĩ ra.",
    ),
    Wrong(
        "the same letter",
        set_password("open", "a" * 20),
        422,
        "Nhiều người chọn mật khẩu như vậy. Ghép những từ mà chỉ bạn mới nghĩ ra.",
    ),
    Wrong(
        "wrong present password",
        lambda w: w.post(
            w.people.leader, "/account/password", {"current_password": "sai", "password": "năm con trâu qua cầu tre"}
        ),
        422,
        "Đây không phải mật khẩu hiện tại của bạn.",
    ),
    Wrong(
        "an unknown language",
        lambda w: w.post(w.people.leader, "/account/preferences", {"locale": "xx"}),
        422,
        "Chọn ngôn ngữ.",
    ),
    Wrong(
        "somebody else's session",
        lambda w: w.post(w.people.leader, "/account/sessions/1/end", {}),
        404,
        "Không tìm thấy trang này, hoặc bạn không được xem.",
    ),
    Wrong(
        "no CSRF token",
        lambda w: w.browser(w.people.coordinator).post("/agencies", data=AGENCY),
        400,
        "Mở lại trang rồi làm lại. Bản nháp vẫn còn; việc chưa thay đổi.",
    ),
    Wrong(
        "a wrong CSRF token",
        lambda w: w.browser(w.people.coordinator).post("/agencies", data={"csrf_token": "x", **AGENCY}),
        400,
        "Mở lại trang rồi làm lại. Bản nháp vẫn còn; việc chưa thay đổi.",
    ),
]
