"""Files on a task: confirmed to hold no state secret, kept at once, listed, taken off again."""

from io import BytesIO

import pytest

from app.cases.attachments import attachments_of
from tests.files import made

FIELD = "annexes"
NAME = "Phụ lục.docx"


@pytest.fixture
def content():
    return made.docx()


def upload(somebody, content, name=NAME, field=FIELD, confirmed=True):
    """Send a file as the page does when one is chosen."""
    data = {"file": (BytesIO(content), name), "field": field}
    return somebody.call("post", "files", data={**data, **({"_not_secret": field} if confirmed else {})})


def names(case_id, reading):
    with reading():
        return [attachment.name for attachment in attachments_of(case_id)]


def test_a_chosen_file_is_kept_and_travels_with_the_form(owed, typist, people, reading, content):
    answer = upload(typist(people.focal_point, owed.task_id), content)
    assert answer.status_code == 200
    assert f'name="{FIELD}"' in answer.text
    assert names(owed.case_id, reading) == [NAME]


def test_a_file_that_nobody_vouched_for_is_refused(owed, typist, people, reading, content):
    answer = upload(typist(people.focal_point, owed.task_id), content, confirmed=False)
    assert answer.status_code == 422
    assert "bí mật nhà nước" in answer.text
    assert names(owed.case_id, reading) == []


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("chạy.exe", b"MZ", "Không nhận tệp đuôi"),
        ("trống.pdf", b"", "Tệp trống"),
        ("giả.pdf", b"MZ nothing like it", "nội dung không phải loại đó"),
        ("Kế hoạch (MẬT).docx", made.docx(), "Không tải lên văn bản mật"),
    ],
)
def test_a_file_that_is_not_accepted_is_answered_with_what_to_do(
    owed, typist, people, reading, name, content, sentence
):
    answer = upload(typist(people.focal_point, owed.task_id), content, name)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert names(owed.case_id, reading) == []


def test_nothing_chosen_and_no_such_field_are_said(owed, typist, people):
    somebody = typist(people.focal_point, owed.task_id)
    assert somebody.call("post", "files", data={"field": FIELD}).status_code == 422
    assert upload(somebody, b"x", field="direction").status_code == 422


def test_files_travel_with_the_form_without_scripts(owed, typist, people, reading, content):
    somebody = typist(people.focal_point, owed.task_id)
    page = somebody.press("_save", annexes=(BytesIO(content), NAME), _not_secret=FIELD)
    assert names(owed.case_id, reading) == [NAME]
    assert NAME in page.text


def test_without_scripts_a_file_nobody_vouched_for_is_refused_and_the_rest_kept(owed, typist, people, reading, content):
    somebody = typist(people.focal_point, owed.task_id)
    page = somebody.press("_save", status=422, annexes=(BytesIO(content), NAME), direction="Công văn 48")
    assert "Đánh dấu xác nhận tệp không chứa bí mật nhà nước" in page.text
    assert names(owed.case_id, reading) == []
    assert "Công văn 48" in somebody.look().one("textarea[name=direction]").text


def test_a_file_is_taken_off_again(owed, typist, people, reading, content):
    somebody = typist(people.focal_point, owed.task_id)
    page = somebody.press("_save", annexes=(BytesIO(content), NAME), _not_secret=FIELD)
    button = page.one("button[name=_remove_file]")
    page = somebody.press("_remove_file", value=button["value"])
    assert NAME not in page.text
    assert names(owed.case_id, reading) == []


def test_a_file_is_served_to_those_who_see_the_case_as_a_download(owed, typist, visit, people, content):
    upload(typist(people.focal_point, owed.task_id), content)
    answer = visit(people.specialist).client.get("/cases/files/1")
    assert answer.data == content
    assert answer.headers["Content-Disposition"].startswith("attachment")
    outsider = visit(people.outsider)
    assert outsider.open("/cases/files/1", 404).text == outsider.open("/cases/files/999", 404).text


def test_a_file_that_is_not_on_the_case_cannot_be_filed(owed, typist, people):
    nil = {"is_nil": "true", "nil_confirmed": "true"}
    page = typist(people.focal_point, owed.task_id).press("_check", status=422, annexes="999", **nil)
    assert "Tệp này không thuộc hồ sơ" in page.text
