"""Which passwords are good enough."""

import pytest

from app.organisation import passwords

pytestmark = pytest.mark.usefixtures("app_context")
PERSON = ("Nguyễn Minh Hà", "ha.nguyen@congthuong.lamgiang.example", "Tỉnh Lam Giang")


@pytest.fixture
def app_context(app):
    """The application's settings say how much work a hash is."""
    with app.app_context():
        yield


@pytest.mark.parametrize(
    "password",
    ["năm con trâu qua cầu tre", "kXq7!vPz2#mWr9", "correct horse battery staple", "hà thích ăn bún riêu cua"],
)
def test_words_that_only_one_person_would_choose_are_fine(password):
    assert passwords.faults(password, *PERSON) == []


@pytest.mark.parametrize(
    "password",
    [
        "mười ba chữ",
        "password123456",
        "Mật khẩu 123456",
        "qwertyuiop1234",
        "00000000000000",
        "19790427198305",
        "nguyenminhha2026",
        "tinhlamgiang2026",
        "ha.nguyen@congthuong.lamgiang.example",
        "x" * 300,
    ],
)
def test_what_others_would_guess_is_refused(password):
    assert passwords.faults(password, *PERSON)


def test_a_hash_fits_its_password_only():
    stored = passwords.hash_password("năm con trâu qua cầu tre")
    assert passwords.matches(stored, "năm con trâu qua cầu tre")
    assert not passwords.matches(stored, "sáu con trâu qua cầu tre")


def test_nothing_matches_an_account_without_password():
    assert not passwords.matches(None, "nobody")


def test_a_stored_text_that_is_no_hash_matches_nothing():
    assert not passwords.matches("plain text", "plain text")
