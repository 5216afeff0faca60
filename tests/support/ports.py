"""Ports nobody listens on, for servers that cannot choose one themselves."""

from __future__ import annotations

import socket


def find_free_port(host: str = "127.0.0.1") -> int:
    """Return a TCP port that was free a moment ago; prefer port 0 where a server takes it."""
    with socket.socket() as probe:
        probe.bind((host, 0))
        port: int = probe.getsockname()[1]
        return port
