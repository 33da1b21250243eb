"""The load: client processes with keep-alive connections, so that the generator is not what is measured."""

import json
import multiprocessing
import socket
import time
from collections.abc import Sequence
from dataclasses import dataclass
from http.client import HTTPConnection
from statistics import median
from typing import Any


@dataclass(frozen=True)
class Request:
    """What one client sends; a body makes it a POST."""

    path: str
    token: str
    body: dict[str, object] | None = None


@dataclass(frozen=True)
class Outcome:
    """What the clients saw together; times in milliseconds."""

    requests: int
    p50: float
    p95: float
    per_second: float


class Failed(Exception):
    """The server answered with an error: nothing is measured then."""


def send(port: int, shares: Sequence[Sequence[Request]]) -> Outcome:
    """Let one process for each share send its requests one after the other, all starting together."""
    context = multiprocessing.get_context("fork")
    ready, results = context.Barrier(len(shares)), context.Queue()
    clients = [context.Process(target=_client, args=(port, share, ready, results)) for share in shares]
    for client in clients:
        client.start()
    answers = [results.get() for _ in clients]
    for client in clients:
        client.join()
    errors = [answer for answer in answers if isinstance(answer, str)]
    if errors:
        raise Failed(errors[0])
    times = sorted(time for _, _, times in answers for time in times)
    elapsed = max(end for _, end, _ in answers) - min(start for start, _, _ in answers)
    p95 = times[int(len(times) * 0.95)]
    return Outcome(len(times), median(times) * 1000, p95 * 1000, len(times) / elapsed)


def _client(port: int, share: Sequence[Request], ready: Any, results: Any) -> None:
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    connection.connect()
    connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    prepared = [_prepared(request) for request in share]
    times = []
    ready.wait()
    start = time.perf_counter()
    for method, path, body, headers in prepared:
        before = time.perf_counter()
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        content = answer.read()
        times.append(time.perf_counter() - before)
        if answer.status != 200:
            results.put(f"{method} {path} answered {answer.status}: {content[:400]!r}")
            return
    results.put((start, time.perf_counter(), times))


def _prepared(request: Request) -> tuple[str, str, bytes | None, dict[str, str]]:
    headers = {"Authorization": f"Bearer {request.token}", "Accept": "application/json"}
    if request.body is None:
        return "GET", request.path, None, headers
    return "POST", request.path, json.dumps(request.body).encode(), {**headers, "Content-Type": "application/json"}
