"""The private feed: a secret address, read back by two calendar libraries with every field."""

from datetime import date, datetime, timedelta

import icalendar
import pytest
import vobject

from app.agenda.feeds import issue_feed, revoke_feed
from app.agenda.models import CalendarFeed
from app.cases.completing import complete_task
from app.cases.models import CasePerson
from app.cases.moving_dates import NewDate, carry_out
from app.clock import end_of_day
from app.extensions import db
from app.organisation.service.users import disable, enable
from app.organisation.tokens import digest
from tests.support import processes
from tests.support.clock import NOW
from tests.support.factories import make_case, make_task

pytestmark = pytest.mark.database
DUE = date(2026, 11, 27)
TITLE = "Báo cáo; kết quả, đo lường \\ năm 2026\nđợt 2"


@pytest.fixture
def task_id(writing, people) -> int:
    """A task of the focal point, due on Friday 27/11."""
    with writing():
        case = make_case(people.agency, title="Kế hoạch 86/KH-UBND")
        moment = end_of_day(DUE)
        dates = {"remind_by": moment, "due_at": moment, "overdue_after": moment}
        return make_task(case, name=TITLE, **dates).id


@pytest.fixture
def token(writing, people) -> str:
    with writing():
        return issue_feed(people.focal_point.actor, 2, NOW)


def fetch(client, token, **headers):
    return client.get(f"/calendar/{token}.ics", headers=headers)


def events(client, token) -> list[icalendar.Event]:
    answer = fetch(client, token)
    assert answer.status_code == 200, answer.text
    return list(icalendar.Calendar.from_ical(answer.data).walk("VEVENT"))


def test_every_field_reads_back(client, task_id, token):
    answer = fetch(client, token)
    calendar = icalendar.Calendar.from_ical(answer.data)
    [event] = calendar.walk("VEVENT")
    assert str(calendar["x-wr-calname"]) == "Tiến Độ: việc của tôi"
    assert calendar["version"] == "2.0"
    assert calendar["refresh-interval"].dt == timedelta(hours=1)
    assert str(event["uid"]) == f"task-{task_id}@localhost"
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (DUE, DUE + timedelta(days=1))
    assert str(event["summary"]) == TITLE
    assert "Kế hoạch 86/KH-UBND" in str(event["description"])
    assert str(event["url"]) == f"http://localhost/tasks/{task_id}"
    assert event.decoded("last-modified") == NOW
    assert int(event["sequence"]) == 2
    assert (str(event["status"]), str(event["transp"]), str(event["class"])) == ("CONFIRMED", "TRANSPARENT", "PRIVATE")
    assert [alarm.decoded("trigger") for alarm in event.walk("VALARM")] == [
        timedelta(hours=8) - timedelta(days=2),
        timedelta(hours=8),
    ]
    assert [str(alarm["action"]) for alarm in event.walk("VALARM")] == ["DISPLAY", "DISPLAY"]


def test_another_library_reads_the_same(client, task_id, token):
    read = vobject.readOne(fetch(client, token).text)
    event = read.vevent
    assert event.summary.value == TITLE
    assert (event.dtstart.value, event.dtend.value) == (DUE, DUE + timedelta(days=1))
    assert event.uid.value == f"task-{task_id}@localhost"
    assert event.url.value.endswith(f"/tasks/{task_id}")
    assert [alarm.trigger.value for alarm in event.valarm_list] == [timedelta(days=-2, hours=8), timedelta(hours=8)]


def test_lines_are_folded_and_end_as_the_format_says(client, task_id, token):
    content = fetch(client, token).data
    assert content.count(b"\n") == content.count(b"\r\n")
    assert max(len(line) for line in content.split(b"\r\n")) <= 75


def test_what_answers_says_how_it_may_be_kept(client, task_id, token):
    answer = fetch(client, token)
    assert answer.content_type == "text/calendar; charset=utf-8"
    assert "private" in answer.headers["Cache-Control"]
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "Set-Cookie" not in answer.headers


def test_nothing_is_sent_again_while_nothing_has_changed(client, task_id, token, writing, people):
    tag = fetch(client, token).headers["ETag"]
    unchanged = fetch(client, token, **{"If-None-Match": tag})
    assert (unchanged.status_code, unchanged.data) == (304, b"")
    with writing():
        make_task(make_case(people.agency), name="Việc mới", due_at=end_of_day(DUE), remind_by=end_of_day(DUE),
                  overdue_after=end_of_day(DUE))  # fmt: skip
    assert fetch(client, token, **{"If-None-Match": tag}).status_code == 200


def test_the_sequence_grows_when_the_date_moves(client, writing, people):
    with writing():
        processes.deploy_approval()
        started = processes.start("approval", people.agency)
        token = issue_feed(people.focal_point.actor, 1, NOW)
    [before] = events(client, token)
    with writing():
        order = NewDate(started.case_id, started.task_id, date(2026, 12, 11), "Bão")
        carry_out(order, actor=people.coordinator.actor, now=NOW + timedelta(hours=1))
    [after] = events(client, token)
    assert str(before["uid"]) == str(after["uid"])
    assert after.decoded("dtstart") == date(2026, 12, 11)
    assert int(after["sequence"]) > int(before["sequence"])
    assert after.decoded("last-modified") > before.decoded("last-modified")


def test_the_day_goes_on_to_the_last_lawful_one_and_the_sequence_with_it(client, writing, people, token, clock):
    with writing():
        rolled = {"remind_by": end_of_day(DUE), "due_at": end_of_day(date(2026, 11, 29))}
        make_task(make_case(people.agency), overdue_after=end_of_day(date(2026, 11, 30)), **rolled)
    [before] = events(client, token)
    clock.pass_time(days=8)
    [after] = events(client, token)
    assert (before.decoded("dtstart"), after.decoded("dtstart")) == (DUE, date(2026, 11, 30))
    assert int(after["sequence"]) > int(before["sequence"])


def test_what_is_done_is_cancelled_and_rings_no_more(client, writing, people):
    with writing():
        processes.deploy_approval()
        started = processes.start("approval", people.agency)
        token = issue_feed(people.focal_point.actor, 1, NOW)
    with writing():
        complete_task(started.task_id, {"subject": "Chuẩn F1"}, actor=people.focal_point.actor, now=NOW)
    [event] = events(client, token)
    assert str(event["status"]) == "CANCELLED"
    assert not event.walk("VALARM")


def test_work_of_others_is_not_in_it(client, task_id, writing, people):
    with writing():
        token = issue_feed(people.outsider.actor, 1, NOW)
    assert events(client, token) == []


def test_the_words_of_a_confidential_case_are_not_in_it(client, writing, people, token):
    with writing():
        case = make_case(people.agency, title="Đơn tố cáo ông K", is_confidential=True)
        db.session.add(CasePerson(case_id=case.id, user_id=people.focal_point.id))
        moment = end_of_day(DUE)
        make_task(case, name="Xác minh ông K", remind_by=moment, due_at=moment, overdue_after=moment)
    [event] = events(client, token)
    assert str(event["summary"]) == "Việc trong hồ sơ hạn chế người xem"
    assert "ông K" not in fetch(client, token).text


@pytest.mark.parametrize("token", ["x", "x" * 43, "x" * 500, "..%2f", "<script>"])
def test_an_unknown_address_is_not_there(client, token):
    assert fetch(client, token).status_code == 404


def test_renewing_kills_the_earlier_address(client, token, writing, people):
    with writing():
        again = issue_feed(people.focal_point.actor, 1, NOW)
    assert (fetch(client, token).status_code, fetch(client, again).status_code) == (404, 200)


def test_revoking_kills_it(client, token, writing, people):
    with writing():
        assert revoke_feed(people.focal_point.actor, NOW)
        assert not revoke_feed(people.focal_point.actor, NOW)
    assert fetch(client, token).status_code == 404


def test_a_closed_account_has_no_feed_even_when_it_is_opened_again(client, token, writing, people):
    with writing():
        disable(people.focal_point.id, "nghỉ việc", people.administrator.actor, NOW)
    assert fetch(client, token).status_code == 404
    with writing():
        enable(people.focal_point.id, people.administrator.actor, NOW)
    assert fetch(client, token).status_code == 404


def test_only_the_digest_is_kept(token, reading):
    with reading():
        kept = db.session.query(CalendarFeed).one()
        assert kept.token_digest == digest(token)
        assert token not in str(vars(kept))


def test_the_address_is_shown_once_and_works(visit, people, client, task_id):
    person = visit(people.focal_point)
    made = person.page("calendar_feed.show").form("/calendar/feed").submit(days_before="3")
    address = made.one("#address")["value"]
    assert address.startswith("http://localhost/calendar/")
    assert client.get(address.removeprefix("http://localhost")).status_code == 200
    again = person.page("calendar_feed.show")
    assert not again.all("#address")
    assert "3 ngày trước" in again.text
    revoked = again.form("/calendar/feed/revoke").submit()
    assert "không còn dùng được" in revoked.text
    assert client.get(address.removeprefix("http://localhost")).status_code == 404


def test_the_zone_of_the_server_does_not_matter(client, task_id, token):
    [event] = events(client, token)
    assert isinstance(event.decoded("dtstart"), date)
    assert not isinstance(event.decoded("dtstart"), datetime)
