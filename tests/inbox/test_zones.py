"""Which names are time zones."""

import pytest

from signoff.inbox.zones import find_zone


@pytest.mark.parametrize("name", ["UTC", "Europe/Berlin", "America/Argentina/Ushuaia", "Etc/GMT+5"])
def test_a_name_of_the_iana_database_is_one(name):
    assert find_zone(name).key == name


# What lies beside the zones, and what a name must not reach.
BESIDE = ["localtime", "posixrules", "Factory", "posix/UTC", "right/UTC"]
BEYOND = ["", "Mars/Base", "Europe", "../../etc/passwd", "/etc/localtime", "a\0b", "x" * 5000]


@pytest.mark.parametrize("name", [*BESIDE, *BEYOND])
def test_another_is_none(name):
    assert find_zone(name) is None
