"""Servers on loopback that say what a test wants them to say, each caller in a thread."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def served_in_thread(kind: type[socketserver.StreamRequestHandler]) -> Iterator[int]:
    """Give the port of a server that talks to each caller as `kind` does."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), kind) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield server.server_address[1]
        finally:  # or a test that fails would never end
            server.shutdown()
            thread.join()
