"""What an installation says about whom it believes."""

from __future__ import annotations

import pytest

from signoff.channels.email.authenticity import InboundAuth, WayAuth
from signoff.errors import ConfigurationError
from signoff.inbox.response import Verification
from signoff.settings import read_settings


def read(**named):
    return read_settings({f"SIGNOFF_{name.upper()}": value for name, value in named.items()})


class TestSettingsOfWhomToBelieve:
    def test_are_read(self):
        settings = read(
            inbound_auth="verify",
            inbound_auth_ways="imap=authserv-id:mx.example.com, pipe=off",
            minimum_verification="matched",
            unsigned_domains="Example.com, bücher.example",
            ticket_days="30",
        )

        assert settings.inbound_auth is InboundAuth.VERIFY
        assert settings.inbound_auth_ways == {
            "imap": WayAuth(InboundAuth.AUTHSERV_ID, "mx.example.com"),
            "pipe": WayAuth(InboundAuth.OFF),
        }
        assert settings.minimum_verification is Verification.MATCHED
        assert settings.unsigned_domains == {"example.com", "xn--bcher-kva.example"}
        assert settings.ticket_days == 30

    def test_have_defaults(self):
        settings = read()

        assert settings.inbound_auth is InboundAuth.OFF
        assert settings.minimum_verification is None
        assert (settings.unsigned_domains, settings.inbound_auth_ways) == (frozenset(), {})
        assert settings.ticket_days == 7

    @pytest.mark.parametrize(
        ("named", "said"),
        [
            ({"inbound_auth": "dkim"}, "not off or authserv-id or microsoft365 or verify"),
            ({"inbound_auth": "authserv-id"}, "SIGNOFF_AUTHSERV_ID is empty"),
            ({"minimum_verification": "none"}, "matched or aligned"),
            ({"minimum_verification": "session"}, "matched or aligned"),
            ({"minimum_verification": "aligned"}, "SIGNOFF_INBOUND_AUTH is off"),
            ({"unsigned_domains": "example.com a@b"}, "'a@b', which is no mail domain"),
            ({"ticket_days": "0"}, "from 1 to 365"),
            ({"ticket_days": "366"}, "from 1 to 365"),
            ({"ticket_days": "week"}, "not a whole number"),
            ({"inbound_auth_ways": "fax=verify"}, "'fax=verify'"),
            ({"inbound_auth_ways": "imap=dkim"}, "'imap=dkim'"),
            ({"inbound_auth_ways": "imap=authserv-id"}, "WAY=authserv-id:NAME"),
            ({"inbound_auth_ways": "imap=verify:mx"}, "'imap=verify:mx'"),
        ],
    )
    def test_that_cannot_work_start_nothing(self, named, said):
        with pytest.raises(ConfigurationError, match="Nothing was started") as caught:
            read(**named)
        assert said in str(caught.value)

    def test_of_a_way_are_held_against_what_its_provider_writes(self):
        own = {"mailgun_signing_key": "x" * 32}

        with pytest.raises(ConfigurationError, match="mailgun"):
            read(inbound_auth="authserv-id", authserv_id="mx.example.com", **own)
        settings = read(
            inbound_auth="authserv-id",
            authserv_id="mx.example.com",
            inbound_auth_ways="mailgun=verify",
            **own,
        )
        assert settings.inbound_auth_ways["mailgun"].mode is InboundAuth.VERIFY
