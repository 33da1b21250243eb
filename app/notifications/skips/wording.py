"""What an agency's history says of the days on which it was left alone."""

from flask_babel import gettext as _

from app.timeline.wording import Wording, day_of, word

word(
    {
        "agency.skipped_once": Wording(
            "pause-circle", lambda p: _("left the agency alone in the reminders of %(day)s", day=day_of(p["day"]))
        ),
        "agency.reminded_after_all": Wording(
            "bell", lambda p: _("had the agency reminded on %(day)s after all", day=day_of(p["day"]))
        ),
    }
)
