"""Handing mails over to real servers that behave and misbehave."""

import threading
from contextlib import closing

import pytest

from app.notifications import transport as transport_module
from app.notifications.mail_server import BadMailUrl, MailServer, read_mail_url
from app.notifications.transport import Refused, Transport, TryLater, Unreachable
from tests.support.catcher import CERTIFICATE, Catcher, answer, broken_server, close, drip, hang, polite_until
from tests.support.network import free_port

MAIL = b"Subject: Th\r\n\r\nN\r\n"


@pytest.fixture
def transport(catcher):
    transport = Transport(read_mail_url(catcher.url))
    yield transport
    transport.close()


def hand_over(transport, to="ha@lamgiang.example"):
    transport.send("nhac-viec@tiendo.example", to, MAIL)


def hand_over_once(transport):
    with closing(transport):
        hand_over(transport)


def at(port: int, security="none", **limit: float) -> Transport:
    return Transport(MailServer("127.0.0.1", port, security), **limit)


def test_mails_share_one_connection(transport, catcher):
    for number in range(3):
        hand_over(transport, f"nguoi{number}@lamgiang.example")
    assert [mail.to[0] for mail in catcher.mails] == [f"nguoi{n}@lamgiang.example" for n in range(3)]


def test_a_server_that_was_restarted_is_found_again(transport, catcher):
    hand_over(transport)
    catcher.down()
    with pytest.raises(Unreachable):
        hand_over(transport)
    catcher.up()
    hand_over(transport)
    assert len(catcher.mails) == 2


@pytest.mark.parametrize("code", [450, 451, 452])
def test_a_temporary_refusal_is_tried_later(transport, catcher, code):
    catcher.at_recipient = lambda _: f"{code} not now"
    with pytest.raises(TryLater, match=str(code)):
        hand_over(transport)
    catcher.at_recipient = lambda _: None
    catcher.at_data = lambda _: f"{code} not now"
    with pytest.raises(TryLater, match=str(code)):
        hand_over(transport)


def test_a_server_that_closes_is_left_alone(transport, catcher):
    catcher.at_recipient = lambda _: "421 closing"
    with pytest.raises(Unreachable, match="421"):
        hand_over(transport)


@pytest.mark.parametrize("code", [550, 552, 554])
def test_a_permanent_refusal_is_final_and_the_connection_goes_on(transport, catcher, code):
    catcher.at_recipient = lambda address: f"{code} no" if address.startswith("ha@") else None
    with pytest.raises(Refused, match=str(code)):
        hand_over(transport)
    hand_over(transport, "binh@lamgiang.example")
    assert [mail.to for mail in catcher.mails] == [["binh@lamgiang.example"]]


def test_a_line_cut_after_the_mail_leaves_it_open_whether_it_arrived(transport, catcher):
    catcher.drop_after_data = True
    with pytest.raises(TryLater, match="lost"):
        hand_over(transport)
    catcher.drop_after_data = False
    hand_over(transport)
    assert len(catcher.mails) == 2


def test_nobody_listening(monkeypatch):
    with pytest.raises(Unreachable):
        hand_over(at(free_port()))


def test_a_server_that_hangs_up_at_once():
    with broken_server(close) as port, pytest.raises(Unreachable):
        hand_over(at(port))


@pytest.fixture
def endless_patience(monkeypatch):
    """The socket itself would wait for ever: only the time limit of a mail ends the call."""
    monkeypatch.setattr(transport_module, "SILENCE_LIMIT", None)


@pytest.mark.timeout(60)
@pytest.mark.parametrize("behaviour", [hang, drip])
def test_the_time_limit_ends_a_call_that_is_never_answered(behaviour, endless_patience):
    with broken_server(behaviour) as port, pytest.raises(Unreachable):
        hand_over(at(port, time_limit=0.3))


@pytest.mark.timeout(60)
@pytest.mark.parametrize("command", [b"EHLO", b"MAIL", b"RCPT", b"DATA", b"."])
@pytest.mark.parametrize("behaviour", [hang, drip])
def test_the_time_limit_ends_a_call_wherever_the_server_stops_answering(command, behaviour, endless_patience):
    with broken_server(polite_until(command, behaviour)) as port, pytest.raises((Unreachable, TryLater)):
        hand_over_once(at(port, time_limit=0.3))


@pytest.mark.parametrize("command", [b"MAIL", b"RCPT", b"DATA", b"."])
def test_a_server_that_closes_is_left_alone_whenever_it_says_so(command):
    closing_down = polite_until(command, answer(b"421 closing"))
    with broken_server(closing_down) as port, pytest.raises(Unreachable, match="421"):
        hand_over_once(at(port))


def test_a_server_that_greets_with_421_is_left_alone():
    with broken_server(answer(b"421 too busy")) as port, pytest.raises(Unreachable, match="421"):
        hand_over_once(at(port))


@pytest.mark.parametrize("security", ["starttls", "implicit"])
def test_a_server_whose_certificate_nobody_vouches_for_gets_no_mail(security):
    with Catcher(security) as catcher:
        with pytest.raises(Unreachable, match="certificate"):
            hand_over_once(at(catcher.port, security))
        assert catcher.mails == []


@pytest.mark.parametrize("security", ["starttls", "implicit"])
def test_a_server_with_a_certificate_that_is_trusted_gets_its_mail(monkeypatch, security):
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    with Catcher(security) as catcher:
        hand_over_once(at(catcher.port, security))
        assert len(catcher.mails) == 1


def test_the_limits_in_force_add_up_to_less_than_thirty_seconds():
    assert transport_module.TIME_LIMIT + transport_module.SILENCE_LIMIT < 30


def test_a_server_without_tls_gets_no_mail_that_asked_for_it(catcher):
    with pytest.raises(Unreachable):
        hand_over(at(catcher.port, "starttls"))
    with pytest.raises(Unreachable):
        hand_over(at(catcher.port, "implicit"))
    assert catcher.mails == []


@pytest.mark.timeout(60)
def test_watchdogs_end_with_their_call(transport):
    hand_over(transport)
    for thread in threading.enumerate():
        if thread.name == "mail-watchdog":
            thread.join()


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://127.0.0.1:2525", MailServer("127.0.0.1", 2525)),
        ("smtp://mail.example", MailServer("mail.example", 25)),
        ("smtp://mail.example?tls=starttls", MailServer("mail.example", 587, "starttls")),
        ("smtps://mail.example", MailServer("mail.example", 465, "implicit")),
        ("smtp://a%40b:p%3A@mail.example", MailServer("mail.example", 587, "starttls", "a@b", "p:")),
        ("smtp://a:p@localhost:25?tls=none", MailServer("localhost", 25, "none", "a", "p")),
    ],
)
def test_mail_url_says_where_and_how(url, server):
    assert read_mail_url(url) == server


@pytest.mark.parametrize(
    "url",
    ["", "mail.example", "http://mail.example", "smtp://", "smtp://a:p@mail.example?tls=none", "smtp://x?tls=yes"],
)
def test_a_mail_url_that_cannot_be_used_says_what_to_write(url):
    with pytest.raises(BadMailUrl, match="MAIL_URL"):
        read_mail_url(url)


def test_a_password_is_never_shown():
    assert "secret" not in repr(read_mail_url("smtp://a:secret@mail.example"))
