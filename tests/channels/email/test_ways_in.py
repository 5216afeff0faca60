"""By which ways mail comes in that nobody checks."""

import pytest

from signoff.channels.email.authenticity import InboundAuth, WayAuth
from signoff.channels.email.imap_account import ImapAccount
from signoff.channels.email.providers.accounts import SharedSecret
from signoff.channels.email.ways_in import unchecked_ways
from signoff.settings import Settings

OFF, VERIFY = InboundAuth.OFF, InboundAuth.VERIFY


class TestAWayIn:
    @pytest.mark.parametrize(
        ("mode", "own", "unchecked"),
        [
            (OFF, {}, ("smtp", "imap", "postmark")),
            (VERIFY, {}, ()),
            (VERIFY, {"postmark": OFF}, ("postmark",)),
            (VERIFY, {"lmtp": OFF, "ses": OFF}, ()),  # neither is set up
            (VERIFY, {"pipe": OFF}, ("pipe",)),
            (OFF, {"smtp": VERIFY, "postmark": VERIFY}, ("imap",)),
            (OFF, {"smtp": VERIFY, "imap": VERIFY, "postmark": VERIFY}, ()),
        ],
    )
    def test_is_unchecked_where_it_is_open_and_its_mode_is_off(self, mode, own, unchecked):
        settings = Settings(
            imap=ImapAccount("imap.example.com"),
            postmark=SharedSecret("x" * 32),
            inbound_auth=mode,
            inbound_auth_ways={way: WayAuth(each) for way, each in own.items()},
        )

        assert unchecked_ways(settings) == unchecked
