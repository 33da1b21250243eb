"""A stored file goes back as a download that no browser runs."""

from urllib.parse import unquote

import pytest

from app.files.serving import download_headers


def test_a_file_is_a_download_with_a_fixed_type_in_a_sandbox():
    headers = download_headers("a.pdf", "application/pdf")
    assert headers["Content-Disposition"].startswith("attachment;")
    assert headers["Content-Type"] == "application/pdf"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"].startswith("sandbox;")
    assert "no-store" in headers["Cache-Control"]


def test_vietnamese_letters_come_back_exactly():
    disposition = download_headers("Báo cáo đợt 2 (ước).pdf", "application/pdf")["Content-Disposition"]
    assert unquote(disposition.split("filename*=UTF-8''")[1]) == "Báo cáo đợt 2 (ước).pdf"
    assert 'filename="Bao cao dot 2 (uoc).pdf"' in disposition


@pytest.mark.parametrize("name", ['a"; x=".pdf', "a\r\nSet-Cookie: a=b.pdf", "a\\b;c.pdf", "a%0d%0a.pdf", "報告.pdf"])
def test_no_name_breaks_the_header(name):
    disposition = download_headers(name, "application/pdf")["Content-Disposition"]
    assert disposition.isascii()
    assert not set("\r\n\\%") & set(disposition.split("; filename*=")[0])
    assert disposition.count(";") == 2
    assert disposition.count('"') == 2
