"""The catcher shows what it was given, to people and to programs."""

import json
import signal
import smtplib
import subprocess
import sys
import time
import urllib.error
import urllib.request
from email.message import EmailMessage
from pathlib import Path

import pytest

from app.mailcatcher.box import Box
from app.mailcatcher.pages import create_pages
from tests.support.catcher import Catcher
from tests.support.network import free_port

ROOT = Path(__file__).resolve().parents[2]


def letter(subject="Việc mới: Lập báo cáo") -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "Tiến Độ <a@tiendo.example>", "ha@lamgiang.example", subject
    mail.set_content("Mở việc: http://localhost/tasks/1", cte="quoted-printable")
    mail.add_alternative("<head></head><p>Mở <a href='http://localhost/tasks/1'>việc</a></p>", subtype="html")
    return mail


def deliver(port: int, mail: EmailMessage) -> None:
    with smtplib.SMTP("127.0.0.1", port, local_hostname="localhost") as server:
        server.send_message(mail)


@pytest.fixture
def browser():
    """A client of the pages of a catcher that has one mail."""
    with Catcher() as catcher:
        deliver(catcher.port, letter())
        yield create_pages(catcher.box).test_client()


def test_programs_read_every_field(browser):
    (mail,) = browser.get("/messages.json").json
    assert mail["id"] == 1
    assert mail["from"] == "a@tiendo.example"
    assert mail["to"] == ["ha@lamgiang.example"]
    assert mail["subject"] == "Việc mới: Lập báo cáo"
    assert "http://localhost/tasks/1" in mail["text"]
    assert "<p>" in mail["html"]
    assert ["To", "ha@lamgiang.example"] in mail["headers"]


def test_people_read_it_with_links_that_work(browser):
    assert "Việc mới: Lập báo cáo" in browser.get("/").text
    page = browser.get("/messages/1").text
    assert '<a href="http://localhost/tasks/1"' in page


def test_the_markup_of_a_mail_is_shown_but_never_run(browser):
    shown = browser.get("/messages/1.html")
    assert shown.headers["Content-Security-Policy"].startswith("sandbox ")
    assert '<base target="_blank">' in shown.text


def test_a_mail_that_is_not_there(browser):
    assert browser.get("/messages/2").status_code == 404


def test_only_so_many_are_kept():
    box = Box(kept=3)
    for number in range(5):
        box.keep("a@x.example", ["b@x.example"], letter(str(number)).as_bytes())
    assert [mail.subject for mail in box.all()] == ["2", "3", "4"]
    assert box.find(1) is None


def test_mails_can_be_kept_in_a_file(folder):
    box = Box(folder / "caught.mbox")
    box.keep("a@x.example", ["b@x.example"], letter().as_bytes())
    assert b"ha@lamgiang.example" in (folder / "caught.mbox").read_bytes()


@pytest.mark.slow
def test_it_runs_as_a_program_and_stops_when_asked():
    smtp, http = free_port(), free_port()
    command = [sys.executable, "-m", "app.mailcatcher", "--smtp-port", str(smtp), "--http-port", str(http)]
    with subprocess.Popen(command, cwd=ROOT) as program:
        assert read(http, "/messages.json") == []
        deliver(smtp, letter())
        assert [mail["subject"] for mail in read(http, "/messages.json")] == ["Việc mới: Lập báo cáo"]
        program.send_signal(signal.SIGTERM)
        assert program.wait(20) == 0


def read(port: int, path: str) -> object:
    for _ in range(300):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}") as answer:
                return json.load(answer)
        except urllib.error.URLError:
            time.sleep(0.1)
    raise AssertionError("the catcher did not start within 30 seconds")
