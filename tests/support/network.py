"""Nothing leaves this process except to servers that a test owns on the loopback interface."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

_owned: set[int] = set()


class NetworkBlocked(AssertionError):
    """Code under test tried to reach a server that no test owns."""


def own(port: int) -> int:
    """Allow connections to the loopback port `port`: a process that the test started listens there."""
    _owned.add(port)
    return port


def free_port() -> int:
    """Return a loopback port that nobody listens on, and own it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return own(probe.getsockname()[1])


@contextmanager
def blocked() -> Iterator[None]:
    """Refuse every connection except to owned ports; what this process listens on is owned by itself."""
    patch = pytest.MonkeyPatch()
    connect, connect_ex, listen = socket.socket.connect, socket.socket.connect_ex, socket.socket.listen

    def guarded(original):
        def call(self: socket.socket, address):
            _refuse(self, address)
            return original(self, address)

        return call

    def listen_and_own(self: socket.socket, *backlog):
        listen(self, *backlog)
        if self.family != socket.AF_UNIX:
            own(self.getsockname()[1])

    patch.setattr(socket.socket, "connect", guarded(connect))
    patch.setattr(socket.socket, "connect_ex", guarded(connect_ex))
    patch.setattr(socket.socket, "listen", listen_and_own)
    try:
        yield
    finally:
        patch.undo()


def _refuse(sock: socket.socket, address: object) -> None:
    if sock.family == socket.AF_UNIX:
        return
    host, port = address[0], address[1]
    if host not in ("127.0.0.1", "::1", "localhost") or port not in _owned:
        raise NetworkBlocked(f"a test tried to reach {host}:{port}, where no server of its own listens")
