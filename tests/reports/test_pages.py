"""The pages of rounds: who sees what, what the matrix says, what can be done about one agency."""

import pytest

from app.extensions import db
from app.reports.models import Campaign, Obligation
from app.reports.service.extensions import ask_extension
from tests.reports import rounds
from tests.reports.rounds import NIL, RETURN
from tests.support import units

SEERS = ("coordinator", "specialist", "leader", "auditor")


@pytest.fixture
def opened_page(opened, visit, people):
    """Open the round's page as somebody, with a filter."""

    def open_page(somebody="coordinator", **wanted):
        return visit(getattr(people, somebody)).page("campaigns.show", campaign_id=opened.campaign_id, **wanted)

    return open_page


def tiles(page) -> dict[str, str]:
    """Return each agency's tile as it is read out."""
    return {tile["id"].removeprefix("tile-"): tile.text for tile in page.all(".mx a")}


@pytest.mark.parametrize("somebody", SEERS)
def test_the_department_and_the_auditor_see_the_matrix(opened_page, people, somebody):
    page = opened_page(somebody)
    assert tiles(page)[str(people.agency.id)] == "Sở Công Thương : Chưa bắt đầu"
    assert "2 trên 2 cơ quan chưa gửi báo cáo" in page.text


@pytest.mark.parametrize("somebody", ["focal_point", "head", "administrator", "committee_office"])
def test_nobody_else_knows_that_there_is_a_matrix(opened, visit, people, somebody):
    visit(getattr(people, somebody)).page("campaigns.show", 404, campaign_id=opened.campaign_id)


def test_the_matrix_turns_when_a_report_is_accepted(opened, opened_page, people):
    opened.file(NIL)
    assert tiles(opened_page())[str(people.agency.id)] == "Sở Công Thương : Chờ thủ trưởng ký"
    opened.approve()
    opened.check()
    page = opened_page()
    assert tiles(page)[str(people.agency.id)] == "Sở Công Thương : Không phát sinh"
    assert "1 trên 2 cơ quan chưa gửi báo cáo" in page.text


def test_a_filter_keeps_what_it_names_and_the_counts_stay(opened, opened_page, people):
    opened.file()
    opened.approve()
    opened.check(RETURN)
    page = opened_page(show="returned")
    assert list(tiles(page)) == [str(people.agency.id)]
    assert page.one("#pill-all").text == "Tất cả 2"
    assert "0/1 đã gửi" in page.text
    assert list(tiles(opened_page(block="communes"))) == [str(people.other_agency.id)]


def test_an_unknown_filter_shows_everybody(opened_page):
    assert len(tiles(opened_page(show="everything'--", block="moon"))) == 2


def test_a_filter_that_nobody_fits_says_so(opened_page):
    assert "Không có cơ quan nào khớp" in opened_page(show="accepted").text


def test_a_request_for_more_time_is_seen_at_once(opened, opened_page, people, now, writing):
    with writing():
        until = rounds.NOW.date().replace(month=12, day=4)
        ask_extension(opened.submission().case_id, until, "Kế toán ốm.", actor=people.focal_point.actor, now=now)
    page = opened_page(show="asked")
    assert tiles(page) == {str(people.agency.id): "Sở Công Thương Xin gia hạn : Chưa bắt đầu"}


def test_the_live_part_asks_for_itself_and_keeps_its_filter(opened, visit, people):
    visitor = visit(people.coordinator)
    path = visitor.url("campaigns.show", campaign_id=opened.campaign_id, show="late")
    part = visitor.client.get(path, headers={"HX-Request": "true", "HX-Target": "live"}).text
    assert part.lstrip().startswith('<div id="live"')
    assert "<html" not in part
    assert f'hx-get="{path}"' in part
    assert 'hx-trigger="every 30s"' in part


def test_the_drawer_and_the_page_of_an_agency_say_the_same(opened, visit, people):
    visitor = visit(people.coordinator)
    where = {"campaign_id": opened.campaign_id, "agency_id": people.agency.id}
    page = visitor.page("campaigns.agency", **where)
    path = visitor.url("campaigns.agency", **where)
    drawer = visitor.client.get(path, headers={"HX-Request": "true", "HX-Target": "agency"}).text
    assert "Nguyễn Minh Hà" in page.text
    assert "Nguyễn Minh Hà" in drawer
    assert "<html" not in drawer


def test_an_auditor_reads_no_names(opened, visit, people):
    visitor = visit(people.auditor)
    assert "Nguyễn Minh Hà" not in visitor.page("campaigns.show", campaign_id=opened.campaign_id).text
    page = visitor.page("campaigns.agency", campaign_id=opened.campaign_id, agency_id=people.agency.id)
    assert "Nguyễn Minh Hà" not in page.text


def test_an_agency_that_is_not_on_the_list_is_not_found(opened, visit, people):
    visitor = visit(people.coordinator)
    visitor.page("campaigns.agency", 404, campaign_id=opened.campaign_id, agency_id=people.department.id)
    visitor.page("campaigns.show", 404, campaign_id=999)


def test_a_call_is_recorded_and_stands_in_the_history(opened, visit, people):
    page = visit(people.coordinator).page("reports.call", case_id=opened.report_case())
    answer = page.form("/call").submit(spoke_with="Nguyễn Minh Hà", note="Hẹn gửi thứ Tư.")
    assert "Hẹn gửi thứ Tư." in answer.one("ol.tl").text
    assert "Phạm Thu Lan" in answer.one("ol.tl").text


def test_a_report_on_paper_is_recorded_with_its_scan(opened, visit, people):
    import io

    from tests.files.made import PDF

    page = visit(people.coordinator).page("reports.receipt", case_id=opened.report_case())
    answer = page.form("/receipt").submit(
        channel="paper", received_on="19/11/2026", received_time="15:30", number="215/BC-SCT",
        signed_on="18/11/2026", not_secret="1", file=(io.BytesIO(PDF), "bao-cao.pdf"),
    )  # fmt: skip
    assert "Đã nộp, chờ kiểm tra" in answer.text
    assert "215/BC-SCT" in answer.text


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"channel": ""}, "channel"),
        ({"channel": "system"}, "channel"),
        ({"received_on": "31/11/2026"}, "received_on"),
        ({"received_on": "30/11/2026"}, "received_on"),
        ({"received_time": "chiều"}, "received_time"),
        ({"signed_on": "ngày mai"}, "signed_on"),
    ],
)
def test_a_wrong_receipt_is_explained_at_its_field_and_keeps_what_was_typed(opened, visit, people, wrong, field):
    right = {"channel": "paper", "received_on": "19/11/2026", "received_time": "15:30", "number": "215/BC-SCT"}
    page = visit(people.coordinator).page("reports.receipt", case_id=opened.report_case())
    answer = page.form("/receipt").submit(422, **{**right, **wrong})
    assert answer.all(f"[data-field={field}] .field-error")
    assert answer.one("input[name=number]")["value"] == "215/BC-SCT"
    with units.reading():
        assert opened.submission().state == "not_started"


def test_a_focal_point_asks_for_more_time_on_a_page(opened, visit, people):
    page = visit(people.focal_point).page("reports.extension", case_id=opened.report_case())
    answer = page.form("/extension").submit(422, until="20/11/2026", reason="Kế toán ốm.")
    assert answer.all("[data-field=until] .field-error")
    answer.form("/extension").submit(until="04/12/2026")
    with units.reading():
        assert opened.submission().extension == "asked"


def test_the_task_of_the_report_offers_more_time_and_the_document(opened, visit, people):
    with units.reading():
        from tests.support import processes

        task_id = processes.open_task(opened.submission().case_id, "draft_report").id
    page = visit(people.focal_point).page("tasks.show", task_id=task_id)
    links = [link["href"] for link in page.all("a")]
    assert f"/reports/{opened.report_case()}/extension" in links
    assert f"/reports/{opened.report_case()}/report.docx" in links


def test_the_list_of_rounds_counts_each(opened, visit, people):
    page = visit(people.leader).page("campaigns.index")
    assert "0/2" in page.text
    assert rounds.ROUND["title"] in page.text


def test_a_coordinator_opens_a_round_from_a_duty(app, visit, people, writing, reading):
    with writing():
        rounds.deploy()
        rounds.make_obligation()
    page = visit(people.coordinator).page("campaigns.new")
    assert "2 cơ quan phải báo cáo tính đến hôm nay" in page.text
    task_page = page.form("/campaigns").submit()
    assert "/tasks/" in task_page.path
    with reading():
        assert db.session.query(Campaign).count() == 0  # nothing before the form is sent
    roster = next(link["href"] for link in task_page.all("a") if link["href"].endswith("/roster"))
    assert "2 cơ quan" in page.visitor.open(roster).text


def test_duties_are_entered_corrected_and_ended(app, visit, people, reading):
    visitor = visit(people.coordinator)
    form = visitor.page("obligations.new").form("/obligations")
    answer = form.submit(422, title="Báo cáo năm", legal_basis="KH 86", due_day="31", due_month="11")
    assert answer.all("[data-field=due_day] .field-error")
    assert form.submit(422, title="Báo cáo năm", legal_basis="KH 86", due_day="30", due_month="11").all(
        "[data-field=roster] .field-error"
    )
    form.submit(title="Báo cáo năm", legal_basis="KH 86", due_day="30", due_month="11", due_is_exclusive="true",
                roster=["department"])  # fmt: skip
    with reading():
        duty = db.session.query(Obligation).one()
        assert (duty.due_day, duty.due_month, duty.due_is_exclusive, duty.roster) == (30, 11, True, '["department"]')
        duty_id = duty.id
    visitor.page("obligations.edit", obligation_id=duty_id).form("/edit").submit(title="Báo cáo hằng năm")
    visitor.page("obligations.index").form("/in-force").submit(is_active="0")
    with reading():
        duty = db.session.query(Obligation).one()
        assert (duty.title, duty.is_active) == ("Báo cáo hằng năm", False)


def test_a_leader_reads_duties_and_changes_none(app, visit, people, writing):
    with writing():
        duty_id = rounds.make_obligation().id
    visitor = visit(people.leader)
    visitor.page("obligations.index")
    visitor.page("obligations.edit", 403, obligation_id=duty_id)


def test_the_case_of_a_report_offers_document_number_and_round(opened, visit, people):
    opened.file()
    case_id = opened.report_case()
    seen = {
        somebody: {
            link["href"] for link in visit(getattr(people, somebody)).page("cases.show", case_id=case_id).all("a")
        }
        for somebody in ("head", "specialist")
    }
    document, number = f"/reports/{case_id}/report.docx", f"/reports/{case_id}/number"
    of_round = f"/campaigns/{opened.campaign_id}/agencies/{people.agency.id}"
    assert {document, number} <= seen["head"]
    assert of_round not in seen["head"]
    assert {document, number, of_round} <= seen["specialist"]


def test_the_case_of_a_round_leads_to_its_matrix(opened, visit, people):
    page = visit(people.leader).page("cases.show", case_id=opened.case_id)
    assert f"/campaigns/{opened.campaign_id}" in {link["href"] for link in page.all("a")}
