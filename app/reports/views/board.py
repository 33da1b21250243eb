"""The page of a round: a live matrix of who has reported, one agency's history, the spreadsheet."""

from dataclasses import dataclass

from flask import Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale

from app.cases.receipts import CHANNELS
from app.clock import local_date, utc_now
from app.legible import key
from app.organisation.access import access, sees_identities
from app.organisation.calendar import office_calendar
from app.organisation.gate import current_actor
from app.reports import export as spreadsheet
from app.reports.blocks import BLOCKS, Block
from app.reports.board import board, focal_points, limits_in_words, row_of, tile_name
from app.reports.errors import SubmissionNotFound
from app.reports.history import history
from app.reports.models import SubmissionState
from app.reports.queries import Filter, matrix, require_campaign
from app.reports.reasons import reasons_of_report
from app.reports.views.blueprint import blueprint
from app.reports.views.rules import READS_ROUNDS

FLAGS = frozenset({"late", "asked", "extended", "nil"})
STATES = frozenset(state.value for state in SubmissionState)
BLOCK_NAMES = frozenset(block.value for block in Block)


@dataclass(frozen=True)
class Chosen:
    """Which rows the address asks for: one state or flag, one block."""

    show: str
    block: Block | None

    @property
    def is_filtered(self) -> bool:
        """Whether anything is left out."""
        return bool(self.show or self.block)

    @property
    def rows(self) -> Filter:
        """The same as a query understands it."""
        return Filter(
            state=SubmissionState(self.show) if self.show in STATES else None,
            late=self.show == "late",
            asked=self.show == "asked",
            extended=self.show == "extended",
            nil=self.show == "nil",
            kinds=BLOCKS[self.block].kinds if self.block else (),
        )


@blueprint.get("/<int:campaign_id>")
@access(READS_ROUNDS)
def show(campaign_id: int) -> ResponseReturnValue:
    """Show who has not reported; the live part asks for itself anew every half minute."""
    campaign, now, chosen = require_campaign(campaign_id), utc_now(), _chosen()
    is_part = request.headers.get("HX-Target") == "live" and "HX-History-Restore-Request" not in request.headers
    page = render_template(
        "reports/live.html" if is_part else "reports/campaign.html",
        board=board(
            campaign,
            chosen.rows,
            now,
            is_filtered=chosen.is_filtered,
            after=request.args.get("after", default=0, type=key),
        ),
        campaign=campaign,
        chosen=chosen,
        blocks=BLOCKS,
        href=lambda shown="": _address(campaign_id, shown, chosen.block),
        tile_name=tile_name,
        today=local_date(now),
        now=now,
        reasons=limits_in_words(campaign, str(get_locale())),
        shows_people=sees_identities(current_actor()),
    )
    response = Response(page)
    response.vary.add("HX-Target")
    return response


@blueprint.get("/<int:campaign_id>/agencies/<int:agency_id>")
@access(READS_ROUNDS)
def agency(campaign_id: int, agency_id: int) -> ResponseReturnValue:
    """Show one agency's report and the history of its reminders: a drawer, or a page of its own."""
    campaign, now, calendar = require_campaign(campaign_id), utc_now(), office_calendar()
    found = matrix(campaign_id, now, Filter(agency_id=agency_id), limit=1)
    if not found:
        raise SubmissionNotFound
    shows_people = sees_identities(current_actor())
    row = row_of(campaign, *found[0], local_date(now), calendar)
    case_id = row.submission.case_id
    is_drawer = request.headers.get("HX-Target") == "agency"
    page = render_template(
        "reports/drawer.html" if is_drawer else "reports/agency.html",
        campaign=campaign,
        row=row,
        person=focal_points([agency_id]).get(agency_id) if shows_people else None,
        history=history(case_id, now, shows_people=shows_people) if case_id else [],
        channels=CHANNELS,
        reasons=reasons_of_report(row.submission, calendar),
        today=local_date(now),
        shows_people=shows_people,
    )
    response = Response(page)
    response.vary.add("HX-Target")
    return response


@blueprint.get("/<int:campaign_id>/export.xlsx")
@access(READS_ROUNDS)
def export(campaign_id: int) -> ResponseReturnValue:
    """Give the chosen rows as a spreadsheet."""
    campaign, now, calendar = require_campaign(campaign_id), utc_now(), office_calendar()
    found = matrix(campaign_id, now, _chosen().rows)
    rows = [row_of(campaign, row, late, local_date(now), calendar) for row, late in found]
    shows_people = sees_identities(current_actor())
    people = focal_points([row.submission.agency_id for row in rows]) if shows_people else {}
    response = Response(spreadsheet.workbook(campaign.title, rows, people), mimetype=spreadsheet.XLSX)
    response.headers.set("Content-Disposition", "attachment", filename=f"dot-bao-cao-{campaign_id}.xlsx")
    return response


def _chosen() -> Chosen:
    show, block = request.args.get("show", ""), request.args.get("block", "")
    known = show in FLAGS | STATES
    return Chosen(show if known else "", Block(block) if block in BLOCK_NAMES else None)


def _address(campaign_id: int, shown: str, block: Block | None) -> str:
    return url_for("campaigns.show", campaign_id=campaign_id, show=shown or None, block=block.value if block else None)
