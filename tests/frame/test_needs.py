"""A missing tool skips a test on a contributor's machine and fails it where all is required."""

from __future__ import annotations

import socket

import pytest

from tests.support.needs import find_tool, lack, need


class TestAToolThatIsHere:
    def test_is_named_by_its_path(self):
        assert need("sh", "every system has a shell").name == "sh"


class TestAToolThatIsMissing:
    def test_is_not_found(self):
        assert find_tool("no-such-tool-of-signoff") is None

    def test_skips_the_test_with_the_reason(self):
        with pytest.raises(pytest.skip.Exception, match="no swan on this machine: we need one"):
            lack("swan", "we need one", environ={})

    def test_fails_the_test_where_everything_is_required(self):
        with pytest.raises(pytest.fail.Exception, match="SIGNOFF_REQUIRE=all"):
            lack("swan", "we need one", environ={"SIGNOFF_REQUIRE": "all"})


class TestAFreePort:
    def test_can_be_taken(self, free_port):
        with socket.create_server(("127.0.0.1", free_port)) as server:
            assert server.getsockname()[1] == free_port
