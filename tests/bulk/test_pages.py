"""The coordinator ticks, looks, does, sees what came of it and undoes it."""

import pytest
from sqlalchemy import select

from app.bulk.models import BulkAction
from app.cases.models import Case
from app.extensions import db
from app.organisation.models import Seat
from app.reports.models import SubmissionState
from tests.support.factories import make_case, make_task


def tick(visit, people, opened, kind, **fields):
    """Choose the reports of both agencies on the round's page and go on with `kind`."""
    page = visit(people.coordinator).page("bulk.agencies", campaign_id=opened.campaign_id)
    boxes = [box["value"] for box in page.all("input[name=item]")]
    return page.form("/many").submit(item=boxes, kind=kind, **fields)


def test_the_round_shows_whose_report_is_missing(visit, people, opened):
    page = visit(people.coordinator).page("bulk.agencies", campaign_id=opened.campaign_id)
    assert len(page.all("input[name=item]")) == 2
    assert "Sở Công Thương" in page.text
    late = visit(people.coordinator).page("bulk.agencies", campaign_id=opened.campaign_id, show="late")
    assert not late.all("input[name=item]")


def test_a_report_that_is_here_cannot_be_ticked(visit, people, opened, writing):
    with writing():
        opened.submission().state = SubmissionState.submitted
    page = visit(people.coordinator).page("bulk.agencies", campaign_id=opened.campaign_id)
    assert len(page.all("input[name=item]")) == 1


def test_reminding_is_looked_at_first(visit, people, opened, writing, reading):
    with writing():
        db.session.scalars(select(Seat).where(Seat.agency_id == people.other_agency.id)).one().holder_id = None
    page = tick(visit, people, opened, "remind")
    assert "Thư mẫu" in page.text
    assert people.focal_point.name in page.text
    assert "Cơ quan chưa có đầu mối" in page.text
    assert page.one("button[name=_do]").text == "Nhắc 1 mục lúc hôm nay 14:00"
    with reading():
        assert db.session.query(BulkAction).count() == 0


def test_reminding_is_done_and_shown_and_undone(visit, people, opened):
    page = tick(visit, people, opened, "remind")
    done = page.form("/many").submit(_do="1", words="Gọi tôi nếu vướng.")
    assert done.h1.startswith("Nhắc việc")
    assert "Gọi tôi nếu vướng." in done.text
    back = done.form("/undo").submit()
    assert "Đã hoàn tác 2 mục" in back.text


def test_extending_asks_for_day_and_reason_then_says_both_dates(visit, people, opened):
    page = tick(visit, people, opened, "extend")
    refused = page.form("/many").submit(status=422, day="", reason="")
    assert "Ghi lý do dời hạn" in refused.text
    seen = refused.form("/many").submit(day="11/12/2026", reason="Bão số 12", number="215/UBND-KGVX")
    assert seen.one("button[name=_do]").text == "Gia hạn 2 mục đến 11/12/2026"
    done = seen.form("/many").submit(_do="1")
    assert "215/UBND-KGVX" in done.text
    assert "Bão số 12" in done.text


def test_a_day_that_has_passed_is_refused(visit, people, opened):
    page = tick(visit, people, opened, "extend")
    refused = page.form("/many").submit(status=422, day="19/11/2026", reason="x")
    assert "đã qua" in refused.text


def test_reassigning_offers_those_who_may(visit, people, opened):
    page = tick(visit, people, opened, "reassign")
    offered = [option.text for option in page.all("select[name=to] option")]
    assert people.deputy.name in offered
    assert people.leader.name not in offered
    seen = page.form("/many").submit(to=str(people.deputy.id))
    assert seen.one("button[name=_do]").text == "Giao lại 1 việc"


def test_all_that_match_may_be_chosen_at_once(visit, people, opened):
    page = visit(people.coordinator).page("bulk.agencies", campaign_id=opened.campaign_id)
    chosen = page.form("/many").submit(all="1", kind="extend")
    assert "Gia hạn 2 mục đã chọn" in chosen.h1


def test_nothing_ticked_is_said(visit, people, opened):
    page = visit(people.coordinator).page("bulk.agencies", campaign_id=opened.campaign_id)
    refused = page.form("/many").submit(status=422, kind="remind")
    assert "Chọn ít nhất một dòng" in refused.text


def test_all_work_is_listed_and_narrowed(visit, people, writing):
    with writing():
        case = make_case(people.agency, title="Hồ sơ A")
        make_task(case, name="Lập báo cáo", search_key="lap bao cao ho so a")
        make_task(case, name="Ký báo cáo", search_key="ky bao cao ho so a")
        make_task(make_case(people.agency, is_confidential=True), name="Việc mật")
    page = visit(people.coordinator).page("bulk.work")
    assert len(page.all("input[name=item]")) == 2
    assert "Việc mật" not in page.text
    narrowed = visit(people.coordinator).page("bulk.work", q="ký")
    assert len(narrowed.all("input[name=item]")) == 1


def test_what_was_done_is_listed(visit, people, opened):
    tick(visit, people, opened, "remind").form("/many").submit(_do="1")
    page = visit(people.coordinator).page("bulk.index")
    assert "Nhắc việc" in page.text
    assert people.coordinator.name in page.text


@pytest.mark.parametrize(("person", "status"), [("specialist", 403), ("auditor", 403), ("focal_point", 404)])
def test_it_is_the_coordinators(visit, people, person, status):
    visit(getattr(people, person)).page("bulk.work", status=status)


def test_a_case_that_became_confidential_is_not_named_among_the_results(visit, people, opened, writing):
    done = tick(visit, people, opened, "remind").form("/many").submit(_do="1")
    assert "Sở Công Thương" in done.text
    case_id = opened.report_case()
    with writing():
        db.session.get_one(Case, case_id).is_confidential = True
    again = visit(people.coordinator).open(done.path)
    assert "Sở Công Thương" not in again.text
