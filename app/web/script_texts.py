"""The sentences that the browser's scripts say, in the language of the page."""

import json
from functools import cache

from flask_babel import get_locale
from flask_babel import gettext as _


def as_json() -> str:
    """Return all sentences for the <meta name="td-texts"> element; {names} are filled in by the scripts."""
    return _as_json(str(get_locale()))


@cache
def _as_json(_language: str) -> str:
    """Put them together once for each language: every page has them."""
    return json.dumps(sentences(), ensure_ascii=False)


def sentences() -> dict[str, str]:
    """Return each sentence by the key the scripts use."""
    return {
        "both_kept": _("Both versions are kept. Which one should the draft go on with?"),
        "cancel": _("Cancel"),
        "chosen": _("Chosen: {n}"),
        "close": _("Close"),
        "confirm_first": _("Tick first that the files hold no state secret, then choose them again."),
        "copy_dropped": _("Discard this copy"),
        "copy_kept": _("What you typed is kept in this browser."),
        "copy_restored": _("Restored what you typed at {time}, which had not reached the server."),
        "dark": _("Dark"),
        "diagram_failed": _("The diagram could not be drawn. The list of steps shows the same facts."),
        "draft_refused": _("The draft was not accepted any more."),
        "draft_saved": _("Draft saved at {time}"),
        "file_too_large": _("{name}: {size} MB, more than {limit} MB. Compress its pictures or split it in two."),
        "go_on": _("Go on"),
        "hide": _("Hide"),
        "light": _("Light"),
        "offline": _("Connection lost."),
        "offline_copy": _("The draft is kept in this browser at {time} and saves itself when the network is back."),
        "offline_request": _("Connection lost. Nothing was changed; do it again when the network is back."),
        "open_element": _("Open {element}"),
        "rows": _("{n} rows"),
        "server_error": _("The system made an error, not you. Nothing was changed."),
        "shortcuts_off": _("Switch shortcuts off"),
        "shortcuts_on": _("Switch shortcuts on"),
        "show": _("Show"),
        "sign_in_again": _("Sign in again"),
        "signed_out": _("You were signed out. The draft of {time} is kept in this browser."),
        "signed_out_now": _("You were signed out. Sign in again to go on."),
        "somebody_saved": _("Somebody else has just saved this draft ({who}, {time})."),
        "upload_failed": _("{name}: not uploaded. Check the connection and choose the file again."),
        "uploading": _("Uploading {name}"),
        "use_mine": _("Use mine"),
        "use_theirs": _("Use the version of {who}"),
    }
