"""Start the catcher: `python -m app.mailcatcher --smtp-port 2525 --http-port 8025`."""

import argparse
import os
import signal
import threading
from pathlib import Path

from werkzeug.serving import WSGIRequestHandler, make_server

from app.mailcatcher.box import Box
from app.mailcatcher.pages import create_pages
from app.mailcatcher.smtp import LOOPBACK, Keeper, listener


class Quiet(WSGIRequestHandler):
    """Answers without a line for each request."""

    def log_request(self, *_: object) -> None:
        """Write nothing."""


def main(arguments: list[str] | None = None) -> None:
    """Catch mails until told to stop."""
    options = _options(arguments)
    box = Box(options.keep)
    smtp = listener(Keeper(box), options.smtp_port)
    web = make_server(LOOPBACK, options.http_port, create_pages(box), threaded=True, request_handler=Quiet)
    stopped = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stopped.set())
    smtp.start()
    threading.Thread(target=web.serve_forever, daemon=True).start()
    stopped.wait()
    smtp.stop()
    web.shutdown()


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m app.mailcatcher", description=__doc__)
    smtp_port, http_port = os.environ.get("CATCHER_SMTP_PORT", "2525"), os.environ.get("CATCHER_PORT", "8025")
    parser.add_argument("--smtp-port", type=int, default=smtp_port, help="where it takes mail (%(default)s)")
    parser.add_argument("--http-port", type=int, default=http_port, help="where it shows mail (%(default)s)")
    parser.add_argument("--keep", type=Path, help="also append every mail to this mbox file")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
