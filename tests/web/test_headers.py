"""Security headers of every answer."""

import pytest


@pytest.fixture
def answer(client):
    return client.get("/_styleguide")


def test_scripts_come_only_from_our_own_files(answer):
    policy = dict(part.split(" ", 1) for part in answer.headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'self'"
    assert "script-src" not in policy
    assert policy["object-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert policy["form-action"] == "'self'"


def test_a_page_is_kept_in_no_cache(answer):
    assert answer.headers["Cache-Control"] == "no-store"


def test_an_answer_is_not_guessed_framed_or_told_about(answer):
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["Referrer-Policy"] == "same-origin"


def test_only_an_encrypted_answer_asks_for_encryption(client, answer):
    assert "Strict-Transport-Security" not in answer.headers
    encrypted = client.get("/_styleguide", base_url="https://localhost")
    assert encrypted.headers["Strict-Transport-Security"].startswith("max-age=")


def test_an_error_page_carries_the_headers_too(client):
    assert client.get("/khong-co").headers["Content-Security-Policy"]
