"""What timelines say about the acts of drafting a plan."""

from typing import Any

from flask_babel import gettext as _

from app.cases.receipts import CHANNELS, Channel
from app.counting import in_figures as counted
from app.drafting.money import in_figures
from app.timeline.wording import Payload, Wording, day_of, event, word


def _recorded(payload: Payload) -> str:
    values: dict[str, Any] = {
        "agency": payload["agency"],
        "number": payload["number"],
        "day": day_of(payload["signed_on"]),
        "signer": payload["signer"],
        "received": day_of(payload["received_at"]),
        "channel": str(CHANNELS[Channel(payload["channel"])]).lower(),
    }
    return _(
        "recorded for %(agency)s document No. %(number)s of %(day)s, signed by %(signer)s, received on %(received)s "
        "(%(channel)s)",
        **values,
    )


word(
    {
        "drafting.opened": Wording("flag", lambda p: _("opened the drafting of the plan for %(year)s", year=p["year"])),
        "drafting.roster_frozen": event(
            "lock",
            lambda p: _(
                "The list of %(number)s agencies to be asked was frozen.",
                number=counted(p["agencies"]),
            ),
        ),
        "drafting.collecting": event("play-circle", lambda _p: _("All agencies have been asked for proposals."), "ok"),
        "drafting.closing": event("lock", lambda _p: _("The collecting of proposals has ended.")),
        "drafting.issued": event(
            "check-circle-fill",
            lambda p: _("The plan is in force: No. %(number)s of %(day)s.", number=p["number"], day=day_of(p["day"])),
            "ok",
        ),
        "proposal.accepted": event(
            "check-circle-fill",
            lambda p: _("The proposal was taken into the draft: %(rows)s rows.", rows=counted(p["rows"])),
            "ok",
        ),
        "reply.recorded": Wording("inbox", _recorded, "info"),
        "draft.rows_taken_in": event(
            "inbox",
            lambda p: _(
                "%(rows)s rows of %(agency)s came into the draft.", rows=counted(p["rows"]), agency=p["agency"]
            ),
        ),
        "draft.row_added": Wording("plus-lg", lambda p: _("added the row “%(content)s”", content=p["content"])),
        "draft.row_changed": Wording("pencil", lambda p: _("changed the row “%(content)s”", content=p["content"])),
        "draft.row_dropped": Wording("dash-circle", lambda p: _("dropped the row “%(content)s”", content=p["content"])),
        "draft.row_merged": Wording(
            "arrow-right",
            lambda p: _("merged the row “%(content)s” into “%(into)s”", content=p["content"], into=p["into"]),
        ),
        "draft.row_put_back": Wording(
            "arrow-counterclockwise", lambda p: _("put the row “%(content)s” back", content=p["content"])
        ),
        "draft.rows_moved": Wording("pencil", lambda p: _("moved %(rows)s rows", rows=counted(p["rows"]))),
        "draft.consolidated": Wording(
            "send",
            lambda p: _(
                "sent the draft on: %(rows)s rows, %(funding)s million VND",
                rows=counted(p["rows"]),
                funding=in_figures(p["funding"]),
            ),
        ),
        "draft.budgeted": Wording(
            "check-lg", lambda p: _("allocated %(amount)s million VND", amount=in_figures(p["allocated"]))
        ),
        "opinions.asked": Wording(
            "send",
            lambda p: _(
                "asked %(number)s agencies for opinions by %(day)s", number=counted(p["agencies"]), day=day_of(p["due"])
            ),
        ),
        "opinions.gathered": event(
            "inbox",
            lambda p: _(
                "Of %(asked)s agencies %(agreeing)s agree, %(opinions)s have opinions.",
                asked=counted(p["asked"]),
                agreeing=counted(p["agreeing"]),
                opinions=counted(p["opinions"]),
            ),
        ),
        "opinions.answered": Wording(
            "check-lg",
            lambda p: _(
                "answered %(number)s opinions",
                number=counted(p["opinions"]),
            ),
        ),
    }
)
