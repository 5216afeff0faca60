"""The stage of the client's tests: a real application behind its HTTP door, in this process."""

import httpx2
import pytest

from signoff.client import Client
from tests.web.cast import ANA
from tests.web.conftest import door_databases, open_stage, portal, stage  # noqa: F401 - fixtures


async def no_pause(seconds):
    """Rest in no time."""


@pytest.fixture
def connect(stage):  # noqa: F811 - the fixture
    """Connects a person's program: connect(BEN)."""
    opened = []

    def connected(person=ANA, transport=None):
        token = stage.program(person).headers["authorization"].removeprefix("Bearer ")
        http = httpx2.AsyncClient(transport=transport or httpx2.ASGITransport(app=stage.web))
        client = Client(stage.base_url, token, http=http, pause=no_pause)
        opened.append((client, http))
        return client

    yield connected
    for client, http in opened:
        client._bridge.run(http.aclose())
        client.close()


@pytest.fixture
def ana(connect):
    return connect(ANA)
