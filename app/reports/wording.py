"""What timelines say about the acts of rounds, duties and reports."""

from typing import Any

from flask_babel import gettext as _

from app.cases.receipts import CHANNELS, Channel
from app.timeline.wording import Payload, Wording, day_of, event, word


def _called(payload: Payload) -> str:
    if payload.get("spoke_with"):
        return _("telephoned and spoke with %(other)s", other=payload["spoke_with"])
    return _("telephoned")


def _received(payload: Payload) -> str:
    values: dict[str, Any] = {
        "channel": str(CHANNELS[Channel(payload["channel"])]).lower(),
        "day": day_of(payload["received_at"]),
    }
    return _("recorded the report as received on %(day)s, %(channel)s", **values)


def _numbered(payload: Payload) -> str:
    return _("recorded number %(number)s of %(day)s", number=payload["number"], day=day_of(payload["signed_on"]))


word(
    {
        "agency.called": Wording("telephone", _called, "info"),
        "extension.asked": Wording(
            "hourglass-split", lambda p: _("asked for more time, until %(day)s", day=day_of(p["until"]))
        ),
        "extension.granted": event(
            "calendar-plus", lambda p: _("More time was granted, until %(day)s.", day=day_of(p["until"])), "ok"
        ),
        "extension.refused": event("x-circle", lambda _p: _("More time was refused.")),
        "report.received": Wording("inbox", _received, "info"),
        "report.numbered": Wording("pencil", _numbered),
        "report.accepted": event("check-circle-fill", lambda _p: _("The report was accepted."), "ok"),
        "campaign.prepared": Wording("flag", lambda _p: _("prepared the round")),
        "campaign.roster_frozen": event(
            "lock", lambda p: _("The list of %(number)s agencies was frozen.", number=p.get("agencies", ""))
        ),
        "campaign.opened": event("play-circle", lambda _p: _("The round is open."), "ok"),
        "campaign.leaders_told": event(
            "envelope", lambda p: _("The leaders were told who is late (%(number)s).", number=p.get("late", 0))
        ),
        "campaign.closing": event("lock", lambda _p: _("The round is being closed.")),
        "campaign.closed": event("check-circle-fill", lambda _p: _("The round is closed.")),
        "campaign.ended": event("x-circle", lambda _p: _("The round was ended without a result.")),
        "obligation.entered": Wording("plus-lg", lambda _p: _("entered the duty")),
        "obligation.corrected": Wording("pencil", lambda _p: _("corrected the duty")),
        "obligation.ended": Wording("slash-circle", lambda _p: _("ended the duty")),
        "obligation.resumed": Wording("play-circle", lambda _p: _("let the duty apply again")),
        "obligation.continued": Wording("arrow-right", lambda _p: _("let the duty go on with the amended plan")),
    }
)
