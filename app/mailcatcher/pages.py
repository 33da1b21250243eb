"""The pages of the catcher: what came, as people read it and as programs do."""

from typing import Any

from flask import Flask, Response, abort, render_template

from app.mailcatcher.box import Box

# A mail's own markup is shown, never run; its links open pages of their own.
SHOWN_NOT_RUN = (
    "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"
)


def create_pages(box: Box) -> Flask:
    """Return the small web application that shows `box`."""
    pages = Flask(__name__)
    pages.json.ensure_ascii = False  # type: ignore[attr-defined]

    @pages.get("/")
    def overview() -> str:
        return render_template("overview.html", mails=box.all()[::-1])

    @pages.get("/messages.json")
    def messages() -> Any:
        return pages.json.response([mail.as_json() for mail in box.all()])

    @pages.get("/messages/<int:mail_id>")
    def message(mail_id: int) -> str:
        return render_template("mail.html", mail=box.find(mail_id) or abort(404))

    @pages.get("/messages/<int:mail_id>.html")
    def as_sent(mail_id: int) -> Response:
        mail = box.find(mail_id) or abort(404)
        html = (mail.html or "").replace("<head>", '<head><base target="_blank">', 1)
        return Response(html, mimetype="text/html", headers={"Content-Security-Policy": SHOWN_NOT_RUN})

    return pages
