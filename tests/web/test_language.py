"""Vietnamese first, English when asked for."""


def test_a_stranger_reads_vietnamese(visit):
    assert visit().open("/khong-co", status=404).h1 == "Không tìm thấy trang này, hoặc bạn không được xem"


def test_a_language_asked_for_is_remembered(visit):
    stranger = visit()
    stranger.open("/khong-co?lang=en", status=404)
    page = stranger.open("/khong-co", status=404)
    assert page.h1 == "This page was not found, or you may not see it"
    assert page.one("html")["lang"] == "en"


def test_an_unknown_language_is_ignored(visit):
    assert visit().open("/khong-co?lang=xx", status=404).one("html")["lang"] == "vi"


def test_work_outside_a_request_speaks_vietnamese(app):
    from flask_babel import gettext

    with app.app_context():
        assert gettext("Overdue") == "Quá hạn"


def test_the_other_language_is_offered_for_this_very_page(visit):
    page = visit().open("/khong-co?q=a%26b", status=404)
    assert page.one("a[hreflang]")["href"] == "/khong-co?q=a%26b&lang=en"
