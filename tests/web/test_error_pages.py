"""Errors as pages: what happened, what to do, what is kept."""

import re

import pytest
from flask import abort
from flask_wtf.csrf import CSRFError

from app.errors import Conflict, DomainError, Invalid, NotFound, TooManyRequests
from app.organisation.access import PUBLIC, access
from app.web import error_pages

CODES = [400, 403, 404, 405, 409, 410, 413, 422, 429, 500, 503]


@pytest.fixture
def app(fresh_app):
    return fresh_app


@pytest.fixture
def failing(app):
    """Give the application a page /fails that raises the exception handed over."""
    app.testing = False  # let handlers answer instead of passing exceptions to the test
    app.config["PROPAGATE_EXCEPTIONS"] = False

    def fail_with(error):
        @access(PUBLIC)
        def fails():
            if isinstance(error, int):
                abort(error)
            raise error

        app.add_url_rule("/fails", "fails", fails)

    return fail_with


@pytest.mark.parametrize("code", CODES)
def test_a_stranger_gets_a_page_for_every_error(app, failing, visit, code):
    failing(code)
    page = visit().open("/fails", status=code)
    with app.test_request_context():
        assert page.h1 == str(error_pages.explain(code).title)
    assert page.one("main a.btn-primary")["href"] == "/"


def test_no_page_shows_the_number_of_the_error(failing, visit):
    failing(409)
    assert "409" not in visit().open("/fails", status=409).text


def test_somebody_signed_in_keeps_the_frame_around_an_error(failing, visit, people):
    failing(NotFound())
    page = visit(people.coordinator).open("/fails", status=404)
    assert page.one("nav.rail .who b").text == people.coordinator.name


def test_a_failure_of_ours_has_a_code_for_the_support_that_is_in_the_log(failing, visit, caplog):
    failing(ZeroDivisionError("secret detail"))
    page = visit().open("/fails", status=500)
    code = re.search(r"Mã để báo hỗ trợ: (\w{4})", page.text)[1]
    assert f"Support code {code}: GET /fails" in caplog.text
    assert "secret detail" not in page.text


def test_a_failure_of_the_error_page_itself_still_says_a_sentence(failing, client, monkeypatch, caplog):
    failing(ZeroDivisionError())
    monkeypatch.setattr(error_pages, "_page", lambda *_: 1 / 0)
    answer = client.get("/fails")
    assert answer.status_code == 500
    assert answer.text.startswith("Có lỗi từ hệ thống, không phải do bạn. Việc chưa thay đổi.")


class AlreadyFiled(Conflict):
    message = "Filed by %(who)s."


def test_a_domain_error_speaks_its_own_sentence(failing, visit):
    failing(AlreadyFiled(who="Lê Quốc Tuấn"))
    assert visit().open("/fails", status=409).h1 == "Filed by Lê Quốc Tuấn."


def test_a_domain_error_without_a_sentence_gets_the_usual_one(failing, visit):
    failing(DomainError())
    assert visit().open("/fails", status=400).h1 == "Không đọc được nội dung vừa gửi"


def test_a_script_that_asks_for_json_gets_the_same_sentence(failing, client):
    failing(Invalid({"name": ["…"]}))
    answer = client.get("/fails", headers={"Accept": "application/json"})
    assert answer.status_code == 422
    assert answer.json["message"].startswith("Còn chỗ cần sửa.")


def test_too_many_attempts_say_when_to_come_back(failing, client):
    failing(TooManyRequests(900))
    assert client.get("/fails").headers["Retry-After"] == "900"


def test_a_wrong_method_names_the_right_ones(client):
    answer = client.delete("/_styleguide")
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]


def test_a_page_that_was_open_too_long_says_so(failing, visit):
    failing(CSRFError("The CSRF token is missing."))
    assert visit().open("/fails", status=400).h1 == "Trang này mở đã quá lâu"


def test_another_part_of_the_site_answers_in_its_own_format(app, failing, client):
    error_pages.answer_under(app, "/fails", lambda _error, code: (f"own {code}", code))
    failing(404)
    assert client.get("/fails").text == "own 404"


def test_a_redirect_is_no_error(app, failing, client):
    from werkzeug.routing import RequestRedirect

    failing(RequestRedirect("/elsewhere"))
    assert client.get("/fails").headers["Location"] == "/elsewhere"
