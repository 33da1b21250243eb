"""The web server: stateless processes with a few threads each; `PORT`, `HOST` and `WEB_WORKERS` choose."""

import os

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_WORKERS", "2"))
worker_class = "gthread"
threads = int(os.environ.get("WEB_THREADS", "4"))
timeout = 60
graceful_timeout = 10
keepalive = 15
loglevel = os.environ.get("LOG_LEVEL", "warning")
# Heartbeats must not wait for a disk.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108 - gunicorn makes the file safely
control_socket_disable = True

# One import for all workers: less memory, and a worker that dies is back at once.
preload_app = True


def post_fork(_server: object, _worker: object) -> None:
    """Forget connections that the master may have opened: no two processes may share one."""
    from app.extensions import db
    from wsgi import app

    with app.app_context():
        db.engine.dispose(close=False)
