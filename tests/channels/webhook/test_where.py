"""Where a webhook may be sent: which addresses, and which ways to write one."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signoff.channels.webhook.destination import read_destination, serves_itself
from signoff.channels.webhook.networks import read_networks, why_closed
from signoff.errors import ConfigurationError, WebhookInvalid

PUBLIC = (
    "93.184.215.14",
    "1.1.1.1",
    "172.32.0.1",
    "100.128.0.1",
    "2606:4700:4700::1111",
    "2a00:1450::1",
)
CLOSED = (
    "0.0.0.0",
    "0.1.2.3",
    "10.0.0.1",
    "100.64.0.1",
    "100.127.255.254",
    "127.0.0.1",
    "127.255.0.3",
    "169.254.1.1",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.8",
    "192.0.2.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.51.100.7",
    "203.0.113.9",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:93.184.215.14",
    "64:ff9b::93.184.215.14",
    "64:ff9b:1::1",
    "100::1",
    "2001::1",
    "2001:db8::1",
    "2002:5db8:d70e::1",
    "fc00::1",
    "fd12::1",
    "fe80::1",
    "fec0::1",
    "ff02::1",
)
METADATA = ("169.254.169.254", "100.100.100.200", "168.63.129.16", "fd00:ec2::254")
EVERYTHING = read_networks("0.0.0.0/0 ::/0")


def why(text, allowed=()):
    return why_closed(ipaddress.ip_address(text), allowed)


class TestAnAddress:
    def test_is_open_if_it_is_public(self):
        assert [text for text in PUBLIC if why(text)] == []

    def test_is_closed_if_it_is_not(self):
        assert [text for text in (*CLOSED, *METADATA) if not why(text)] == []

    def test_is_opened_by_whoever_runs_the_installation(self):
        allowed = read_networks("10.20.0.0/16, 127.0.0.1 fd12::/64")

        opened = [text for text in ("10.20.3.4", "127.0.0.1", "fd12::7") if not why(text, allowed)]
        others = [text for text in ("10.21.0.1", "127.0.0.2", "fd12:1::") if why(text, allowed)]

        assert (len(opened), len(others)) == (3, 3)

    def test_of_a_machines_keys_is_opened_by_nobody(self):
        forms = [
            *METADATA,
            "::ffff:169.254.169.254",
            "64:ff9b::169.254.169.254",
            "2002:a9fe:a9fe::1",
        ]

        assert [text for text in forms if not why(text, EVERYTHING)] == []

    @given(st.ip_addresses(v=4))
    def test_is_closed_in_every_form_that_hides_an_older_one(self, address):
        number = int(address)
        for hidden in (
            0xFFFF << 32 | number,
            0x64FF9B << 96 | number,
            0x2002 << 112 | number << 80,
        ):
            assert why_closed(ipaddress.IPv6Address(hidden), ())


class TestNetworks:
    def test_are_refused_if_they_are_none(self):
        for text in ("10.0.0.1/8", "10.0.0.0/33", "intranet", "10.0.0.0/8;1.1.1.1"):
            with pytest.raises(ConfigurationError, match="SIGNOFF_WEBHOOK_NETWORKS holds"):
                read_networks(text)


class TestAUrl:
    def test_leads_where_it_says(self):
        where = read_destination("https://Hooks.Example.com:8443/a/b%20c?key=x&y=[1]")

        assert (where.host, where.port, where.target) == (
            "hooks.example.com",
            8443,
            "/a/b%20c?key=x&y=[1]",
        )
        assert where.host_header == "hooks.example.com:8443"
        assert read_destination("https://example.com").target == "/"
        assert read_destination("https://example.com.").host_header == "example.com"
        assert read_destination("https://[2606:4700::1]/x").host_header == "[2606:4700::1]"

    def test_is_refused_where_it_may_lead_elsewhere(self):
        refused = (
            "",
            "example.com/hook",
            "http://example.com/",
            "ftp://example.com/",
            "file:///etc/passwd",
            "https://",
            "https:///path",
            "https://user@example.com/",
            "https://user:secret@example.com/",
            "https://example.com#fragment",
            "https://example.com\\@127.0.0.1/",
            "https://exam\tple.com/",
            "https://example.com/\r\nX-Evil: 1",
            "https://example.com/a b",
            "https://exämple.com/",
            "https://example.com/ü",
            "https://127.0.0.1/",
            "https://[::1]/",
            "https://[::ffff:10.0.0.1]/",
            "https://[fe80::1%25eth0]/",
            "https://127.1/",
            "https://2130706433/",
            "https://0x7f.1/",
            "https://0177.0.0.1/",
            "https://127.0.0.1./",
            "https://1.2.3.4.5/",
            "https://a..b/",
            "https://-a.example/",
            "https://example.com:22/",
            "https://example.com:0/",
            "https://example.com:99999/",
            "https://169.254.169.254/latest/meta-data",
            "https://example.com/" + "a" * 2000,
        )

        for url in refused:
            with pytest.raises(WebhookInvalid, match="Nothing was changed") as caught:
                read_destination(url)
            assert caught.value.field == "url"

    def test_may_lead_to_this_computer_where_somebody_develops(self):
        for url in ("http://127.0.0.1:9000/", "http://localhost:9000/", "http://[::1]:9000/"):
            assert read_destination(url, is_development=True).port == 9000
            with pytest.raises(WebhookInvalid):
                read_destination(url)
        with pytest.raises(WebhookInvalid, match="no public address"):
            read_destination("http://10.0.0.1:9000/", is_development=True)


def test_an_installation_is_developed_with_if_it_serves_its_own_computer_alone():
    here = ("http://127.0.0.1:8800", "http://localhost", "http://[::1]:1")
    elsewhere = (
        "https://127.0.0.1",
        "http://10.0.0.1",
        "http://signoff.example.com",
        "http://0.0.0.0:8800",
    )

    assert all(map(serves_itself, here))
    assert not any(map(serves_itself, elsewhere))
