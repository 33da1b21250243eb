"""What the timeline of agencies and users says, derived from each act and what it changed."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from app.organisation.labels import ROLES, SUCCESSIONS
from app.organisation.models import SuccessionKind
from app.organisation.roles import Role
from app.timeline.log import Subject
from app.timeline.queries import entries
from app.timeline.wording import Line, Wording, day_of, lines_of, word


def history(subject: Subject, limit: int = 50) -> list[Line]:
    """Return the newest lines of a subject's history."""
    return lines_of(entries(subject, limit=limit))


def _role(payload: Mapping[str, Any]) -> Any:
    return ROLES[Role(payload["role"])]


def _handed_over(payload: Mapping[str, Any]) -> str:
    return _(
        "%(role)s is now %(holder)s, deputy %(deputy)s (before: %(former)s)",
        role=_role(payload),
        holder=payload["after"]["holder"] or _("nobody"),
        deputy=payload["after"]["deputy"] or _("nobody"),
        former=payload["before"]["holder"] or _("nobody"),
    )


def _ended(payload: Mapping[str, Any]) -> str:
    kind = SUCCESSIONS[SuccessionKind(payload["kind"])]
    names = ", ".join(payload["successors"])
    return _("last day %(day)s, %(kind)s %(names)s", day=payload["last_day"], kind=kind, names=names).strip()


def _corrected(payload: Mapping[str, Any]) -> str:
    shown = [f"{before or '–'} → {after or '–'}" for before, after in payload["changes"].values()]
    return _("corrected: %(changes)s", changes="; ".join(shown))


def _absent(payload: Mapping[str, Any]) -> str:
    return _(
        "reported %(name)s away from %(first)s to %(last)s; stands in: %(who)s",
        name=payload["name"],
        first=day_of(payload["first_day"]),
        last=day_of(payload["last_day"]),
        who=payload["to"] or _("the deputy of each seat"),
    )


def _back(payload: Mapping[str, Any]) -> str:
    days = {"first": day_of(payload["first_day"]), "last": day_of(payload["last_day"])}
    return _("ended %(name)s's absence from %(first)s to %(last)s", name=payload["name"], **days)


def _contact(values: Mapping[str, str]) -> str:
    return ", ".join(filter(None, (values["name"], values["email"], values["phone"])))


word(
    {
        "agency.entered": Wording("building", lambda p: _("entered the agency as “%(name)s”", name=p["name"])),
        "agency.corrected": Wording("pencil", _corrected),
        "agency.ended": Wording("slash-circle", _ended),
        "seat.handed_over": Wording("person-check", _handed_over),
        "user.created": Wording("person-plus", lambda p: _("opened the account for %(email)s", email=p["email"])),
        "user.invited": Wording("envelope", lambda p: _("sent an invitation to %(email)s", email=p["email"])),
        "user.reset_asked": Wording("key", lambda _p: _("sent a link to choose a new password")),
        "user.waking_asked": Wording("key", lambda _p: _("sent a link to wake the account")),
        "user.password_set": Wording("lock", lambda _p: _("set the password")),
        "user.signed_in": Wording("person-circle", lambda p: _("signed in from %(address)s", address=p["address"])),
        "user.signed_out": Wording("box-arrow-right", lambda _p: _("signed out")),
        "user.session_ended": Wording(
            "box-arrow-right",
            lambda p: _("signed out %(address)s", address=p["address"]),
        ),
        "user.other_sessions_ended": Wording("box-arrow-right", lambda _p: _("signed out everywhere else")),
        "user.preferences_set": Wording("gear", lambda _p: _("changed language or keyboard settings")),
        "user.corrected": Wording("pencil", lambda p: f"{_contact(p['before'])} → {_contact(p['after'])}"),
        "user.absence_reported": Wording("person-dash", _absent),
        "user.absence_ended": Wording("person-check", _back),
        "user.role_granted": Wording("shield-check", lambda p: _("granted the role %(role)s", role=_role(p))),
        "user.role_revoked": Wording("shield-lock", lambda p: _("took back the role %(role)s", role=_role(p))),
        "user.disabled": Wording("pause-circle", lambda _p: _("disabled the account")),
        "user.enabled": Wording("play-circle", lambda _p: _("enabled the account")),
        "user.token_issued": Wording("key", lambda _p: _("issued an API token")),
        "user.tokens_revoked": Wording("key", lambda _p: _("revoked the API tokens")),
    }
)
