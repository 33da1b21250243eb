"""Wrong entries on pages."""

import io
from typing import Any

from tests.abuse.trying import Wrong
from tests.abuse.world import World
from tests.organisation.test_importing import HEADINGS, HEALTH, workbook

AGENCY = {"code": "SYT", "name": "Sở Y tế", "kind": "department", "valid_from": "01/7/2025"}
DUTY = {"title": "Báo cáo năm", "legal_basis": "Điều 3 Kế hoạch 86", "roster": ["department"]}
PERSON = {"name": "Cao Thị Mận", "email": "man@lamgiang.example", "role": "specialist"}
RECEIPT = {"channel": "paper", "received_on": "20/11/2026", "received_time": "08:00", "number": "215/BC-SCT"}
NUMBER = {"number": "215/BC-SCT", "signed_on": "19/11/2026"}
EXTENSION = {"until": "04/12/2026", "reason": "Chờ số liệu của các xã."}
DOSSIER = {"subject": "Mua chuẩn đo lường F1", "held_on": "", "amount": ""}


def as_coordinator(path: str, **fields: Any):
    return lambda w: w.post(w.people.coordinator, path, fields)


def as_administrator(path: str, **fields: Any):
    return lambda w: w.post(w.people.administrator, path, fields)


def agency(**wrong: str):
    return as_coordinator("/agencies", **AGENCY | wrong)


def duty(**wrong: Any):
    return as_coordinator("/obligations", **DUTY | wrong)


def person(**wrong: str):
    return as_administrator("/users", **PERSON | wrong)


def dossier(then: str = "_send", **entries: str):
    """Send the dossier's form as its focal point."""
    return lambda w: w.post(w.people.focal_point, f"/tasks/{w.dossier.task_id}", {then: "", **DOSSIER, **entries})


def on_report(part: str, by: str = "coordinator", **fields: Any):
    return lambda w: w.post(getattr(w.people, by), f"/reports/{w.round.report_case()}/{part}", fields)


def ending(**fields: str):
    return lambda w: w.post(w.people.coordinator, f"/agencies/{w.people.other_agency.id}/end", fields)


def seat(**fields: str):
    return lambda w: w.post(w.people.coordinator, f"/agencies/{w.people.agency.id}/seats/focal_point", fields)


def imported(content: bytes, name: str = "co-quan.xlsx"):
    return lambda w: w.post(w.people.coordinator, "/agencies/import", {"file": (io.BytesIO(content), name)})


def set_password(link: str, password: str):
    def send(w: World):
        return w.browser(None).post(f"/account/link/{w.links[link]}", data=_with_token(w, password=password))

    return send


def sign_in(email: str, password: str, **fields: str):
    return lambda w: w.browser(None).post("/sign-in", data=_with_token(w, email=email, password=password, **fields))


def _with_token(w: World, **fields: str) -> dict[str, str]:
    from tests.abuse.world import csrf_token

    return {"csrf_token": csrf_token(w.browser(None)), **fields}


def handed_over(**fields: str):
    return lambda w: w.post(w.people.focal_point, f"/tasks/{w.request.task_id}/hand-over", fields)


def in_english(path: str, **fields: Any):
    return lambda w: w.post(w.english, path, fields)


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
        lambda w: w.browser(None).post("/forgot-password", data=_with_token(w, email="ha")),
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
REGISTER = [
    Wrong(
        "agency without a code",
        agency(code=""),
        422,
        "Dùng chữ, số, dấu chấm và gạch nối, ví dụ SCT hoặc 000.00.12.H99.",
        ("Sở Y tế",),
    ),
    Wrong(
        "agency code with spaces",
        agency(code="S Y T"),
        422,
        "Dùng chữ, số, dấu chấm và gạch nối, ví dụ SCT hoặc 000.00.12.H99.",
        ("Sở Y tế", "S Y T"),
    ),
    Wrong("agency code that is taken", agency(code="SCT"), 422, "Mã SCT là của Sở Công Thương.", ("Sở Y tế",)),
    Wrong("agency without a name", agency(name=" "), 422, "Nhập tên chính thức đầy đủ.", ("SYT",)),
    Wrong("agency name of 5,000 letters", agency(name="Y" * 5000), 422, "Dài quá. Hãy viết ngắn lại.", ("SYT",)),
    Wrong(
        "agency from 31/11",
        agency(valid_from="31/11/2026"),
        422,
        "Ngày này không có trong lịch. Viết ngày/tháng/năm, ví dụ 07/3/2026.",
        ("31/11/2026",),
    ),
    Wrong(
        "agency from a date in another order",
        agency(valid_from="2026-11-20"),
        422,
        "Ngày này không có trong lịch. Viết ngày/tháng/năm, ví dụ 07/3/2026.",
        ("2026-11-20",),
    ),
    Wrong("agency of no kind", agency(kind="planet"), 422, "Chọn loại cơ quan.", ("Sở Y tế",)),
    Wrong(
        "agency below a stranger",
        agency(parent="Sở Không Có"),
        422,
        "Không có cơ quan đang hoạt động nào tên “Sở Không Có”. Nhập mã hoặc tên đầy đủ.",
        ("Sở Không Có",),
    ),
    Wrong(
        "agency with a bad e-mail",
        agency(email="khong phai"),
        422,
        "Đây không phải địa chỉ thư điện tử. Ví dụ: an@congthuong.lamgiang.example.",
        ("khong phai",),
    ),
    Wrong(
        "agency name with NUL",
        agency(name="Sở\x00Y tế"),
        400,
        "Nội dung gửi lên có ký tự không lưu được. Bỏ các ký tự đó rồi gửi lại.",
    ),
    Wrong(
        "ending before it began",
        ending(last_day="01/01/2020", kind="merge", legal_basis="NQ 1", successors="SCT"),
        422,
        "Ngày cuối cùng đứng trước ngày đầu tiên của cơ quan.",
        ("01/01/2020",),
    ),
    Wrong(
        "ending without successors",
        ending(last_day="20/11/2026", kind="merge", legal_basis="NQ 1", successors=""),
        422,
        "Nêu cơ quan kế thừa, hoặc chọn “giải thể”.",
        ("NQ 1",),
    ),
    Wrong(
        "ending into itself",
        ending(last_day="20/11/2026", kind="merge", legal_basis="NQ 1", successors="XHB"),
        422,
        "Cơ quan không thể kế thừa chính mình.",
        ("XHB",),
    ),
    Wrong(
        "a seat for one person twice",
        seat(holder_email="ha@lamgiang.example", deputy_email="ha@lamgiang.example"),
        422,
        "Người giữ vị trí và người thay phải là hai người.",
    ),
    Wrong(
        "a seat for a disabled person",
        seat(holder_email="nghi@lamgiang.example"),
        422,
        "Tài khoản của Nguyễn Văn Nghỉ đang bị khóa. Mở lại tài khoản trước.",
        ("nghi@lamgiang.example",),
    ),
    Wrong(
        "a seat for a nameless person",
        seat(holder_email="moi@lamgiang.example"),
        422,
        "Địa chỉ này lần đầu có trong sổ. Nhập họ tên đầy đủ.",
        ("moi@lamgiang.example",),
    ),
    Wrong(
        "a seat for no address",
        seat(holder_email="không phải thư"),
        422,
        "Đây không phải địa chỉ thư điện tử. Ví dụ: an@congthuong.lamgiang.example.",
        ("không phải thư",),
    ),
    Wrong(
        "account with a taken address",
        person(email="ha@lamgiang.example"),
        422,
        "ha@lamgiang.example là của Nguyễn Minh Hà.",
        ("Cao Thị Mận",),
    ),
    Wrong("account without a role", person(role=""), 422, "Chọn vai trò.", ("Cao Thị Mận",)),
    Wrong(
        "account with a seat's role",
        person(role="focal_point"),
        422,
        "Vai trò này đi cùng vị trí ở cơ quan.",
        ("Cao Thị Mận",),
    ),
    Wrong(
        "disabled without a reason",
        lambda w: w.post(w.people.administrator, f"/users/{w.people.leader.id}/disable", {"reason": ""}),
        422,
        "Nhập lý do; lý do được giữ trong lịch sử.",
    ),
    Wrong(
        "invited: a person beyond all numbers",
        lambda w: w.post(w.people.administrator, "/users/99999999999999999999999/invite", {}),
        404,
        "Không tìm thấy trang này, hoặc bạn không được xem",
    ),
    Wrong(
        "a spreadsheet that is none",
        imported(b"Ma;Ten\r\n", "co-quan.csv"),
        422,
        "Đây không phải tệp Excel. Chọn Lưu thành… .xlsx rồi tải lên lại.",
    ),
    Wrong(
        "a picture called spreadsheet",
        imported(b"\x89PNG\r\n\x1a\n" * 20),
        422,
        "Tên tệp có đuôi “.xlsx” nhưng nội dung không phải loại đó. Lưu lại đúng loại rồi tải lên.",
    ),
    Wrong(
        "a spreadsheet with other columns",
        imported(workbook(("Họ tên", "Tuổi"), ("An", 3))),
        422,
        "Không thấy dòng tiêu đề có “Mã cơ quan” và “Tên cơ quan”. Hãy dùng tệp mẫu.",
    ),
    Wrong(
        "a spreadsheet without rows",
        imported(workbook(HEADINGS)),
        422,
        "Dưới dòng tiêu đề không có gì. Điền ít nhất một dòng.",
    ),
    Wrong(
        "a spreadsheet of 2,001 rows",
        imported(workbook(HEADINGS, *[HEALTH] * 2001)),
        422,
        "Bảng có hơn 2000 dòng. Chia thành nhiều tệp.",
    ),
    Wrong("no spreadsheet", as_coordinator("/agencies/import"), 422, "Chọn tệp Excel."),
    Wrong(
        "a forged preview",
        as_coordinator("/agencies/import/confirm", previewed="x.y.z"),
        422,
        "Bản xem trước đã quá một ngày. Tải tệp lên lại.",
    ),
    Wrong(
        "in English: agency from 31/11",
        in_english("/agencies", **AGENCY | {"valid_from": "31/11/2026"}),
        422,
        "This day is not in the calendar. Write day/month/year, for example 07/3/2026.",
        ("31/11/2026",),
    ),
    Wrong(
        "in English: duty on 30/2",
        in_english("/obligations", **DUTY, due_day="30", due_month="2"),
        422,
        "This day is not in the calendar. Enter day and month, or leave both empty.",
    ),
]
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
WORK = [
    Wrong("nothing in a field that is needed", dossier(subject=""), 422, "Nhập nội dung.", saves_draft=True),
    Wrong(
        "a date that is not: 31/11",
        dossier(held_on="31/11/2026"),
        422,
        "Ngày 31/11 không có trong lịch. Tháng 11 có 30 ngày.",
        ("31/11/2026", DOSSIER["subject"]),
        saves_draft=True,
    ),
    Wrong(
        "letters for a number",
        dossier(amount="mười hai"),
        422,
        "Số tiền (triệu đồng): nhập số, ví dụ 120,5. Bạn đã nhập “mười hai”.",
        ("mười hai", DOSSIER["subject"]),
        saves_draft=True,
    ),
    Wrong(
        "a number below its least",
        dossier(amount="-1"),
        422,
        "Số tiền (triệu đồng): nhập từ 0 trở lên. Bạn đã nhập “-1”.",
        ("-1",),
        saves_draft=True,
    ),
    Wrong(
        "a number of 400 digits",
        dossier(amount="9" * 400),
        422,
        "Số tiền (triệu đồng): nhập không quá 15 chữ số.",
        saves_draft=True,
    ),
    Wrong(
        "infinity",
        dossier(amount="Infinity"),
        422,
        "Số tiền (triệu đồng): nhập số, ví dụ 120,5. Bạn đã nhập “Infinity”.",
        ("Infinity",),
        saves_draft=True,
    ),
    Wrong(
        "a text of 201 letters",
        dossier(subject="đ" * 201),
        422,
        "Nội dung: nhập không quá 200 ký tự. Bạn đã nhập 201.",
        ("đ" * 201,),
        saves_draft=True,
    ),
    Wrong(
        "another agency's file",
        lambda w: dossier(papers=str(w.foreign_file))(w),
        422,
        "Tệp này không thuộc hồ sơ. Tải tệp lên lại.",
        (DOSSIER["subject"],),
        saves_draft=True,
    ),
    Wrong(
        "a file that is no number",
        dossier(papers="../../etc/passwd"),
        422,
        "Tệp này không thuộc hồ sơ. Tải tệp lên lại.",
        (DOSSIER["subject"],),
        saves_draft=True,
    ),
    Wrong(
        "a file removed that is not ours",
        lambda w: dossier("_x", _remove_file=f"papers:{w.foreign_file}")(w),
        404,
        "Không tìm thấy việc này, hoặc bạn không được xem.",
    ),
    Wrong(
        "a file removed that is none",
        dossier("_x", _remove_file="papers:abc"),
        404,
        "Không tìm thấy tệp này, hoặc bạn không được xem.",
    ),
    Wrong(
        "a tampered receipt",
        lambda w: w.post(
            w.people.focal_point, f"/tasks/{w.dossier.task_id}/complete", {**DOSSIER, "_receipt": "0" * 64}
        ),
        409,
        "Nội dung sẽ gửi đã thay đổi sau khi bạn xem. Xem lại rồi gửi.",
        (DOSSIER["subject"],),
    ),
    Wrong(
        "somebody else's task",
        lambda w: w.post(w.people.outsider, f"/tasks/{w.dossier.task_id}", {"_send": "", **DOSSIER}),
        404,
        "Không tìm thấy việc này, hoặc bạn không được xem.",
    ),
    Wrong(
        "a task that may be seen, not done",
        lambda w: w.post(w.people.coordinator, f"/tasks/{w.dossier.task_id}", {"_send": "", **DOSSIER}),
        403,
        "Bạn xem được việc này nhưng không phải việc của bạn.",
    ),
    Wrong(
        "a task beyond all numbers",
        lambda w: w.get(w.people.focal_point, "/tasks/99999999999999999999"),
        404,
        "Không tìm thấy trang này, hoặc bạn không được xem",
    ),
    Wrong(
        "a draft of a number",
        lambda w: w.put(w.people.focal_point, f"/tasks/{w.dossier.task_id}/draft", {"fields": 7}),
        400,
        "Không đọc được bản nháp này. Tải lại trang; nội dung bạn nhập còn trong trình duyệt này.",
    ),
    Wrong(
        "a draft that is no JSON object",
        lambda w: w.put(w.people.focal_point, f"/tasks/{w.dossier.task_id}/draft", [1]),
        400,
        "Không đọc được bản nháp này. Tải lại trang; nội dung bạn nhập còn trong trình duyệt này.",
    ),
    Wrong(
        "a draft of half a million letters",
        lambda w: w.put(
            w.people.focal_point,
            f"/tasks/{w.dossier.task_id}/draft",
            {"fields": {"subject": ["x" * 500_000]}, "version": 0},
        ),
        413,
        "Đưa phần dài vào tệp kèm theo.",
    ),
    Wrong(
        "a draft with wrong fields",
        lambda w: w.put(w.people.focal_point, f"/tasks/{w.dossier.task_id}/draft", {"fields": {"subject": "x"}}),
        400,
        "Không đọc được bản nháp này. Tải lại trang; nội dung bạn nhập còn trong trình duyệt này.",
    ),
    Wrong(
        "handed over to nobody",
        handed_over(to="", note="Nhờ chị làm tiếp."),
        422,
        "Chọn người được làm việc này.",
        ("Nhờ chị làm tiếp.",),
    ),
    Wrong(
        "handed over to a stranger",
        lambda w: handed_over(to=str(w.people.outsider.id))(w),
        422,
        "Chọn người được làm việc này.",
    ),
    Wrong(
        "a remark without words",
        lambda w: w.post(w.people.focal_point, f"/cases/{w.request.case_id}/remarks", {"text": " "}),
        422,
        "Nhập nội dung trao đổi.",
    ),
    Wrong(
        "a remark of 5,000 letters",
        lambda w: w.post(w.people.focal_point, f"/cases/{w.request.case_id}/remarks", {"text": "ớ" * 5000}),
        422,
        "Mỗi lần trao đổi tối đa 4.000 ký tự. Nội dung dài hơn thì đưa vào tệp.",
        ("ớ" * 5000,),
    ),
    Wrong(
        "a case ended without a reason",
        lambda w: w.post(w.people.coordinator, f"/cases/{w.request.case_id}/end", {"reason": ""}),
        422,
        "Ghi rõ vì sao kết thúc hồ sơ để cơ quan biết.",
    ),
    Wrong(
        "an incident that is none",
        lambda w: w.post(w.people.coordinator, "/cases/incidents/77/retry", {}),
        404,
        "Không tìm thấy trang này, hoặc bạn không được xem.",
    ),
    Wrong(
        "a cursor that is none",
        lambda w: w.get(w.people.focal_point, "/tasks?cursor=abc"),
        422,
        "Địa chỉ trang bị hỏng. Bắt đầu lại từ trang đầu.",
    ),
    Wrong("an address that leads nowhere", lambda w: w.get(w.people.focal_point, "/khong-co"), 404, "Xem lại địa chỉ."),
    Wrong(
        "a method that is not taken",
        lambda w: w.post(w.people.focal_point, "/health", {}),
        405,
        "Mở trang có nút tương ứng rồi bấm ở đó.",
    ),
    Wrong(
        "30 MB at once",
        lambda w: w.post(w.people.focal_point, f"/cases/{w.request.case_id}/remarks", {"text": "x" * 30_000_000}),
        413,
        "Nén ảnh trong tệp hoặc chia làm hai",
    ),
]
