"""The web server: stateless processes with a few threads each; `PORT`, `HOST` and `WEB_WORKERS` choose."""

import gc
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

# One import for all workers: less memory, and a worker that dies is back at once (`app.database.install` sees to it
# that no two processes share a connection).
preload_app = True


def pre_fork(_server: object, _worker: object) -> None:
    """Let the workers' collector leave alone what was imported once: it will never be garbage."""
    gc.collect()
    gc.freeze()
